import type { Database } from '@madoguchi/db'
import type { Bytes } from '@madoguchi/kit'
import type { TrustedCrl } from '@madoguchi/pki'
import { findRevoked } from '@madoguchi/pki'
import { type Kysely, sql } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import { nameIssuer } from '../shell/name-issuer.ts'
import type { Network } from '../shell/network.ts'
import type { PortalTables } from '../shell/tables.ts'
import { noteActivities } from './activity.ts'
import { giveBackMandates } from './give-back.ts'
import { deleteSessions } from './session-rows.ts'

const atOnce = 1000

/** Tells of revocation lists that came since the last look: once each, whatever copy of the program asks. */
export type RevokedNews = { lendNews(look: (lists: readonly TrustedCrl[]) => Promise<void>): Promise<void> }

/** Which certificate a card has: its serial, and its issuer as `nameIssuer` has it, null where that was not noted. */
type CardOf = { readonly serial: string; readonly issuer: string | null }

/** What is known of cards, in the order in which they are asked for; undefined for one that is not known any more. */
export type ListCardsOf = (
  cards: readonly { readonly account: string; readonly fingerprint: string }[],
) => Promise<readonly (CardOf | undefined)[]>

type Live = { readonly hash: Buffer; readonly card: CardOf | undefined }

/**
 * Ends the sessions of cards that a new revocation list has, revoked for good or put on hold, and gives their mandates
 * back. What they asked for goes on; nobody reads it with this card.
 */
export function endRevokedSessions(
  { db, log }: Pick<Ground, 'db' | 'log'>,
  network: Pick<Network, 'delivery' | 'core'>,
  { crl, listCardsOf }: { crl: RevokedNews; listCardsOf: ListCardsOf },
): Promise<void> {
  return crl.lendNews(async (lists) => {
    let after: Buffer | undefined
    for (;;) {
      const live = await listLive(db, listCardsOf, after)
      const revoked = live.filter((session) => lists.some((list) => hasIt(list, session)))
      if (revoked.length > 0) {
        const hashes = revoked.map(({ hash }) => hash)
        log.info('SESSIONS_OF_REVOKED_CARDS_ENDED', { count: await end(network, hashes) })
      }
      if (live.length < atOnce) return
      after = live.at(-1)?.hash
    }
  })
}

/** Whether a session that is gone ended so, within the last day. */
export async function isRevoked(db: Database<PortalTables>, hash: Bytes): Promise<boolean> {
  const row = await db.kysely
    .selectFrom('revoked_sessions')
    .select('ended_at')
    .where('session_hash', '=', hash)
    .executeTakeFirst()
  return row !== undefined
}

export async function forgetRevoked(db: Kysely<PortalTables>, { before }: { before: Date }): Promise<void> {
  await db.deleteFrom('revoked_sessions').where('ended_at', '<', before).execute()
}

async function listLive(
  { kysely }: Database<PortalTables>,
  listCardsOf: ListCardsOf,
  after: Buffer | undefined,
): Promise<readonly Live[]> {
  const { rows } = await sql<{ session_hash: Buffer; account: string; fingerprint: string }>`
    select session_hash, account, fingerprint from sessions
    where ${after ?? null}::bytea is null or session_hash > ${after ?? null}::bytea
    order by session_hash limit ${atOnce}`.execute(kysely)
  const cards = await listCardsOf(rows)
  return rows.map(({ session_hash }, place) => ({ hash: session_hash, card: cards[place] }))
}

/** Where it is not known who issued a card, any list counts: logging in once too often costs less. */
function hasIt({ crl, issuer }: TrustedCrl, { card }: Live): boolean {
  if (card === undefined) return false
  const isTheirs = card.issuer === null || card.issuer === nameIssuer(issuer.subjectDer)
  return isTheirs && findRevoked(crl.revoked, card.serial) !== undefined
}

async function end({ delivery, core }: Pick<Network, 'delivery' | 'core'>, hashes: readonly Buffer[]): Promise<number> {
  return delivery.transact(async (work) => {
    const { tx, at } = work
    const { rows } = await sql<{ mandate_digest: Uint8Array }>`
      with gone as (${deleteSessions(hashes)}),
      kept as (
        insert into revoked_sessions (session_hash, ended_at) select session_hash, ${at} from gone
        on conflict do nothing),
      noted as (${noteActivities('card-revoked', { rows: sql`(select *, null::timestamptz as card_not_after from gone)`, at })})
      select mandate_digest from gone`.execute(tx)
    giveBackMandates(work, { core, digests: rows.map((row) => row.mandate_digest) })
    return rows.length
  })
}
