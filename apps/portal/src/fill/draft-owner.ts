import { hkdfSync } from 'node:crypto'
import type { Bytes, Random } from '@madoguchi/kit'
import { base64url, sha256, utf8 } from '@madoguchi/kit'
import type { OpenSession } from '../shell/visitor.ts'

/** Whose a draft is: an account's, whose vault is open, or nobody's, in a browser that has the cookie. */
export type DraftOwner =
  | { readonly kind: 'account'; readonly account: string; readonly vault: string; readonly secret: Bytes }
  | { readonly kind: 'browser'; readonly hash: Bytes; readonly secret: Bytes }

const halfSizeBytes = 32

export function ownerOfSession({ account, vault, vaultKey }: OpenSession): DraftOwner {
  return { kind: 'account', account, vault, secret: vaultKey }
}

/** A new name for a browser, as its cookie carries it: 64 bytes in base64url. */
export function makeBrowserToken(random: Random): string {
  return base64url.encode(random.bytes(2 * halfSizeBytes))
}

/** Undefined for what cannot be a token. By the hash of its first half drafts are found; the second half opens them. */
export function parseBrowserToken(text: string | undefined): (DraftOwner & { readonly kind: 'browser' }) | undefined {
  if (text === undefined || !/^[A-Za-z0-9_-]{86}$/.test(text)) return undefined
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'))
  if (bytes.length !== 2 * halfSizeBytes) return undefined
  const hash = sha256(utf8.encode('madoguchi/1/drafts\n'), bytes.subarray(0, halfSizeBytes))
  return { kind: 'browser', hash, secret: bytes.slice(halfSizeBytes) }
}

/** A key of its own for each draft: HKDF-SHA256 of the vault key, or of the cookie's second half. */
export function deriveDraftKey({ secret }: DraftOwner, draft: string): Bytes {
  return new Uint8Array(hkdfSync('sha256', secret, utf8.encode(draft), utf8.encode('madoguchi/1/draft'), 32))
}

/** The part of what a draft is bound to that says whose it is. */
export function nameOwner(owner: DraftOwner): string {
  return owner.kind === 'account' ? owner.account : base64url.encode(owner.hash)
}
