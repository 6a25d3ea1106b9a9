import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@madoguchi/kit'
import type { documentCopy, SignatureReport } from '@madoguchi/pades'

/** What is said of one document: its signatures, the earliest first, or why nobody could look. */
type ReportsOrCode = readonly SignatureReport[] | { readonly refused: keyof typeof documentCopy }

/** What the other program says of each signature, those that cover the whole document last. */
type Theirs = readonly { readonly said: string; readonly isWhole: boolean }[]

/**
 * Looks at every PDF of a folder and puts beside it what another program said (a table with a head: file, number of
 * signatures, what is said of each, whether it covers the total, separated by ` | `). Gives the lines, and whether the
 * other program found a change where we found none. Throws AppError VERDICTS_UNREADABLE.
 */
export async function compareVerdicts(options: {
  folder: string
  verdicts: string
  look: (pdf: Uint8Array) => Promise<ReportsOrCode>
}): Promise<{ lines: readonly string[]; isMissed: boolean }> {
  const { folder, verdicts, look } = options
  const table = await readOrThrow(() => readTable(verdicts))
  const names = await readOrThrow(() => readdir(folder))
  const lines: string[] = []
  let isMissed = false
  for (const name of names.filter((one) => one.endsWith('.pdf')).sort()) {
    const found = await look(new Uint8Array(await readFile(join(folder, name))))
    const theirs = table.get(name) ?? []
    const ours = 'refused' in found ? [{ said: found.refused, isFine: false }] : found.map(describe)
    for (const [index, { said, isFine }] of ours.entries()) {
      const their = theirs[index]?.said ?? 'nothing'
      const isFound = /Mismatch|Invalid/.test(their)
      const mark = isFound && isFine ? 'MISSED' : /is Valid/.test(their) !== isFine ? 'differs' : 'same'
      isMissed ||= mark === 'MISSED'
      lines.push([name, `${index + 1}`, mark, said, their].join('\t'))
    }
    if (ours.length === 0) lines.push([name, '0', 'same', 'no signature', theirs[0]?.said ?? 'nothing'].join('\t'))
  }
  return { lines, isMissed }
}

async function readOrThrow<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    throw new AppError('VERDICTS_UNREADABLE', 'フォルダか、判定の表を読めませんでした。場所を確かめてください。', {
      cause,
    })
  }
}

async function readTable(path: string): Promise<ReadonlyMap<string, Theirs>> {
  const rows = (await readFile(path, 'utf8'))
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
  return new Map(
    rows.map(([file = '', , said = '', covers = '']) => {
      const whole = covers.split(' | ')
      const theirs = said.split(' | ').map((one, index) => ({ said: one, isWhole: whole[index] === 'total' }))
      return [file, theirs.sort((a, b) => Number(a.isWhole) - Number(b.isWhole))]
    }),
  )
}

/** Whoever signed: whether signature and document hold, and what came later. */
function describe({ integrity, later, verdict }: SignatureReport): { said: string; isFine: boolean } {
  const names = later.faults.length > 0 ? later.faults.map(({ code }) => code) : later.additions.map(({ kind }) => kind)
  const after = [later.kind, ...new Set(names)].join(' ')
  const code = verdict.kind === 'good' ? '' : ` ${verdict.code}`
  const isFine = integrity.ok && (later.kind === 'nothing' || later.kind === 'additions')
  return { said: `${verdict.kind}${code}; ${integrity.ok ? 'whole' : integrity.code}; ${after}`, isFine }
}
