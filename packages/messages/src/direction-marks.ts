const marks = /\p{Bidi_Control}/gu

/**
 * Where a mark that turns the direction of writing stands (U+061C, U+200E, U+200F, U+202A–U+202E, U+2066–U+2069), as a path of members; undefined
 * where none does. Japanese needs none of them in names, addresses, telephone numbers or times: whoever composes a text refuses them.
 */
export function findDirectionMark(value: unknown): string | undefined {
  if (typeof value === 'string') return value.search(marks) === -1 ? undefined : ''
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const at = findDirectionMark(inner)
    if (at !== undefined) return at === '' ? name : `${name}.${at}`
  }
  return undefined
}

/** What JSON can hold, with all texts without such marks: for what was written before they were refused, or by somebody who does not refuse them. */
export function dropDirectionMarks<T>(value: T): T
export function dropDirectionMarks(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(marks, '')
  if (Array.isArray(value)) return value.map((one) => dropDirectionMarks(one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, dropDirectionMarks(inner)]))
}
