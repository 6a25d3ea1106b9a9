import type { SourceFile } from './repository.ts'

/** Something that is to become rarer: where it still stands, and how often. A place that is not listed, or no longer there, is a complaint. */
export type Known = { readonly pattern: RegExp; readonly places: Readonly<Record<string, number>> }

export function judgePlaces(sources: readonly SourceFile[], { pattern, places }: Known): string[] {
  const every = new RegExp(pattern, 'g')
  const found = new Map(sources.map(({ path, bare }) => [path, [...bare.matchAll(every)].length]))
  return [...new Set([...found.keys(), ...Object.keys(places)])].flatMap((path) => {
    const [is, may] = [found.get(path) ?? 0, places[path] ?? 0]
    if (is === may) return []
    return [is > may ? `${path}: ${is} places, ${may} are known` : `${path}: the list says ${may}, ${is} are left`]
  })
}
