import { dayMs } from '@madoguchi/kit'
import { sql } from 'kysely'
import { openStates } from '../information/state.ts'
import type { World } from '../shell/world.ts'
import { giveBackMandates } from './give-back.ts'
import { queueMail } from './queue-mail.ts'
import type { Session } from './session.ts'

/**
 * 利用をやめる: takes back what is on its way, gives every mandate back, and deletes the account with all that hangs on it: cards,
 * vault, recovery code, sessions, requests, answers, activities, address. A last mail goes to a confirmed address. What
 * remains is not ours: the core's ledger and the agencies' own records. The same person may register anew.
 */
export async function leave(world: World, { account }: Session): Promise<void> {
  const { config, delivery, deps, mailbox } = world
  await delivery.transact(async (work) => {
    const { tx, at, post } = work
    // Held until the end: whoever logs in meanwhile waits, and begins anew.
    const known = await tx
      .selectFrom('accounts')
      .select('email')
      .where('account', '=', account)
      .forUpdate()
      .executeTakeFirst()
    if (known === undefined) return
    const inquiries = await tx
      .selectFrom('inquiries')
      .select(['exchange', 'state', 'is_closed_by_core'])
      .where('account', '=', account)
      .execute()
    const open = inquiries.filter(({ state }) => openStates.some((one) => one === state))
    for (const { exchange } of open)
      post({ name: 'withdraw', to: config.core, body: { exchange }, notAfter: at.getTime() + 7 * dayMs })
    const expected = inquiries.filter((inquiry) => !inquiry.is_closed_by_core).map(({ exchange }) => exchange)
    if (expected.length > 0)
      await sql`
        insert into left_exchanges (exchange, left_at) select unnest(${expected}::text[]), ${at}
        on conflict do nothing`.execute(tx)
    const sessions = await tx.selectFrom('sessions').select('mandate_digest').where('account', '=', account).execute()
    giveBackMandates(work, { core: config.core, digests: sessions.map((row) => row.mandate_digest) })
    await tx.deleteFrom('accounts').where('account', '=', account).execute()
    if (known.email !== null)
      await queueMail(tx, { kind: 'left', account: null, recipient: known.email, at, random: deps.random })
  })
  mailbox.sendDue().catch((error) => deps.log.failure('MAILBOX_FAILED', error))
  deps.log.info('LEFT', { account })
}
