import type { Bytes, Verdict } from '@madoguchi/kit'
import { AppError, minuteMs, no, ok, secondMs } from '@madoguchi/kit'
import { type Selectable, sql } from 'kysely'
import { bindToCard } from '../shell/bindings.ts'
import { openSecret } from '../shell/secret.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { World } from '../shell/world.ts'
import { noteActivity } from './activity.ts'
import { isRevoked } from './end-revoked.ts'
import { giveBackMandates } from './give-back.ts'
import { openSessionSecret } from './session-secret.ts'
import { parseToken } from './token.ts'

type Somebody = {
  readonly hash: Bytes
  readonly account: string
  readonly linkCode: string
  readonly isRegistered: boolean
  readonly channel: 'page' | 'api'
  readonly mandate: string
  /** The card that opened it. */
  readonly fingerprint: string
  /** What a demo card says; a real card's authentication certificate names nobody. */
  readonly holder: string | undefined
  /** When it ends unless something is asked before. */
  readonly idleEndsAt: Date
  readonly expiresAt: Date
}

/** The vault key is here because the token that came with this very request opened it. */
export type OpenSession = Somebody & { readonly vault: string; readonly vaultKey: Bytes }

/**
 * Of a card that was not brought to its account's vault yet: all it has is the key that will wrap the vault's. `unfitting`:
 * what the same card wrapped before with another key, which stays where it is.
 */
export type ClosedSession = Somebody & {
  readonly vault: undefined
  readonly wrappingKey: Bytes
  readonly unfitting: Bytes | undefined
}

/** Somebody who is logged in. The database holds the hash of the token's first half, and the key under its second. */
export type Session = OpenSession | ClosedSession

export type SessionCode = 'SESSION_NONE' | 'SESSION_IDLE' | 'SESSION_OVER' | 'SESSION_CARD_REVOKED'

/** That somebody was seen is written no more often: a session may end so much early, and a page of many calls writes once. */
const noteSeenEveryMs = 5 * secondMs

/**
 * Who is behind a request. What a `person` does keeps the session alive; an `own-page` that looks for news by itself does not;
 * for a page of an `other-site` nothing is written at all, and what is over waits for its end until somebody of ours comes.
 */
export type SessionUse = 'person' | 'own-page' | 'other-site'

/** The session of a cookie or bearer token. */
export async function findSession(
  world: World,
  options: { token: string | undefined; channel: 'page' | 'api'; by: SessionUse },
): Promise<Verdict<Session, SessionCode>> {
  const token = parseToken(options.token)
  if (token === undefined) return no('SESSION_NONE')
  const { hash, key } = token
  const row = await findRow(world, hash, options.channel)
  if (row === undefined) return no((await isRevoked(world.db, hash)) ? 'SESSION_CARD_REVOKED' : 'SESSION_NONE')
  const at = world.deps.clock.now()
  const idleMs = world.config.idleMinutes * minuteMs
  const isOver = row.expires_at <= at
  if (isOver || row.last_seen_at.getTime() + idleMs <= at.getTime()) {
    if (options.by !== 'other-site') await endSession(world, { hash })
    return no(isOver ? 'SESSION_OVER' : 'SESSION_IDLE')
  }
  const secret = openSessionSecret(new Uint8Array(row.sealed_secret), { key, row: { account: row.account, hash } })
  if (secret === undefined) return no('SESSION_NONE')
  const notes = options.by === 'person' && at.getTime() - row.last_seen_at.getTime() >= noteSeenEveryMs
  const seenAt = notes ? at : row.last_seen_at
  if (notes) {
    await world.db.kysely.updateTable('sessions').set({ last_seen_at: at }).where('session_hash', '=', hash).execute()
  }
  const { key: held, linkCode, mandate, holder } = secret
  return ok({
    ...findVaultOf(row, held),
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

type Row = Selectable<PortalTables['sessions']> &
  Pick<Selectable<PortalTables['accounts']>, 'registered_at'> & {
    readonly card_vault: string | null
    readonly wrapped_key: Uint8Array | null
  }

/** Written out, since every call and every page asks it, and Kysely would compose its text each time. */
async function findRow({ db }: World, hash: Bytes, channel: 'page' | 'api'): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select s.*, a.registered_at, card.vault as card_vault, card.wrapped_key
    from sessions s join accounts a on a.account = s.account
      left join account_cards card
        on card.account = s.account and card.fingerprint = s.fingerprint and s.vault is null
    where s.session_hash = ${hash} and s.channel = ${channel}`.execute(db.kysely)
  return rows[0]
}

/** The session's vault: open since the log-in, open since the card was brought to it meanwhile, or closed still. */
function findVaultOf(
  row: {
    account: string
    fingerprint: string
    vault: string | null
    card_vault: string | null
    wrapped_key: Uint8Array | null
  },
  key: Bytes,
): Pick<OpenSession, 'vault' | 'vaultKey'> | Pick<ClosedSession, 'vault' | 'wrappingKey' | 'unfitting'> {
  if (row.vault !== null) return { vault: row.vault, vaultKey: key }
  const { card_vault: vault, account, fingerprint } = row
  const closed = row.wrapped_key === null ? undefined : new Uint8Array(row.wrapped_key)
  const vaultKey =
    closed === undefined ? undefined : openSecret({ key, closed, boundTo: bindToCard(account, fingerprint) })
  return vault === null || vaultKey === undefined
    ? { vault: undefined, wrappingKey: key, unfitting: closed }
    : { vault, vaultKey }
}

/** Throws VAULT_CLOSED: what is asked for needs the vault, and this card was not brought to it yet. */
export function demandVault(session: Session): OpenSession {
  if (session.vault === undefined) throw new AppError('VAULT_CLOSED', 'This card was not brought to the vault yet.')
  return session
}

/** Forgets the session and gives the mandate back; inquiries already made go on. `why` is what the citizen reads of it. */
export async function endSession(
  world: World,
  session: { hash: Bytes },
  why: 'logged-out' | 'session-ended' = 'session-ended',
): Promise<void> {
  await world.delivery.transact(async (work) => {
    const { tx, at } = work
    const gone = await tx
      .deleteFrom('sessions')
      .where('session_hash', '=', session.hash)
      .returning(['account', 'channel', 'mandate_digest'])
      .executeTakeFirst()
    if (gone === undefined) return
    await noteActivity(tx, gone, { event: why, at })
    giveBackMandates(work, { core: world.config.core, digests: [gone.mandate_digest] })
  })
}
