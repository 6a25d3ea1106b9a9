import type { Work } from '@madoguchi/delivery'
import { deleteAccount, lockAccount } from '../session/accounts.ts'
import { giveBackMandates } from '../session/give-back.ts'
import { listMandateDigests } from '../session/session-rows.ts'
import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { Session } from '../shell/visitor.ts'
import type { Mailbox } from './mailbox.ts'
import { queueMail } from './mails.ts'

/** What another journey does when somebody leaves, in the transaction in which the account goes. */
export type Leaving = (work: Work<PortalTables>, who: { account: string; core: string }) => Promise<void>

export type Leave = (session: Session) => Promise<void>

/**
 * 利用をやめる: takes back what is on its way, gives every mandate back, and deletes the account with all that hangs on it: cards,
 * vault, recovery code, sessions, requests, answers, activities, address. A last mail goes to a confirmed address. What
 * remains is not ours: the core's ledger and the agencies' own records. The same person may register anew.
 */
export function makeLeave(
  { random, log }: Pick<Ground, 'random' | 'log'>,
  { delivery, core }: Pick<Network, 'delivery' | 'core'>,
  { mailbox, leaving }: { mailbox: Mailbox; leaving: readonly Leaving[] },
): Leave {
  return async ({ account }) => {
    await delivery.transact(async (work) => {
      const { tx, at } = work
      // Held until the end: whoever logs in meanwhile waits, and begins anew.
      const known = await lockAccount(tx, account)
      if (known === undefined) return
      for (const take of leaving) await take(work, { account, core })
      giveBackMandates(work, { core, digests: await listMandateDigests(tx, account) })
      await deleteAccount(tx, account)
      if (known.email !== null) await queueMail(tx, { kind: 'left', account: null, recipient: known.email, at, random })
    })
    void mailbox.sendDue()
    log.info('LEFT', { account })
  }
}
