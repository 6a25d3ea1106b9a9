import { execFile } from 'node:child_process'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** A column whose type has a name of its own, and the words that its database lets in. */
export type NamedColumn = {
  /** `PortalTables['inquiries']['state']` */
  readonly type: string
  readonly only: readonly string[]
}

const head = `type Same<Typed, Kept> = [Typed] extends [Kept] ? ([Kept] extends [Typed] ? true : { lacks: Exclude<Kept, Typed> }) : { invents: Exclude<Typed, Kept> }
`

/**
 * Which of the types are another list of words than their database's, by the type checker itself: what a name stands for is
 * not to be read off a source. `imports`: where the types stand, by paths of the repository.
 */
export async function judgeWords(imports: readonly string[], columns: readonly NamedColumn[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-tables-'))
  try {
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    const lines = columns.map(({ type, only }, i) => {
      const words = only.map((word) => `'${word}'`).join(' | ')
      return `export const c${i}: Same<NonNullable<${type}>, ${words}> = true`
    })
    const text = `${imports.map((line) => line.replace('@root/', root)).join('\n')}\n${head}${lines.join('\n')}\n`
    await writeFile(join(folder, 'columns.mts'), text)
    const config = join(folder, 'tsconfig.json')
    const own = {
      extends: join(root, 'tsconfig.json'),
      files: ['columns.mts'],
      include: [],
      compilerOptions: { noUnusedLocals: false },
    }
    await writeFile(config, JSON.stringify(own))
    const said = await runTypeChecker(config)
    const first = text.split('\n').findIndex((line) => line.startsWith('export const c0:'))
    return [...said.matchAll(/columns\.mts\((\d+),\d+\): error (.*)/g)].map(([, line, what]) => {
      const column = columns[Number(line) - 1 - first]
      return `${column?.type ?? 'what this test wrote'}: ${what}`
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function runTypeChecker(config: string): Promise<string> {
  const words = [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', config]
  return new Promise((resolve) => execFile(process.execPath, words, (_error, stdout) => resolve(stdout)))
}
