import { dayMs } from '@madoguchi/kit'
import { addConfirmCard } from '../log-in/confirm-card.ts'
import type { WorldJourney } from '../shell/world-journey.ts'
import { accountOperations } from './account-calls.ts'
import { addActivity } from './activity.page.ts'
import { addConfirmEmail } from './confirm-email.ts'
import { forgetMails, makeMailbox } from './mailbox.ts'
import { performAct } from './perform-act.ts'
import { addRegistration } from './registration.page.ts'
import { accountSchemas } from './schemas.ts'
import { addSession } from './session.page.ts'
import { addSettings } from './settings.ts'
import { addLeave } from './settings-leave.ts'

const mailsKeptMs = 30 * dayMs

/** 利用者登録, 登録内容, 操作履歴, 「届きました」 by mail, and leaving. */
export const account: WorldJourney = {
  name: 'account',
  tables: ['mails', 'email_confirmations'],
  open({ config, db, deps }) {
    const { mailer, clock, random, log } = deps
    return { mailbox: makeMailbox({ db, mailer, origin: config.origin, clock, random, log }) }
  },
  pages(routes, cards) {
    addRegistration(routes)
    addSettings(routes)
    addLeave(routes)
    addConfirmCard(routes, cards, performAct)
    addConfirmEmail(routes)
    addActivity(routes)
    addSession(routes)
  },
  calls: accountOperations,
  schemas: accountSchemas,
  jobs: {
    forgetMails: ({ db, deps }) => forgetMails(db, new Date(deps.clock.now().getTime() - mailsKeptMs)),
    sendMails: ({ mailbox }) => mailbox.sendDue(),
  },
  scripts: [new URL('./browser/confirm-email.js', import.meta.url)],
}
