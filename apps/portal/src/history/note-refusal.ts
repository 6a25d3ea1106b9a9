import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import { refuseRecords } from './record-requests.ts'

/** The core would not take a `list-records`: whoever waits for that history hears it now. */
export async function noteRefusedHistory(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  { delivery, waiters }: Pick<Network, 'delivery' | 'waiters'>,
  { message: messageId, code }: { message: string; code: string },
): Promise<void> {
  const dead = await db.kysely
    .selectFrom('dead_letters')
    .select('envelope')
    .where('message_id', '=', messageId)
    .where('name', '=', 'list-records')
    .executeTakeFirst()
  if (dead === undefined) return
  const message = delivery.verifier.verify(new Uint8Array(dead.envelope), clock.now())
  if (!message.ok || message.value.name !== 'list-records') return
  const { request } = message.value.body
  await refuseRecords(db.kysely, { request, code })
  waiters.wake(request)
}
