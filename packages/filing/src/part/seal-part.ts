import { createCipheriv } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { concat } from '@madoguchi/kit'
import { makeSealKey } from '@madoguchi/messages'
import { cutChunks } from './cut-chunks.ts'
import type { PartPlace } from './part-seal.ts'
import { chunkSizeBytes, encodeChunkPlace, encodePartInfo, makeChunkNonce, partCipher } from './part-seal.ts'

/**
 * Seals one part of a filing to the desk's key while it streams: encapsulated key (32 bytes) ‖ chunks of 1 MiB, each with its
 * tag (HPKE, RFC 9180). Throws a TypeError unless the desk's key passes `isReaderKey`.
 */
export async function* sealPart(
  source: AsyncIterable<Bytes>,
  { deskKey, ...place }: PartPlace & { readonly deskKey: string },
): AsyncGenerator<Bytes> {
  const { encapsulated, key, nonce } = makeSealKey(deskKey, encodePartInfo(place))
  yield encapsulated
  let number = 0
  for await (const { bytes, isLast } of cutChunks(source, chunkSizeBytes)) {
    const cipher = createCipheriv(partCipher, key, makeChunkNonce(nonce, number))
    cipher.setAAD(encodeChunkPlace(number, isLast))
    yield concat(cipher.update(bytes), cipher.final(), cipher.getAuthTag())
    number += 1
  }
}
