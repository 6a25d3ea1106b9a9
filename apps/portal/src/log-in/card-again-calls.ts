import { AppError, base64url } from '@madoguchi/kit'
import { certErrors } from '@madoguchi/pki'
import type { CitizenErrorCode } from '../shell/errors.ts'
import { defineOperation, type Operation } from '../shell/operation.ts'
import { readBytes } from '../shell/read-bytes.ts'
import { getValue } from '../shell/visit.ts'
import type { Session } from '../shell/visitor.ts'
import type { CardAct, CardGuard } from './card-again.ts'

/** What an act refuses with that wants the card again. */
export const cardAgainErrors: readonly CitizenErrorCode[] = [
  'CONFIRM_NEEDED',
  'CONFIRM_OVER',
  'CONFIRM_OTHER_CARD',
  'LOGIN_SIGNATURE',
  'LOGIN_REVOCATION_UNKNOWN',
  ...(Object.keys(certErrors) as (keyof typeof certErrors)[]),
]

/** A challenge for one act; what the card said to it goes along with the act. */
export function listCardAgainCalls(cardGuard: Pick<CardGuard, 'ask'>, origin: string): readonly Operation[] {
  return [
    defineOperation(
      {
        id: 'askForCard',
        method: 'POST',
        path: '/confirmations',
        summary: '大切な操作の前に、カードがもう一度署名するための値を受け取ります',
        access: 'session',
        body: 'ConfirmationOrder',
        answer: { status: 200, schema: 'CardChallenge' },
      },
      async ({ session, body }) => {
        const challenge = await cardGuard.ask(session, body.act)
        return { challenge: base64url.encode(challenge), origin }
      },
    ),
  ]
}

/** Throws CONFIRM_NEEDED where no card is shown, and what is wrong with one that is. */
export async function demandCardAgain(
  cardGuard: Pick<CardGuard, 'check'>,
  session: Session,
  { act, card }: { act: CardAct; card: { certificate: string; signature: string } | undefined },
): Promise<void> {
  if (card === undefined) throw new AppError('CONFIRM_NEEDED', 'This wants the card again: POST /confirmations first.')
  const shown = { certificate: readBytes(card.certificate), signature: readBytes(card.signature) }
  getValue(await cardGuard.check(session, { act, card: shown }))
}
