import type { Bytes, Random } from '@madoguchi/kit'
import { base64url, sha256, utf8 } from '@madoguchi/kit'

const halfSizeBytes = 32

/** A browser that has a cookie: by the hash of the token's first half its rows are found; the second half opens them. */
export type BrowserToken = { readonly hash: Bytes; readonly secret: Bytes }

/** A new name for a browser, as its cookie carries it: 64 bytes in base64url. */
export function makeBrowserToken(random: Random): string {
  return base64url.encode(random.bytes(2 * halfSizeBytes))
}

/** Undefined for what cannot be a token. `label`: what the cookie is for; the hash of another is another. */
export function parseBrowserToken(text: string | undefined, label: string): BrowserToken | undefined {
  if (text === undefined || !/^[A-Za-z0-9_-]{86}$/.test(text)) return undefined
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'))
  if (bytes.length !== 2 * halfSizeBytes) return undefined
  return { hash: sha256(utf8.encode(label), bytes.subarray(0, halfSizeBytes)), secret: bytes.slice(halfSizeBytes) }
}
