import type { Work } from '@madoguchi/delivery'
import type { PortalTables } from '../shell/tables.ts'
import { detachFilings } from './filings.ts'
import { forgetAnswersOf } from './kept-answers.ts'

/**
 * Somebody leaves: what they have not sent goes with their drafts; what they sent still arrives, and is nobody's here. Its parts go once
 * its agency has them. In the caller's transaction, in which the account goes.
 */
export async function leaveFilings(
  { tx }: Pick<Work<PortalTables>, 'tx'>,
  { account }: { account: string },
): Promise<void> {
  await forgetAnswersOf(tx, account)
  await detachFilings(tx, account)
}
