import { defineOperation, type Operation } from '../shell/operation.ts'

/** For the card doctor of a command line: what only the portal knows. */
export const cardOperations: readonly Operation[] = [
  defineOperation({
    id: 'getCardHealth',
    method: 'GET',
    path: '/card-health',
    summary: 'カードの失効を、このサイトが調べられるかを見ます',
    access: 'open',
    answer: { status: 200, schema: 'CardHealth' },
    async run({ world }) {
      const known = await world.crl.describe()
      return {
        revocation: known?.isInForce === true ? 'reachable' : 'unreachable',
        loadedAt: known?.loadedAt.toISOString() ?? null,
      }
    },
  }),
]
