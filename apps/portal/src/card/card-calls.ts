import { defineOperation, type Operation } from '../shell/operation.ts'
import type { RevocationNews } from './diagnose.ts'

/** For the card doctor of a command line: what only the portal knows. */
export function listCardCalls(crl: RevocationNews): readonly Operation[] {
  return [
    defineOperation(
      {
        id: 'getCardHealth',
        method: 'GET',
        path: '/card-health',
        summary: 'カードの失効を、このサイトが調べられるかを見ます',
        access: 'open',
        answer: { status: 200, schema: 'CardHealth' },
      },
      async () => {
        const known = await crl.describe()
        return {
          revocation: known?.isInForce === true ? 'reachable' : 'unreachable',
          loadedAt: known?.loadedAt.toISOString() ?? null,
        }
      },
    ),
  ]
}
