/**
 * What several journeys each have a part of, as one; `All` is what they have together. Throws TypeError where two of them give
 * the same name: the later would take the place of the earlier, and nobody would be told.
 */
export function gatherOnce<All extends object>(parts: readonly (object | undefined)[]): All {
  const names = parts.flatMap((part) => Object.keys(part ?? {}))
  const twice = names.filter((name, i) => names.indexOf(name) < i)
  if (twice.length > 0) throw new TypeError(`two journeys give ${twice.join(', ')}`)
  return Object.assign({}, ...parts)
}
