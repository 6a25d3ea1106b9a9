import type { KeyObject } from 'node:crypto'
import { createDecipheriv } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { AppError, concat } from '@madoguchi/kit'
import type { ReaderKey } from '@madoguchi/messages'
import { openSealKey } from '@madoguchi/messages'
import type { Chunk } from './cut-chunks.ts'
import { cutChunks } from './cut-chunks.ts'
import type { PartPlace } from './part-seal.ts'
import {
  chunkSizeBytes,
  encapsulatedSizeBytes,
  encodeChunkPlace,
  encodePartInfo,
  makeChunkNonce,
  partCipher,
  tagSizeBytes,
} from './part-seal.ts'

/**
 * Opens what `sealPart` made while it streams. Throws PART_BROKEN at the first chunk that is not the one sealed for this
 * place: what was given until then is true, and the part is whole only once the stream has ended.
 */
export async function* openPart(
  source: AsyncIterable<Bytes>,
  { deskKey, ...place }: PartPlace & { readonly deskKey: ReaderKey },
): AsyncGenerator<Bytes> {
  const iterator = source[Symbol.asyncIterator]()
  try {
    const { head, rest } = await takeHead(iterator)
    const { key, nonce } = openKey(deskKey, head, place)
    let number = 0
    for await (const chunk of cutChunks(rest, chunkSizeBytes + tagSizeBytes)) {
      yield decipherChunk(chunk, {
        key,
        nonce: makeChunkNonce(nonce, number),
        place: encodeChunkPlace(number, chunk.isLast),
      })
      number += 1
    }
  } finally {
    // However it ends, also before the first chunk: a file is closed by this.
    await iterator.return?.()
  }
}

type ChunkSeal = { readonly key: KeyObject; readonly nonce: Bytes; readonly place: Bytes }

function decipherChunk({ bytes }: Chunk, { key, nonce, place }: ChunkSeal): Bytes {
  const tagAt = bytes.length - tagSizeBytes
  if (tagAt < 0) throw broken()
  const decipher = createDecipheriv(partCipher, key, nonce, { authTagLength: tagSizeBytes })
  decipher.setAAD(place)
  decipher.setAuthTag(bytes.subarray(tagAt))
  const plain = decipher.update(bytes.subarray(0, tagAt))
  try {
    return concat(plain, decipher.final())
  } catch (cause) {
    throw broken(cause)
  }
}

function openKey(deskKey: ReaderKey, encapsulated: Bytes, place: PartPlace) {
  try {
    return openSealKey(deskKey, { encapsulated, info: encodePartInfo(place) })
  } catch (cause) {
    throw broken(cause)
  }
}

/** The encapsulated key, and the stream behind it. */
async function takeHead(
  iterator: AsyncIterator<Bytes>,
): Promise<{ readonly head: Bytes; readonly rest: AsyncIterable<Bytes> }> {
  let held: Bytes = new Uint8Array(0)
  while (held.length < encapsulatedSizeBytes) {
    const next = await iterator.next()
    if (next.done === true) throw broken()
    held = concat(held, next.value)
  }
  async function* follow(): AsyncGenerator<Bytes> {
    yield held.subarray(encapsulatedSizeBytes)
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value
  }
  return { head: held.subarray(0, encapsulatedSizeBytes), rest: follow() }
}

function broken(cause?: unknown): AppError {
  return new AppError('PART_BROKEN', 'A sealed part of a filing does not open.', { cause })
}
