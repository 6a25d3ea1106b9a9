import { demoCast, operators } from '@madoguchi/nation'

/** The programs on the stage: their party ids, what `keys new` is told of them, and settings of their own. */
export const cast = {
  core: {
    program: 'core',
    party: [operators.core.id, '--kind', 'core'],
    files: ['LINK_CODE_KEY_FILE=link-code-key', 'LEDGER_HEAD_FILE=ledger-head'],
    settings: [],
  },
  registry: {
    program: 'registry',
    party: [operators.registry.id, '--kind', 'registry'],
    files: ['SUBJECT_KEY_FILE=subject-key', 'AUTHORITIES_FILE=authorities.json'],
    settings: [],
  },
  provider: agency('mihon-kenpo'),
  asker: agency('mihon-shi'),
  portal: {
    program: 'portal',
    party: [operators.portal.id, '--kind', 'portal', '--is', 'portal'],
    files: ['OPERATOR_FILE=operator.json'],
    // One proxy of the operator's stands in front and says whose request it is: citizens come from many addresses.
    settings: ['PROXY_HOPS=1'],
  },
} as const

export type Role = keyof typeof cast
export const roles = Object.keys(cast) as Role[]

/** The id that the directory names it by. */
export function idOf(role: Role): string {
  return cast[role].party[0] ?? ''
}

/** An agency of the demo's cast, as `keys new` is told of it. */
function agency(id: string) {
  const member = demoCast.find((one) => one.agency.id === id)
  if (member === undefined) throw new Error(`${id} is not in the cast`)
  const kinds = member.agency.kinds.flatMap((kind) => ['--is', kind])
  const provides = member.provides.flatMap((type) => ['--provides', type])
  return {
    program: 'agency',
    party: [id, '--kind', 'agency', ...kinds, ...provides],
    files: ['READER_SECRET_FILE=reader-secret'],
    settings: [`CONNECTOR=${member.connector}`],
  } as const
}
