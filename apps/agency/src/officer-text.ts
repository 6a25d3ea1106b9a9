/**
 * A line that an officer typed and that stands on a screen or on paper: no control characters, none that turn the direction of writing or are
 * invisible, no halves of a surrogate pair; not only white space. What a font lacks (外字) is allowed: a printed letter names it.
 */
export function isOfficerText(value: unknown, codePointsMax: number): value is string {
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    !/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(value) &&
    [...value.slice(0, 2 * codePointsMax + 2)].length <= codePointsMax
  )
}

/** Our own reference of a person, or an id: what a database can be asked for. */
export function isReference(value: unknown): value is string {
  return isOfficerText(value, 200)
}

/** Who did it, as an officer is called in the agency. */
export function isOfficer(value: unknown): value is string {
  return isOfficerText(value, 60)
}
