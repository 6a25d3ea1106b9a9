/** The programs on the stage: their party ids, what `keys new` is told of them, and settings of their own. */
export const cast = {
  core: {
    program: 'core',
    party: ['mihon-core', '--kind', 'core'],
    files: ['LINK_CODE_KEY_FILE=link-code-key', 'LEDGER_HEAD_FILE=ledger-head'],
    settings: [],
  },
  registry: {
    program: 'registry',
    party: ['mihon-registry', '--kind', 'registry'],
    files: ['SUBJECT_KEY_FILE=subject-key', 'AUTHORITIES_FILE=authorities.json'],
    settings: [],
  },
  provider: {
    program: 'agency',
    party:
      'mihon-kenpo --kind agency --is medical-insurer --is health-insurance-society --provides medical-insurance'.split(
        ' ',
      ),
    files: ['READER_SECRET_FILE=reader-secret'],
    settings: ['CONNECTOR=replicas'],
  },
  asker: {
    program: 'agency',
    party: 'mihon-shi --kind agency --is municipality --is welfare-office --provides local-tax'.split(' '),
    files: ['READER_SECRET_FILE=reader-secret'],
    settings: ['CONNECTOR=municipality'],
  },
  portal: {
    program: 'portal',
    party: ['mihon-portal', '--kind', 'portal', '--is', 'portal'],
    files: ['OPERATOR_FILE=operator.json'],
    // One proxy of the operator's stands in front and says whose request it is: citizens come from many addresses.
    settings: ['PROXY_HOPS=1'],
  },
} as const

export type Role = keyof typeof cast
export const roles = Object.keys(cast) as Role[]
