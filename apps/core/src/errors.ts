import type { ErrorTable } from '@madoguchi/kit'

/** What keeps a core from starting, or from saying anything: an operator must look. */
export const coreErrors = {
  LEDGER_ROLLED_BACK: { move: 'operator', http: 500 },
  LEDGER_HEAD_MISSING: { move: 'operator', http: 500 },
  LEDGER_HEAD_THERE: { move: 'operator', http: 500 },
  LEDGER_HEAD_UNUSABLE: { move: 'operator', http: 500 },
} as const satisfies ErrorTable
