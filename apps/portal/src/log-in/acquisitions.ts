import type { Bytes } from '@madoguchi/kit'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'

// A card that was shown to the registry, until its mandate comes or it is refused: nothing else writes `acquisitions`.

type Tx = Kysely<PortalTables>

type Shown = { readonly acquisition: string; readonly replyKey: string; readonly fingerprint: string }

/** → waiting. */
export function insertAcquisitions(shown: readonly Shown[], at: Date): RawBuilder<unknown> {
  return sql`
    insert into acquisitions (acquisition, reply_key, fingerprint, state, created_at)
    select acquisition, reply_key, fingerprint, 'waiting', ${at} from unnest(
      ${shown.map(({ acquisition }) => acquisition)}::text[], ${shown.map(({ replyKey }) => replyKey)}::text[],
      ${shown.map(({ fingerprint }) => fingerprint)}::text[]) as t (acquisition, reply_key, fingerprint)`
}

/** waiting → refused. */
export async function refuseAcquisition(
  tx: Tx,
  { acquisition, reason }: { acquisition: string; reason: string },
): Promise<void> {
  await tx
    .updateTable('acquisitions')
    .set({ state: 'refused', reason })
    .where('acquisition', '=', acquisition)
    .where('state', '=', 'waiting')
    .execute()
}

/** waiting → granted, of one that the caller holds: another copy of the program waits for it. */
export async function grantAcquisition(
  tx: Tx,
  { acquisition, sealed }: { acquisition: string; sealed: Bytes },
): Promise<void> {
  await tx
    .updateTable('acquisitions')
    .set({ state: 'granted', sealed_grant: sealed })
    .where('acquisition', '=', acquisition)
    .execute()
}

/** Those that wait in this process have their word; their rows go. */
export function deleteWaiting(acquisitions: readonly string[]): RawBuilder<unknown> {
  return sql`delete from acquisitions where acquisition = any(${acquisitions}::text[]) and state = 'waiting'`
}

/** What came of it, which is then forgotten; undefined while it waits. */
export function takeAnswered(tx: Tx, acquisition: string) {
  return tx
    .deleteFrom('acquisitions')
    .where('acquisition', '=', acquisition)
    .where('state', '!=', 'waiting')
    .returning(['sealed_grant', 'reason'])
    .executeTakeFirst()
}

/** It is forgotten in whatever state; gives a grant that nobody took. */
export function deleteAcquisition(tx: Tx, acquisition: string) {
  return tx
    .deleteFrom('acquisitions')
    .where('acquisition', '=', acquisition)
    .returning('sealed_grant')
    .executeTakeFirst()
}

export async function forgetAcquisitions(db: Tx, { before }: { before: Date }): Promise<void> {
  await db.deleteFrom('acquisitions').where('created_at', '<', before).execute()
}
