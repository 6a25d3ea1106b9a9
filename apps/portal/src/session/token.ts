import { createSecretKey, hkdfSync } from 'node:crypto'
import type { Bytes, Random } from '@madoguchi/kit'
import { base64url, sha256, utf8 } from '@madoguchi/kit'

/** Two halves of 32 bytes: by the hash of the first the session is found, under the second its secret is closed. */
type TokenParts = { readonly hash: Bytes; readonly key: Bytes }

const halfSizeBytes = 32

export function makeToken(random: Random): TokenParts & { readonly token: string } {
  const bytes = random.bytes(2 * halfSizeBytes)
  return { token: base64url.encode(bytes), ...splitToken(bytes) }
}

/** Undefined for what cannot be a token. */
export function parseToken(text: string | undefined): TokenParts | undefined {
  if (text === undefined || !/^[A-Za-z0-9_-]{86}$/.test(text)) return undefined
  const bytes = new Uint8Array(Buffer.from(text, 'base64url'))
  return bytes.length === 2 * halfSizeBytes ? splitToken(bytes) : undefined
}

function splitToken(token: Bytes): TokenParts {
  const id = token.subarray(0, halfSizeBytes)
  const seed = token.subarray(halfSizeBytes)
  return {
    hash: sha256(utf8.encode('madoguchi/1/session\n'), id),
    key: new Uint8Array(hkdfSync('sha256', createSecretKey(seed), id, utf8.encode('madoguchi/1/session-key'), 32)),
  }
}
