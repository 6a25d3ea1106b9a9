import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'

/** The id by which the directory names an agency, as an answer names its source: readable, stable, `some-city`. */
export type AgencyId = string & { readonly __brand: 'AgencyId' }

/** For schemas: 3 to 40 characters, lower case, digits and hyphens. */
export const agencyIdPattern = /^[a-z](?:-?[a-z0-9]){2,39}$/

export function parseAgencyId(value: unknown): Verdict<AgencyId, 'AGENCY_ID_INVALID'> {
  if (typeof value !== 'string' || value.length > 40 || !agencyIdPattern.test(value)) return no('AGENCY_ID_INVALID')
  return ok(value as AgencyId)
}

/** For ids that we wrote ourselves; asserts. */
export function getAgencyId(value: string): AgencyId {
  const verdict = parseAgencyId(value)
  if (!verdict.ok) throw new TypeError('not an agency id')
  return verdict.value
}
