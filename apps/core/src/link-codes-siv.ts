import { createCipheriv, createSecretKey, timingSafeEqual } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { cmac } from '@noble/ciphers/aes.js'

export const blockSizeBytes = 16

/** AES-SIV (RFC 5297) for plaintexts of one block, with all that does not depend on them done beforehand. */
export type BlockSiv = {
  /** 16 bytes in, 32 out: the synthetic IV and the block. */
  encrypt(block: Bytes): Bytes
  /** Undefined for what this key and this associated data did not make. */
  decrypt(sealed: Bytes): Bytes | undefined
}

/**
 * AES-256-SIV with a 64-byte key. S2V (section 2.4) folds its strings one after the other, the plaintext last: what comes
 * of the others is the same every time. For one block the rest is AES of that block XOR a constant, so that a code costs
 * two blocks of AES and neither a key schedule nor a CMAC.
 */
export function makeBlockSiv(key: Bytes, associatedData: readonly Bytes[]): BlockSiv {
  const [macKey, ctrKey] = [key.subarray(0, 32), key.subarray(32)]
  const mac = makeBlockCipher(macKey)
  const ctr = makeBlockCipher(ctrKey)
  const zero = new Uint8Array(blockSizeBytes)
  const folded = associatedData.reduce((sum, text) => xor(double(sum), cmac(text, macKey)), cmac(zero, macKey))
  // CMAC of one whole block is AES of the block XOR the first subkey (RFC 4493 section 2.4).
  const mask = xor(folded, double(mac(zero)))

  return {
    encrypt(block) {
      const iv = mac(xor(block, mask))
      const sealed = new Uint8Array(2 * blockSizeBytes)
      sealed.set(iv)
      sealed.set(xor(block, ctr(clearBits(iv))), blockSizeBytes)
      return sealed
    },
    decrypt(sealed) {
      if (sealed.length !== 2 * blockSizeBytes) return undefined
      const iv = sealed.subarray(0, blockSizeBytes)
      const block = xor(sealed.subarray(blockSizeBytes), ctr(clearBits(iv)))
      return timingSafeEqual(mac(xor(block, mask)), iv) ? block : undefined
    },
  }
}

/** One block of AES-256 in, one out; each is enciphered by itself, so one cipher object serves all. */
function makeBlockCipher(key: Bytes): (block: Bytes) => Bytes {
  const cipher = createCipheriv('aes-256-ecb', createSecretKey(key), null).setAutoPadding(false)
  return (block) => cipher.update(block)
}

/** The two bits of the IV that the counter does without (RFC 5297 section 2.5). */
function clearBits(iv: Bytes): Bytes {
  const counter = Uint8Array.from(iv)
  counter[8] = (counter[8] ?? 0) & 0x7f
  counter[12] = (counter[12] ?? 0) & 0x7f
  return counter
}

/** Twice the number in GF(2^128) (RFC 5297 section 2.3). */
function double(block: Bytes): Bytes {
  const carry = (block[0] ?? 0) >> 7
  return block.map((byte, i) => (byte << 1) ^ ((block[i + 1] ?? 0) >> 7) ^ (i === block.length - 1 ? carry * 0x87 : 0))
}

function xor(one: Bytes, other: Bytes): Bytes {
  return Uint8Array.from(one, (byte, i) => byte ^ (other[i] ?? 0))
}
