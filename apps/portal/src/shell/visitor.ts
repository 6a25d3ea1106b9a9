import type { Bytes, Verdict } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'

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

/**
 * Who is behind a request. What a `person` does keeps the session alive; an `own-page` that looks for news by itself does not;
 * for a page of an `other-site` nothing is written at all, and what is over waits for its end until somebody of ours comes.
 */
export type SessionUse = 'person' | 'own-page' | 'other-site'

/** What a request shows of itself. */
export type ShownToken = {
  readonly token: string | undefined
  readonly channel: 'page' | 'api'
  readonly by: SessionUse
}

/** Finds the session of a cookie or bearer token: the account's, which knows how sessions are kept. */
export type FindSession = (shown: ShownToken) => Promise<Verdict<Session, SessionCode>>

/** Throws VAULT_CLOSED: what is asked for needs the vault, and this card was not brought to it yet. */
export function demandVault(session: Session): OpenSession {
  if (session.vault === undefined) throw new AppError('VAULT_CLOSED', 'This card was not brought to the vault yet.')
  return session
}
