import type { Bytes } from '@madoguchi/kit'
import { base64url } from '@madoguchi/kit'

// What the sealed columns of the database are bound to (`boundTo` of `closeSecret`): a row that is moved opens nothing.
// Kept for as long as the rows are: `protocol/vectors/kept` holds each.

/** `account_cards.wrapped_key`: the vault's key under a card's. */
export function bindToCard(account: string, fingerprint: string): readonly string[] {
  return [account, fingerprint]
}

/** `recovery_codes.wrapped_key`: the vault's key under the printed code's. */
export function bindToRecovery(account: string, vault: string): readonly string[] {
  return [account, 'recovery', vault]
}

/** `sessions.sealed_secret`: what a session opens, under its token's key. */
export function bindToSession(account: string, tokenHash: Bytes): readonly string[] {
  return [account, base64url.encode(tokenHash)]
}
