import type { Posted } from '../fields/field-kind.ts'
import { formLimits } from '../limits.ts'

/** A browser's entries by name; names are what a stranger chose, so that they stand in a map and never in an object. */
export type Collected = ReadonlyMap<string, readonly string[]>

/** Nothing if there is more of it than any page of ours posts, or a file instead of its name. */
export function collectEntries(entries: Iterable<readonly [string, unknown]>): Collected | undefined {
  const collected = new Map<string, string[]>()
  let [count, length] = [0, 0]
  for (const [name, value] of entries) {
    if (typeof value !== 'string') return undefined
    count += 1
    length += name.length + value.length
    if (count > formLimits.entriesMax || length > formLimits.entriesLengthMax) return undefined
    if (name.length > formLimits.entryNameMax || value.length > formLimits.entryValueMax) return undefined
    const values = collected.get(name)
    if (values) values.push(value)
    else collected.set(name, [value])
  }
  return collected
}

/** The entries of one field, by part. */
export function postedOf(collected: Collected, base: string): Posted {
  const all = (part: string) => collected.get(part === '' ? base : `${base}.${part}`) ?? []
  return { all, one: (part) => all(part).at(-1) ?? '' }
}
