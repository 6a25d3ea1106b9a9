import type { Work } from '@madoguchi/delivery'
import { giveBackMandates } from '../session/give-back.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { Session } from '../shell/visitor.ts'
import type { World } from '../shell/world.ts'
import { queueMail } from './queue-mail.ts'

/** What another journey does when somebody leaves, in the transaction in which the account goes. */
export type Leaving = (work: Work<PortalTables>, who: { account: string; core: string }) => Promise<void>

/**
 * 利用をやめる: takes back what is on its way, gives every mandate back, and deletes the account with all that hangs on it: cards,
 * vault, recovery code, sessions, requests, answers, activities, address. A last mail goes to a confirmed address. What
 * remains is not ours: the core's ledger and the agencies' own records. The same person may register anew.
 */
export async function leave(world: World, { account }: Session): Promise<void> {
  const { config, delivery, deps, mailbox, leaving } = world
  await delivery.transact(async (work) => {
    const { tx, at } = work
    // Held until the end: whoever logs in meanwhile waits, and begins anew.
    const known = await tx
      .selectFrom('accounts')
      .select('email')
      .where('account', '=', account)
      .forUpdate()
      .executeTakeFirst()
    if (known === undefined) return
    for (const take of leaving) await take(work, { account, core: config.core })
    const sessions = await tx.selectFrom('sessions').select('mandate_digest').where('account', '=', account).execute()
    giveBackMandates(work, { core: config.core, digests: sessions.map((row) => row.mandate_digest) })
    await tx.deleteFrom('accounts').where('account', '=', account).execute()
    if (known.email !== null)
      await queueMail(tx, { kind: 'left', account: null, recipient: known.email, at, random: deps.random })
  })
  mailbox.sendDue().catch((error) => deps.log.failure('MAILBOX_FAILED', error))
  deps.log.info('LEFT', { account })
}
