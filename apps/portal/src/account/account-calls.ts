import { cardAgainErrors, demandCardAgain } from '../log-in/card-again-calls.ts'
import { findRecoveryCodeMadeAt } from '../log-in/keep-recovery-code.ts'
import { listCards } from '../log-in/list-cards.ts'
import { demandConfirmed } from '../log-in/vault-calls.ts'
import { defineBareOperation, defineOperation, type Operation } from '../shell/operation.ts'
import { getValue } from '../shell/visit.ts'
import { findEmail, giveEmail, removeEmail, resendConfirmation } from './confirmation.ts'
import { parseEmailAddress } from './email-address.ts'
import { leave } from './leave.ts'
import { register } from './registration.ts'

/** 利用者登録 and 登録内容: consent, what we keep of somebody, the address, and leaving. */
export const accountOperations: readonly Operation[] = [
  defineBareOperation({
    id: 'register',
    method: 'POST',
    path: '/registration',
    summary: '利用規約に同意して、利用者登録をします',
    access: 'session',
    body: 'Registration',
    answer: { status: 204 },
    errors: ['CONSENT_MISSING', 'EMAIL_MALFORMED'],
    async run({ c, world, session, body }) {
      getValue(await register(world, session, { consent: body.consent, email: body.email ?? '' }))
      return c.body(null, 204)
    },
  }),
  defineOperation({
    id: 'getAccount',
    method: 'GET',
    path: '/account',
    summary: '登録内容(メールアドレス、カード、回復コードの有無)を見ます',
    access: 'session',
    answer: { status: 200, schema: 'Account' },
    async run({ world, session }) {
      const { email, waiting } = await findEmail(world, session.account)
      const madeAt = await findRecoveryCodeMadeAt(world, session.account)
      const cards = await listCards(world, session)
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
  }),
  defineBareOperation({
    id: 'giveEmail',
    method: 'POST',
    path: '/account/email',
    summary: 'メールアドレスを登録または変更します(確認のメールが届きます)',
    access: 'member',
    body: 'EmailAddress',
    answer: { status: 204 },
    errors: ['EMAIL_MALFORMED', 'EMAIL_NOT_OFFERED', 'TOO_MANY', ...cardAgainErrors],
    async run({ c, world, session, body }) {
      getValue(parseEmailAddress(body.email))
      await demandCardAgain(world, session, { act: 'email', card: body.card })
      getValue(await giveEmail(world, session, body.email))
      return c.body(null, 204)
    },
  }),
  defineBareOperation({
    id: 'resendConfirmation',
    method: 'POST',
    path: '/account/email/resend',
    summary: '確認のメールを、もう一度送ります',
    access: 'member',
    answer: { status: 204 },
    errors: ['EMAIL_NONE', 'EMAIL_NOT_OFFERED', 'TOO_MANY'],
    async run({ c, world, session }) {
      getValue(await resendConfirmation(world, session))
      return c.body(null, 204)
    },
  }),
  defineBareOperation({
    id: 'removeEmail',
    method: 'DELETE',
    path: '/account/email',
    summary: 'メールアドレスを消します',
    access: 'member',
    answer: { status: 204 },
    async run({ c, world, session }) {
      await removeEmail(world, session)
      return c.body(null, 204)
    },
  }),
  defineBareOperation({
    id: 'leave',
    method: 'POST',
    path: '/account/leave',
    summary: '利用をやめます(登録内容と取り寄せた回答が、すべて消えます)',
    access: 'session',
    body: 'Confirmation',
    answer: { status: 204 },
    errors: ['NOT_CONFIRMED', ...cardAgainErrors],
    async run({ c, world, session, body }) {
      demandConfirmed(body.confirmed)
      await demandCardAgain(world, session, { act: 'leave', card: body.card })
      await leave(world, session)
      return c.body(null, 204)
    },
  }),
]
