import { AppError, dayMs } from '@madoguchi/kit'
import type { Mailer } from '../shell/deps.ts'
import type { Ground } from '../shell/ground.ts'
import { claimMail, deleteMail, giveUpMail, type Mail } from './mails.ts'
import { writeMail } from './write-mail.ts'

/** After so long a mail is given up, and the operator counts it. */
const givenUpAfterMs = dayMs
const atOnceMax = 200

export type Mailbox = {
  /** Whether mails leave here at all. */
  isOffered(): boolean
  /** Sends what is due, one after the other; never throws. What fails is tried again, later each time, for a day. */
  sendDue(): Promise<void>
}

/** The outbox of mails: a mail server that is away delays a mail and nothing else. */
export function makeMailbox(
  ground: Pick<Ground, 'db' | 'clock' | 'random' | 'log'>,
  given: {
    mailer: Mailer | undefined
    origin: string
    /** Of an account, how many drafts it was told of that end soon still. */
    countEnding: (account: string) => Promise<number>
    /** Of an account, how many filings it was told of have news that it has not looked at. */
    countNews: (account: string) => Promise<number>
  },
): Mailbox {
  const { db, clock, log } = ground
  const { mailer } = given
  let running: Promise<void> | undefined
  let isWanted = false

  async function sendAll(to: Mailer): Promise<void> {
    do {
      isWanted = false
      for (let count = 0; count < atOnceMax; count++) {
        const mail = await claimMail(db.kysely, clock.now())
        if (mail === undefined || !(await send(to, mail))) break
      }
    } while (isWanted)
  }

  /** False when the mail server is away, so that the others need not find out in turn. */
  async function send(to: Mailer, mail: Mail): Promise<boolean> {
    const written = await writeMail(mail, { ...ground, ...given })
    try {
      if (written !== undefined) await to.send(written)
      await deleteMail(db.kysely, mail.mail)
      return true
    } catch (error) {
      const at = clock.now()
      const isRefused = error instanceof AppError && error.code === 'MAIL_REFUSED'
      const isOld = at.getTime() - mail.made_at.getTime() >= givenUpAfterMs
      if (isRefused || isOld) await giveUpMail(db.kysely, { mail: mail.mail, at })
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
