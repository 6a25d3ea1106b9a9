import { hkdfSync } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { base64url, utf8 } from '@madoguchi/kit'
import { parseBrowserToken } from '../shell/browser-token.ts'
import type { OpenSession } from '../shell/visitor.ts'

/** Whose a draft is: an account's, whose vault is open, or nobody's, in a browser that has the cookie. */
export type DraftOwner =
  | { readonly kind: 'account'; readonly account: string; readonly vault: string; readonly secret: Bytes }
  | { readonly kind: 'browser'; readonly hash: Bytes; readonly secret: Bytes }

export type BrowserOwner = DraftOwner & { readonly kind: 'browser' }

export function ownerOfSession({ account, vault, vaultKey }: OpenSession): DraftOwner {
  return { kind: 'account', account, vault, secret: vaultKey }
}

/** Undefined for what cannot be a token. */
export function parseDraftToken(text: string | undefined): BrowserOwner | undefined {
  const token = parseBrowserToken(text, 'madoguchi/1/drafts\n')
  return token === undefined ? undefined : { kind: 'browser', ...token }
}

/** A key of its own for each draft: HKDF-SHA256 of the vault key, or of the cookie's second half. */
export function deriveDraftKey({ secret }: DraftOwner, draft: string): Bytes {
  return new Uint8Array(hkdfSync('sha256', secret, utf8.encode(draft), utf8.encode('madoguchi/1/draft'), 32))
}

/** The part of what a draft is bound to that says whose it is. */
export function nameOwner(owner: DraftOwner): string {
  return owner.kind === 'account' ? owner.account : base64url.encode(owner.hash)
}
