import type { FactsReader } from '@madoguchi/facts'
import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { type DeskRole, deskRoles } from '../officer-words.ts'
import { selfInformation } from '../self-information.ts'

/**
 * Affairs that are the agency's own: 支援措置, the desk itself (its officers), filings that belong to no affair of the network. What people
 * ask about themselves is another.
 */
export const ownAffairs = { protection: 'protection', desk: 'desk', self: selfInformation, filings: 'filings' } as const

/** Whether roles can be given in it: an affair of the network, or one of the agency's own. */
export function isAffair(facts: FactsReader, id: string): boolean {
  return Object.values<string>(ownAffairs).includes(id) || facts.findAffair(id) !== undefined
}

export type Given = { readonly affair: string; readonly role: DeskRole }

/** Somebody who is logged in, with what they may do now. */
export type Officer = {
  readonly officer: string
  readonly name: string
  readonly roles: readonly Given[]
}

export function hasRole(
  { roles }: Pick<Officer, 'roles'>,
  affair: string,
  wanted: DeskRole | readonly DeskRole[],
): boolean {
  const those: readonly DeskRole[] = typeof wanted === 'string' ? [wanted] : wanted
  return roles.some((given) => given.affair === affair && those.includes(given.role))
}

/** The affairs in which an officer has one of these. */
export function listAffairs({ roles }: Pick<Officer, 'roles'>, wanted: readonly DeskRole[]): readonly string[] {
  return [...new Set(roles.filter(({ role }) => wanted.includes(role)).map(({ affair }) => affair))]
}

const listMax = 50

/** `look,handle` in `self-information,protection`: each role in each affair. */
export function readRoles(
  given: { readonly roles: string; readonly affairs: string },
  isAffair: (affair: string) => boolean,
): Verdict<readonly Given[], 'DESK_ROLES' | 'DESK_AFFAIRS'> {
  const split = (text: string) => [...new Set(text.split(',').map((word) => word.trim()))]
  const roles = split(given.roles).map((word) => deskRoles.find((role) => role === word))
  const affairs = split(given.affairs)
  if (roles.some((role) => role === undefined)) return no('DESK_ROLES')
  if (affairs.length > listMax || !affairs.every(isAffair)) return no('DESK_AFFAIRS')
  return ok(affairs.flatMap((affair) => roles.flatMap((role) => (role === undefined ? [] : [{ affair, role }]))))
}
