import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const run = promisify(execFile)

let folder: string
let lookups: readonly string[]
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-language-'))
  const isProgram = (path: string) => !/\/testing$|\.(?:test|fixture)\.ts$/.test(path)
  await cp(join(root, 'apps/portal/src'), join(folder, 'src'), { recursive: true, filter: isProgram })
  await cp(join(root, 'apps/portal/package.json'), join(folder, 'package.json'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const all = globSync(['src/*/words.ts', 'src/shell/shell-words.ts'], { cwd: folder })
  lookups = all.filter((path) => path !== 'src/shell/words.ts').sort()
})
after(() => rm(folder, { recursive: true, force: true }))

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(join(folder, path), 'utf8')
  assert.notEqual(change(text), text, path)
  await writeFile(join(folder, path), change(text))
}

/** The files in which the type checker finds something. */
async function findWrong(): Promise<readonly string[]> {
  const config = join(folder, 'tsconfig.json')
  await writeFile(config, JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['src'] }))
  const args = [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', config]
  const { stdout } = await run(process.execPath, args, { cwd: folder }).catch((error: { stdout: string }) => error)
  const found = [...stdout.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(([, path = '']) => path)
  return [...new Set(found)].sort()
}

const eo = (path: string) => path.replace(/[\w-]+\.ts$/, 'words.eo.ts')

test('whoever adds a language is told each journey that does not speak it, and touches no page until all do', async () => {
  assert.ok(lookups.length > 6)
  await edit('src/shell/words.ts', (text) => text.replace("['ja']", "['ja', 'eo']"))
  assert.deepEqual(await findWrong(), lookups)
  for (const path of lookups) {
    const from = /from '(\.\/words[./]ja[^']*)'/.exec(await readFile(join(folder, path), 'utf8'))?.[1]
    await writeFile(join(folder, eo(path)), `import { ja } from '${from}'\n\nexport const eo: typeof ja = ja\n`)
    await edit(path, (text) => `import { eo } from './words.eo.ts'\n${text.replace('({ ja })', '({ ja, eo })')}`)
  }
  assert.deepEqual(await findWrong(), [])
})

test('a language that lacks one sentence, and a code that lacks its own, do not compile', async () => {
  await writeFile(
    join(folder, 'src/log-in/words.eo.ts'),
    "import { ja, type LogInWords } from './words.ja.ts'\n\nconst { title: _title, ...login } = ja.login\nexport const eo: LogInWords = { ...ja, login }\n",
  )
  await edit('src/account/errors.ts', (text) =>
    text.replace('  EMAIL_NONE:', "  EMAIL_TOO_NEW: { move: 'citizen', http: 422 },\n  EMAIL_NONE:"),
  )
  assert.deepEqual(await findWrong(), ['src/account/words.ja.ts', 'src/log-in/words.eo.ts'])
})
