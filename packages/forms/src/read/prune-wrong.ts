import type { JsonPath } from './problem.ts'

export type Pruned = {
  readonly value: unknown
  /** A path in `value` → the same in the file. */
  readonly back: (path: JsonPath) => JsonPath
  /** Names that stood in what was taken out: whoever asks about them is told nothing more. */
  readonly names: ReadonlySet<string>
}

/** Entries of these lists stand for themselves: without one of them the others can still be looked at. */
const lists = new Set(['pages', 'fields', 'calculated', 'rules', 'pen', 'needed', 'signers', 'filers', 'attachments'])

/** What stands at the top of every definition, so that one that has it wrong can be looked at for the rest. */
const blank: Readonly<Record<string, unknown>> = {
  format: 'madoguchi-procedure/1',
  id: 'blank',
  version: '2026-11-01',
  title: '-',
  titleKana: 'ー',
  category: 'daily-life',
  lifeSituations: [],
  keywords: [],
  summary: '-',
  forWhom: '-',
  deadline: { text: '-' },
  needed: [],
  ways: ['print'],
  signers: [],
  completion: { online: 'whole' },
  template: 'form.typ',
}

/** A definition without the parts that are wrong, as far as it can do without them: nothing if it cannot. */
export function pruneWrong(value: unknown, wrong: readonly JsonPath[]): Pruned | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const gone = new Set<string>()
  const replaced = new Map<string, unknown>()
  for (const path of wrong) {
    const entry = path.findLastIndex((step, at) => typeof step === 'number' && lists.has(String(path[at - 1])))
    const [top = '', section, name] = path
    if (entry > 0) gone.add(keyOf(path.slice(0, entry + 1)))
    else if (top === 'shared' && name !== undefined) gone.add(keyOf([top, String(section), name]))
    else if (Object.hasOwn(blank, top)) replaced.set(String(top), blank[top])
    else if (top === 'pages' || top === 'subject' || top === 'filers' || top === '') return undefined
    else gone.add(keyOf([top]))
  }
  const names = new Set<string>()
  const moved = new Map<string, readonly number[]>()

  function copy(part: unknown, from: JsonPath, to: JsonPath): unknown {
    if (Array.isArray(part)) {
      const kept = [...part.keys()].filter((at) => !gone.has(keyOf([...from, at])))
      moved.set(keyOf(to), kept)
      for (const at of part.keys()) if (!kept.includes(at)) gatherNames(part[at], names)
      return kept.map((at, now) => copy(part[at], [...from, at], [...to, now]))
    }
    if (typeof part !== 'object' || part === null) return part
    const entries = Object.entries(part).flatMap(([key, each]) => {
      const at = [...from, key]
      if (!gone.has(keyOf(at))) return [[key, copy(each, at, [...to, key])] as const]
      names.add(key)
      gatherNames(each, names)
      return []
    })
    return Object.fromEntries(entries)
  }
  function back(path: JsonPath): JsonPath {
    return path.map((step, at) =>
      typeof step === 'number' ? (moved.get(keyOf(path.slice(0, at)))?.[step] ?? step) : step,
    )
  }
  const pruned = copy({ ...value, ...Object.fromEntries(replaced) }, [], []) as object
  return { value: pruned, back, names }
}

function keyOf(path: JsonPath): string {
  return JSON.stringify(path)
}

function gatherNames(part: unknown, names: Set<string>): void {
  if (typeof part !== 'object' || part === null) return
  if ('id' in part && typeof part.id === 'string') names.add(part.id)
  for (const each of Object.values(part)) gatherNames(each, names)
}
