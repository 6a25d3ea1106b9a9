import { hkdfSync } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { base64url, utf8 } from '@madoguchi/kit'
import type { BlockSiv } from './link-codes-siv.ts'
import { blockSizeBytes, makeBlockSiv } from './link-codes-siv.ts'

/** 符号: deterministic, different at every party, opened by nobody but the core. */
export type LinkCodes = {
  /** The party's code for a person (16-byte id). The same every time. */
  encode(party: string, personId: Bytes): string
  /** The person behind a party's code, or undefined for a code that is not this party's. */
  decode(party: string, linkCode: string): Bytes | undefined
}

export const personIdSizeBytes = blockSizeBytes
const keyVersion = 1
const partiesRememberedMax = 10_000

/**
 * AES-SIV (RFC 5297, AES-256-SIV with a 64-byte key) of the core's person id under a key derived per party
 * (HKDF-SHA-256 of the master key), associated data = party and key version. No table of pairs anywhere.
 */
export function makeLinkCodes(masterKey: Bytes): LinkCodes {
  if (masterKey.length !== 32) throw new RangeError('the master key is 32 bytes')
  const ciphers = new Map<string, BlockSiv>()

  function cipherOf(party: string): BlockSiv {
    const known = ciphers.get(party)
    if (known !== undefined) return known
    const info = utf8.encode(`madoguchi/1/link-code/${keyVersion}/${party}`)
    const key = new Uint8Array(hkdfSync('sha256', masterKey, new Uint8Array(0), info, 64))
    const cipher = makeBlockSiv(key, [utf8.encode(party), Uint8Array.of(keyVersion)])
    key.fill(0)
    if (ciphers.size >= partiesRememberedMax) ciphers.clear()
    ciphers.set(party, cipher)
    return cipher
  }

  return {
    encode: (party, personId) => `${keyVersion}.${base64url.encode(cipherOf(party).encrypt(personId))}`,
    decode(party, linkCode) {
      const [version, text, ...more] = linkCode.split('.')
      if (version !== String(keyVersion) || text === undefined || more.length > 0) return undefined
      const sealed = decodeText(text)
      // AES-SIV authenticates: a code of another party, or a changed one, does not open. That is the answer.
      return sealed === undefined ? undefined : cipherOf(party).decrypt(sealed)
    },
  }
}

function decodeText(text: string): Bytes | undefined {
  try {
    return base64url.decode(text)
  } catch {
    // No base64url, no code.
    return undefined
  }
}
