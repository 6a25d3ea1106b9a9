import type { CardGuard } from '../log-in/card-again.ts'
import { cardAgainErrors, demandCardAgain } from '../log-in/card-again-calls.ts'
import { demandConfirmed } from '../log-in/vault-calls.ts'
import type { Vaults } from '../log-in/vaults.ts'
import type { Ground } from '../shell/ground.ts'
import { defineBareOperation, defineOperation, type Operation } from '../shell/operation.ts'
import { getValue } from '../shell/visit.ts'
import { parseEmailAddress } from './email-address.ts'
import type { Emails } from './emails.ts'
import type { Leave } from './leave.ts'
import { register } from './registration.ts'

type Means = {
  readonly emails: Emails
  readonly vaults: Pick<Vaults, 'findRecoveryCodeMadeAt' | 'listCards'>
  readonly cardGuard: Pick<CardGuard, 'check'>
  readonly leave: Leave
}

/** 利用者登録 and 登録内容: consent, what we keep of somebody, the address, and leaving. */
export function listAccountCalls(ground: Pick<Ground, 'db' | 'clock'>, means: Means): readonly Operation[] {
  const { emails, vaults, cardGuard, leave } = means
  return [
    defineBareOperation(
      {
        id: 'register',
        method: 'POST',
        path: '/registration',
        summary: '利用規約に同意して、利用者登録をします',
        access: 'session',
        body: 'Registration',
        answer: { status: 204 },
        errors: ['CONSENT_MISSING', 'EMAIL_MALFORMED'],
      },
      async ({ c, session, body }) => {
        getValue(
          await register({ db: ground.db, clock: ground.clock, emails }, session, {
            consent: body.consent,
            email: body.email ?? '',
          }),
        )
        return c.body(null, 204)
      },
    ),
    defineOperation(
      {
        id: 'getAccount',
        method: 'GET',
        path: '/account',
        summary: '登録内容(メールアドレス、カード、回復コードの有無)を見ます',
        access: 'session',
        answer: { status: 200, schema: 'Account' },
      },
      async ({ session }) => {
        const { email, waiting } = await emails.find(session.account)
        const madeAt = await vaults.findRecoveryCodeMadeAt(session.account)
        const cards = await vaults.listCards(session)
        return {
          isRegistered: session.isRegistered,
          isVaultOpen: session.vault !== undefined,
          email: email ?? null,
          emailToConfirm: waiting?.email ?? null,
          recoveryCodeMadeAt: madeAt?.toISOString() ?? null,
          cards: cards.map(({ notAfter, lastUsedAt, isCurrent, opensVault }) => ({
            notAfter: notAfter.toISOString(),
            lastUsedAt: lastUsedAt.toISOString(),
            isCurrent,
            opensVault,
          })),
        }
      },
    ),
    defineBareOperation(
      {
        id: 'giveEmail',
        method: 'POST',
        path: '/account/email',
        summary: 'メールアドレスを登録または変更します(確認のメールが届きます)',
        access: 'member',
        body: 'EmailAddress',
        answer: { status: 204 },
        errors: ['EMAIL_MALFORMED', 'EMAIL_NOT_OFFERED', 'TOO_MANY', ...cardAgainErrors],
      },
      async ({ c, session, body }) => {
        getValue(parseEmailAddress(body.email))
        await demandCardAgain(cardGuard, session, { act: 'email', card: body.card })
        getValue(await emails.give(session, body.email))
        return c.body(null, 204)
      },
    ),
    defineBareOperation(
      {
        id: 'resendConfirmation',
        method: 'POST',
        path: '/account/email/resend',
        summary: '確認のメールを、もう一度送ります',
        access: 'member',
        answer: { status: 204 },
        errors: ['EMAIL_NONE', 'EMAIL_NOT_OFFERED', 'TOO_MANY'],
      },
      async ({ c, session }) => {
        getValue(await emails.resend(session))
        return c.body(null, 204)
      },
    ),
    defineBareOperation(
      {
        id: 'removeEmail',
        method: 'DELETE',
        path: '/account/email',
        summary: 'メールアドレスを消します',
        access: 'member',
        answer: { status: 204 },
      },
      async ({ c, session }) => {
        await emails.remove(session)
        return c.body(null, 204)
      },
    ),
    defineBareOperation(
      {
        id: 'leave',
        method: 'POST',
        path: '/account/leave',
        summary: '利用をやめます(登録内容と取り寄せた回答が、すべて消えます)',
        access: 'session',
        body: 'Confirmation',
        answer: { status: 204 },
        errors: ['NOT_CONFIRMED', ...cardAgainErrors],
      },
      async ({ c, session, body }) => {
        demandConfirmed(body.confirmed)
        await demandCardAgain(cardGuard, session, { act: 'leave', card: body.card })
        await leave(session)
        return c.body(null, 204)
      },
    ),
  ]
}
