import { AppError } from '@madoguchi/kit'
import { certErrors } from '@madoguchi/pki'
import type { CitizenErrorCode } from '../shell/errors.ts'
import { defineBareOperation, defineOperation, type Operation } from '../shell/operation.ts'
import { readBytes } from '../shell/read-bytes.ts'
import { getValue } from '../shell/visit.ts'
import type { CardGuard } from './card-again.ts'
import { cardAgainErrors, demandCardAgain } from './card-again-calls.ts'
import type { Vaults } from './vaults.ts'

/** A new card is brought to the account's vault, in one of three ways; and the code for when the old card is gone. */
export function listVaultCalls(vaults: Vaults, cardGuard: Pick<CardGuard, 'check'>): readonly Operation[] {
  return [
    defineBareOperation(
      {
        id: 'joinByOldCard',
        method: 'POST',
        path: '/vault/old-card',
        summary: '前のカードの鍵で、いまのカードを保管庫につなぎます',
        access: 'session',
        body: 'OldCard',
        answer: { status: 204 },
        errors: [
          'VAULT_OPEN',
          'OLD_CARD_SAME',
          'OLD_CARD_UNKNOWN',
          'OLD_CARD_MISMATCH',
          'TOO_MANY',
          ...(Object.keys(certErrors) as CitizenErrorCode[]),
        ],
      },
      async ({ c, session, body }) => {
        const [certificate, wrappingKey] = [readBytes(body.certificate), readBytes(body.wrappingKey)]
        getValue(await vaults.joinByOldCard(session, { certificate, wrappingKey }))
        return c.body(null, 204)
      },
    ),
    defineBareOperation(
      {
        id: 'joinByRecoveryCode',
        method: 'POST',
        path: '/vault/recovery',
        summary: '回復コードで、いまのカードを保管庫につなぎます',
        access: 'session',
        body: 'Recovery',
        answer: { status: 204 },
        errors: ['VAULT_OPEN', 'RECOVERY_CODE_MALFORMED', 'RECOVERY_CODE_WRONG', 'TOO_MANY'],
      },
      async ({ c, session, body }) => {
        getValue(await vaults.joinByRecoveryCode(session, body.code))
        return c.body(null, 204)
      },
    ),
    defineBareOperation(
      {
        id: 'beginVaultAnew',
        method: 'POST',
        path: '/vault/anew',
        summary: '前の保管庫をあきらめて、いまのカードで新しく始めます(前の回答はひらけなくなります)',
        access: 'session',
        body: 'Confirmation',
        answer: { status: 204 },
        errors: ['VAULT_OPEN', 'NOT_CONFIRMED', ...cardAgainErrors],
      },
      async ({ c, session, body }) => {
        demandConfirmed(body.confirmed)
        await demandCardAgain(cardGuard, session, { act: 'vault-anew', card: body.card })
        getValue(await vaults.beginAnew(session))
        return c.body(null, 204)
      },
    ),
    defineOperation(
      {
        id: 'makeRecoveryCode',
        method: 'POST',
        path: '/vault/recovery-code',
        summary: '回復コードを作ります(1回だけ受け取れます。前のコードは使えなくなります)',
        access: 'vault',
        body: 'CardAgain',
        answer: { status: 200, schema: 'RecoveryCode' },
        errors: cardAgainErrors,
      },
      async ({ session, body }) => {
        await demandCardAgain(cardGuard, session, { act: 'recovery-code', card: body.card })
        return { code: await vaults.keepRecoveryCode(session) }
      },
    ),
  ]
}

/** Throws NOT_CONFIRMED. */
export function demandConfirmed(isConfirmed: boolean): void {
  if (!isConfirmed) throw new AppError('NOT_CONFIRMED', 'What cannot be undone wants a yes.')
}
