import type { Database } from '@madoguchi/db'
import type { Clock, Log, Random } from '@madoguchi/kit'
import { AppError, dayMs } from '@madoguchi/kit'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Mailer } from '../shell/deps.ts'
import type { PortalTables } from '../shell/tables.ts'
import { writeMail } from './write-mail.ts'

/** After so long a mail is given up, and the operator counts it. */
const givenUpAfterMs = dayMs
const waitMinutesMax = 60
const atOnceMax = 200

export type Mailbox = {
  /** Whether mails leave here at all. */
  isOffered(): boolean
  /** Sends what is due, one after the other; never throws. What fails is tried again, later each time, for a day. */
  sendDue(): Promise<void>
}

/** The outbox of mails: a mail server that is away delays a mail and nothing else. */
export function makeMailbox(options: {
  db: Database<PortalTables>
  mailer: Mailer | undefined
  origin: string
  clock: Clock
  random: Random
  log: Log
}): Mailbox {
  const { db, mailer, clock, log } = options
  let running: Promise<void> | undefined
  let isWanted = false

  async function sendAll(to: Mailer): Promise<void> {
    do {
      isWanted = false
      for (let count = 0; count < atOnceMax; count++) {
        const mail = await claim(db, clock.now())
        if (mail === undefined || !(await send(to, mail))) break
      }
    } while (isWanted)
  }

  /** False when the mail server is away, so that the others need not find out in turn. */
  async function send(to: Mailer, mail: Mail): Promise<boolean> {
    const written = await writeMail(mail, options)
    try {
      if (written !== undefined) await to.send(written)
      await db.kysely.deleteFrom('mails').where('mail', '=', mail.mail).execute()
      return true
    } catch (error) {
      const at = clock.now()
      const isRefused = error instanceof AppError && error.code === 'MAIL_REFUSED'
      const isOld = at.getTime() - mail.made_at.getTime() >= givenUpAfterMs
      if (isRefused || isOld) await giveUp(db, mail.mail, at)
      log.failure(isRefused || isOld ? 'MAIL_GIVEN_UP' : 'MAIL_FAILED', error, { kind: mail.kind, tries: mail.tries })
      return isRefused
    }
  }

  return {
    isOffered: () => mailer !== undefined,
    async sendDue() {
      if (mailer === undefined) return
      // Whoever comes while one runs is served by it: what they put in is looked for once more.
      isWanted = true
      running ??= sendAll(mailer)
        .catch((error) => log.failure('MAILBOX_FAILED', error))
        .finally(() => {
          running = undefined
        })
      await running
    },
  }
}

type Mail = Selectable<PortalTables['mails']>

/** The next one that is due, put off at once so that no other copy of the program sends it too. */
async function claim({ kysely }: Database<PortalTables>, at: Date): Promise<Mail | undefined> {
  const { rows } = await sql<Mail>`
    update mails set tries = tries + 1,
      due_at = ${at}::timestamptz + least(${waitMinutesMax}, power(2, least(tries, 10))) * interval '1 minute'
    where mail = (
      select mail from mails where gave_up_at is null and due_at <= ${at} order by due_at limit 1 for update skip locked)
    returning *`.execute(kysely)
  return rows[0]
}

async function giveUp({ kysely }: Database<PortalTables>, mail: string, at: Date): Promise<void> {
  await kysely.updateTable('mails').set({ gave_up_at: at, recipient: '' }).where('mail', '=', mail).execute()
}

/** What was given up is counted for thirty days, as long as anything else is kept. */
export async function forgetMails({ kysely }: Database<PortalTables>, before: Date): Promise<void> {
  await kysely.deleteFrom('mails').where('gave_up_at', '<', before).execute()
  await kysely.deleteFrom('email_confirmations').where('asked_at', '<', before).execute()
}
