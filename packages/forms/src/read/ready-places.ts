import type { CalculatedEntry, DefinitionIndex } from './definition-index.ts'
import { listCalculationNames } from './dependencies.ts'
import type { Problem } from './problem.ts'

/** From which place on each name has its last value. */
export type ReadyPlaces = ReadonlyMap<string, number>

/**
 * A calculated value is ready with the last thing it is made of. One that is made of itself is a problem, and then
 * counts as ready at once so that it is told of only once.
 */
export function findReadyPlaces(index: DefinitionIndex): { ready: ReadyPlaces; problems: Problem[] } {
  const ready = new Map<string, number>()
  const problems: Problem[] = []
  const trail = new Set<string>()
  const find = (id: string): number => {
    const known = ready.get(id)
    if (known !== undefined) return known
    const entry = index.ids.get(id)
    if (entry?.is !== 'calculated') return entry?.at ?? 0
    if (trail.has(id)) {
      problems.push({ path: entry.path, code: 'DEFINITION_CYCLE', reason: `“${id}” depends on itself.` })
      return 0
    }
    trail.add(id)
    const places = listCalculationNames(entry.calculated.value).map((name) => Math.max(find(name), endOf(name, entry)))
    trail.delete(id)
    const place = places.reduce((last, one) => Math.max(last, one), 0)
    ready.set(id, place)
    return place
  }
  // Seen from outside, what stands in a group has its values when the group is at its end.
  const endOf = (name: string, { group }: CalculatedEntry) => {
    const inner = index.ids.get(name)?.group
    return inner === undefined || inner === group ? 0 : (index.ids.get(inner)?.at ?? 0)
  }
  for (const [id] of index.entries) ready.set(id, find(id))
  return { ready, problems }
}
