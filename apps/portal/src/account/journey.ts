import { dayMs } from '@madoguchi/kit'
import type { CardGuard } from '../log-in/card-again.ts'
import type { ConfirmCard, PerformAct } from '../log-in/confirm-card.ts'
import type { Vaults } from '../log-in/vaults.ts'
import { closeOtherSessions } from '../session/list-sessions.ts'
import { declareErrors } from '../shell/error-words.ts'
import type { Ground } from '../shell/ground.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Network } from '../shell/network.ts'
import type { PageRoutes } from '../shell/pages-app.ts'
import { listAccountCalls } from './account-calls.ts'
import { addActivity } from './activity.page.ts'
import { addConfirmEmail } from './confirm-email.ts'
import { forgetConfirmations } from './confirmations.ts'
import { countMails } from './count-mails.ts'
import { makeEmails } from './emails.ts'
import { accountErrors } from './errors.ts'
import { type Leaving, makeLeave } from './leave.ts'
import { accountLimits } from './limits.ts'
import type { Mailbox } from './mailbox.ts'
import { forgetMails } from './mails.ts'
import { makePerformAct } from './perform-act.ts'
import { addRegistration } from './registration.page.ts'
import { accountSchemas } from './schemas.ts'
import { addSession } from './session.page.ts'
import { addSettings } from './settings.ts'
import { addLeave } from './settings-leave.ts'
import { accountWords } from './words.ts'

const mailsKeptMs = 30 * dayMs

/** 利用者登録, 登録内容, 操作履歴, 「届きました」 by mail, and leaving. */
export const account: Journey = {
  name: 'account',
  errors: declareErrors(accountErrors, (reader) => accountWords(reader).errors),
  limits: accountLimits,
  tables: ['mails', 'email_confirmations'],
  schemas: accountSchemas,
  scripts: [new URL('./browser/confirm-email.js', import.meta.url)],
}

type Given = {
  readonly limits: Pick<Counts, 'mayPassKept'>
  readonly mailbox: Mailbox
  /** What other journeys do when somebody leaves. */
  readonly leaving: readonly Leaving[]
  readonly idleMinutes: number
}

/** What the log-in gives. */
type OfCards = {
  readonly vaults: Vaults
  readonly cardGuard: CardGuard
  readonly confirmCard: ConfirmCard
  readonly addConfirmCard: (routes: PageRoutes, performAct: PerformAct) => void
}

export function openAccount(ground: Ground, network: Network, given: Given, ofCards: OfCards) {
  const { limits, mailbox, leaving, idleMinutes } = given
  const { vaults, cardGuard, confirmCard, addConfirmCard } = ofCards
  const { db, clock } = ground
  const emails = makeEmails(ground, { limits, mailbox })
  const leave = makeLeave(ground, network, { mailbox, leaving })
  const performAct = makePerformAct({
    ...{ vaults, emails, leave },
    closeOthers: (session) => closeOtherSessions(network, session),
  })
  return {
    /** For who runs the portal. */
    counts: { countMails: () => countMails(db) },
    pages(routes) {
      addRegistration(routes, ground, emails)
      addSettings(routes, { emails, vaults }, confirmCard)
      addLeave(routes, confirmCard)
      addConfirmCard(routes, performAct)
      addConfirmEmail(routes, emails)
      addActivity(routes, ground, { confirmCard, idleMinutes })
      addSession(routes, clock, network)
    },
    calls: listAccountCalls(ground, { emails, vaults, cardGuard, leave }),
    jobs: {
      async forgetMails() {
        const before = new Date(clock.now().getTime() - mailsKeptMs)
        await forgetMails(db.kysely, { before })
        await forgetConfirmations(db.kysely, { before })
      },
      sendMails: () => mailbox.sendDue(),
    },
  } satisfies OpenJourney & { counts: unknown }
}
