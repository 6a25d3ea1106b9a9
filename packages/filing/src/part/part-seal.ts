import type { Bytes } from '@madoguchi/kit'
import { concat, utf8 } from '@madoguchi/kit'

/** Which part of which filing: 0 is the form, the attachments follow in their order. */
export type PartPlace = { readonly filing: string; readonly index: number }

export const partCipher = 'aes-256-gcm'
export const chunkSizeBytes = 1024 * 1024
export const encapsulatedSizeBytes = 32
export const tagSizeBytes = 16

/** What the key of a part is bound to, so that it opens at no other place. */
export function encodePartInfo({ filing, index }: PartPlace): Bytes {
  return concat(utf8.encode('madoguchi/1/part'), utf8.encode(filing), encodeU32(index))
}

/** What a chunk is bound to: whether it is the last, and its number. */
export function encodeChunkPlace(number: number, isLast: boolean): Bytes {
  return concat(Uint8Array.of(isLast ? 1 : 0), encodeU32(number))
}

/** The base nonce XOR the number of the chunk, as RFC 9180 section 5.2 has it. */
export function makeChunkNonce(base: Bytes, number: number): Bytes {
  const nonce = Uint8Array.from(base)
  const view = new DataView(nonce.buffer)
  view.setUint32(8, view.getUint32(8) ^ number)
  return nonce
}

/** How many bytes a part of so many bytes has once it is sealed. */
export function sealedSizeOf(sizeBytes: number): number {
  return encapsulatedSizeBytes + sizeBytes + tagSizeBytes * Math.max(1, Math.ceil(sizeBytes / chunkSizeBytes))
}

function encodeU32(number: number): Bytes {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, number)
  return bytes
}
