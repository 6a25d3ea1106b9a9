import type { Database } from '@madoguchi/db'
import type { Clock, Random } from '@madoguchi/kit'
import type { Selectable } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import { anyReader } from '../shell/words.ts'
import { renewConfirmation } from './confirmations.ts'
import { accountWords } from './words.ts'

type Written = { readonly to: string; readonly subject: string; readonly text: string }

/**
 * The words of a mail, made when it is sent; undefined for a confirmation that nobody waits for any more, where every draft that was to
 * end was changed or removed since, and where whoever was to be told of news has looked.
 */
export async function writeMail(
  { kind, account, recipient: to, count }: Selectable<PortalTables['mails']>,
  by: {
    db: Database<PortalTables>
    origin: string
    clock: Clock
    random: Random
    countEnding: (account: string) => Promise<number>
    countNews: (account: string) => Promise<number>
  },
): Promise<Written | undefined> {
  const { origin } = by
  const { arrival, confirmation, ending, leaving, news } = accountWords(anyReader).mails
  switch (kind) {
    case 'arrived':
      return { to, subject: arrival.subject(count ?? 0), text: arrival.text(origin, count ?? 0) }
    case 'draft-ends': {
      const drafts = account === null ? 0 : await by.countEnding(account)
      return drafts === 0 ? undefined : { to, subject: ending.subject, text: ending.text(origin, drafts) }
    }
    case 'filing-news': {
      const filings = account === null ? 0 : await by.countNews(account)
      return filings === 0 ? undefined : { to, subject: news.subject, text: news.text(origin) }
    }
    case 'left':
      return { to, subject: leaving.subject, text: leaving.text(origin) }
    case 'confirm-email': {
      const code = account === null ? undefined : await renewConfirmation(by, { account, email: to })
      if (code === undefined) return undefined
      const link = `${origin}/email/confirm#${code}`
      return { to, subject: confirmation.subject, text: confirmation.text(origin, link, code) }
    }
  }
}
