import type { Bytes, Verdict } from '@madoguchi/kit'
import { minuteMs, no, ok, secondMs } from '@madoguchi/kit'
import { type Selectable, sql } from 'kysely'
import { bindToCard } from '../shell/bindings.ts'
import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import { openSecret } from '../shell/secret.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { ClosedSession, OpenSession, Session, SessionCode, ShownToken } from '../shell/visitor.ts'
import { noteActivity } from './activity.ts'
import { isRevoked } from './end-revoked.ts'
import { giveBackMandates } from './give-back.ts'
import { deleteSession, noteSeenAt } from './session-rows.ts'
import { openSessionSecret } from './session-secret.ts'
import { parseToken } from './token.ts'

/** That somebody was seen is written no more often: a session may end so much early, and a page of many calls writes once. */
const noteSeenEveryMs = 5 * secondMs

/** The session of a cookie or bearer token. */
export async function findSession(
  ground: Pick<Ground, 'db' | 'clock'>,
  network: Pick<Network, 'delivery' | 'core'>,
  options: ShownToken & { readonly idleMinutes: number; readonly findCardVault: FindCardVault },
): Promise<Verdict<Session, SessionCode>> {
  const token = parseToken(options.token)
  if (token === undefined) return no('SESSION_NONE')
  const { hash, key } = token
  const row = await findRow(ground, hash, options.channel)
  if (row === undefined) return no((await isRevoked(ground.db, hash)) ? 'SESSION_CARD_REVOKED' : 'SESSION_NONE')
  const at = ground.clock.now()
  const idleMs = options.idleMinutes * minuteMs
  const isOver = row.expires_at <= at
  if (isOver || row.last_seen_at.getTime() + idleMs <= at.getTime()) {
    if (options.by !== 'other-site') await endSession(network, { hash })
    return no(isOver ? 'SESSION_OVER' : 'SESSION_IDLE')
  }
  const secret = openSessionSecret(new Uint8Array(row.sealed_secret), { key, row: { account: row.account, hash } })
  if (secret === undefined) return no('SESSION_NONE')
  const notes = options.by === 'person' && at.getTime() - row.last_seen_at.getTime() >= noteSeenEveryMs
  const seenAt = notes ? at : row.last_seen_at
  if (notes) {
    await noteSeenAt(ground.db.kysely, { hash, at })
  }
  const { key: held, linkCode, mandate, holder } = secret
  return ok({
    ...(await getVaultOf(row, held, options.findCardVault)),
    hash,
    account: row.account,
    linkCode,
    isRegistered: row.registered_at !== null,
    channel: row.channel,
    mandate,
    fingerprint: row.fingerprint,
    holder,
    idleEndsAt: new Date(Math.min(seenAt.getTime() + idleMs, row.expires_at.getTime())),
    expiresAt: row.expires_at,
  })
}

type Row = Selectable<PortalTables['sessions']> & Pick<Selectable<PortalTables['accounts']>, 'registered_at'>

/** The vault of a card, and its key under the card's own; null what the card was not brought to. */
type FindCardVault = (card: {
  readonly account: string
  readonly fingerprint: string
}) => Promise<{ readonly vault: string | null; readonly wrapped_key: Uint8Array | null } | undefined>

/** Written out, since every call and every page asks it, and Kysely would compose its text each time. */
async function findRow({ db }: Pick<Ground, 'db'>, hash: Bytes, channel: 'page' | 'api'): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select s.*, a.registered_at
    from sessions s join accounts a on a.account = s.account
    where s.session_hash = ${hash} and s.channel = ${channel}`.execute(db.kysely)
  return rows[0]
}

/** The session's vault: open since the log-in, open since the card was brought to it meanwhile, or closed still. */
async function getVaultOf(
  row: Pick<Row, 'account' | 'fingerprint' | 'vault'>,
  key: Bytes,
  findCardVault: FindCardVault,
): Promise<Pick<OpenSession, 'vault' | 'vaultKey'> | Pick<ClosedSession, 'vault' | 'wrappingKey' | 'unfitting'>> {
  if (row.vault !== null) return { vault: row.vault, vaultKey: key }
  const { account, fingerprint } = row
  const card = await findCardVault({ account, fingerprint })
  const closed = card?.wrapped_key ? new Uint8Array(card.wrapped_key) : undefined
  const vaultKey =
    closed === undefined ? undefined : openSecret({ key, closed, boundTo: bindToCard(account, fingerprint) })
  return card?.vault && vaultKey !== undefined
    ? { vault: card.vault, vaultKey }
    : { vault: undefined, wrappingKey: key, unfitting: closed }
}

/** Forgets the session and gives the mandate back; inquiries already made go on. `why` is what the citizen reads of it. */
export async function endSession(
  { delivery, core }: Pick<Network, 'delivery' | 'core'>,
  session: { hash: Bytes },
  why: 'logged-out' | 'session-ended' = 'session-ended',
): Promise<void> {
  await delivery.transact(async (work) => {
    const { tx, at } = work
    const gone = await deleteSession(tx, session.hash)
    if (gone === undefined) return
    await noteActivity(tx, gone, { event: why, at })
    giveBackMandates(work, { core, digests: [gone.mandate_digest] })
  })
}
