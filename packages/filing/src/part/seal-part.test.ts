import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { AppError, concat, sha256, utf8 } from '@madoguchi/kit'
import { deriveReaderKey } from '@madoguchi/messages'
import fc from 'fast-check'
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke'
import { openPart } from './open-part.ts'
import { sealedSizeOf } from './part-seal.ts'
import { sealPart } from './seal-part.ts'

const mib = 1024 * 1024
const place = { filing: 'fil_AAAAAAAAAAAAAAAAAAAAAA', index: 1 }
const deskKey = await deriveReaderKey(sha256(utf8.encode('desk')), 'key-1')

async function* cut(bytes: Bytes, ...sizes: readonly number[]): AsyncGenerator<Bytes> {
  let at = 0
  for (const size of sizes) {
    yield bytes.subarray(at, at + size)
    at += size
  }
  yield bytes.subarray(at)
}

async function gather(stream: AsyncIterable<Bytes>): Promise<Bytes> {
  const came: Bytes[] = []
  for await (const each of stream) came.push(each)
  return concat(...came)
}

function sealed(bytes: Bytes, at = place): Promise<Bytes> {
  return gather(sealPart(cut(bytes), { ...at, deskKey: deskKey.publicKey }))
}

function opened(bytes: Bytes, at = place): Promise<Bytes> {
  return gather(openPart(cut(bytes), { ...at, deskKey }))
}

async function assertBroken(attempt: Promise<unknown>, why: string): Promise<void> {
  await assert.rejects(attempt, (error) => error instanceof AppError && error.code === 'PART_BROKEN', why)
}

test('a part opens as it was, whatever its size and wherever its stream was cut, and has the size that was said before', async () => {
  for (const sizeBytes of [0, 1, 31, mib - 1, mib, mib + 1, 2 * mib, 3 * mib + 7]) {
    const plain = new Uint8Array(randomBytes(sizeBytes))
    const cipher = await sealed(plain)
    assert.equal(cipher.length, sealedSizeOf(sizeBytes))
    assert.deepEqual(await opened(cipher), plain, `${sizeBytes}`)
  }
})

test('a part is HPKE as another implementation speaks it, chunk by chunk', async () => {
  const suite = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
  const plain = new Uint8Array(randomBytes(2 * mib + 9))
  const cipher = await sealed(plain)
  const info = concat(utf8.encode(`madoguchi/1/part${place.filing}`), Uint8Array.of(0, 0, 0, 1))
  const key = await suite.DeserializePrivateKey(deskKey.privateKey.export({ format: 'raw-private' }))
  const recipient = await suite.SetupRecipient(key, cipher.slice(0, 32), { info })
  const chunks: Bytes[] = []
  for (const [number, at] of [32, 32 + mib + 16, 32 + 2 * (mib + 16)].entries())
    chunks.push(
      await recipient.Open(cipher.slice(at, at + mib + 16), Uint8Array.of(number === 2 ? 1 : 0, 0, 0, 0, number)),
    )
  assert.deepEqual(concat(...chunks), plain)
})

test('how a stream is cut changes nothing, on either side', async () => {
  const plain = new Uint8Array(randomBytes(mib + 100))
  const sizes = fc.array(fc.integer({ min: 0, max: mib }), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(sizes, sizes, async (before, after) => {
      const cipher = await gather(sealPart(cut(plain, ...before), { ...place, deskKey: deskKey.publicKey }))
      assert.deepEqual(await gather(openPart(cut(cipher, ...after), { ...place, deskKey })), plain)
    }),
    { numRuns: 30 },
  )
})

test('a part that was cut off opens nowhere, not even where a chunk ends', async () => {
  const cipher = await sealed(new Uint8Array(randomBytes(2 * mib + 5)))
  const ends = [0, 1, 31, 32, 40, 48, 32 + mib, 32 + mib + 16, 32 + 2 * (mib + 16), cipher.length - 1]
  for (const end of ends) await assertBroken(opened(cipher.subarray(0, end)), `${end}`)
})

test('what was appended, changed, swapped, doubled or left out is noticed', async () => {
  const cipher = await sealed(new Uint8Array(randomBytes(2 * mib + 5)))
  const chunk = mib + 16
  const [head, first, second, last] = [0, 32, 32 + chunk, 32 + 2 * chunk].map((at, i) =>
    cipher.subarray(at, i === 0 ? 32 : at + chunk),
  ) as [Bytes, Bytes, Bytes, Bytes]
  const zeros = new Uint8Array(chunk)
  await assertBroken(opened(concat(cipher, Uint8Array.of(0))), 'a byte more')
  await assertBroken(opened(concat(cipher, zeros)), 'a chunk more')
  await assertBroken(opened(concat(cipher, last)), 'the end twice')
  await assertBroken(opened(concat(head, second, first, last)), 'swapped')
  await assertBroken(opened(concat(head, first, last)), 'left out')
  await assertBroken(opened(concat(head, first, first, second, last)), 'doubled')
  await assertBroken(opened(concat(head, last)), 'only the end')
})

test('any changed byte of a part is noticed', async () => {
  const cipher = await sealed(utf8.encode('母子手帳の写し'))
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: cipher.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = cipher.map((byte, i) => (i === at ? byte ^ change : byte))
      await assertBroken(opened(changed), `${at}`)
    }),
  )
})

test('a part of another filing, at another place or for another desk does not open', async () => {
  const cipher = await sealed(utf8.encode('写し'))
  await assertBroken(opened(cipher, { ...place, index: 2 }), 'place')
  await assertBroken(opened(cipher, { ...place, filing: 'fil_BBBBBBBBBBBBBBBBBBBBBB' }), 'filing')
  const otherKey = await deriveReaderKey(sha256(utf8.encode('desk')), 'key-2')
  await assertBroken(gather(openPart(cut(cipher), { ...place, deskKey: otherKey })), 'desk')
})

test('random bytes are a broken part', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), (bytes) => assertBroken(opened(bytes), 'random')))
})

test('a part is sealed to no key that hides nothing', async () => {
  const zeros = 'A'.repeat(43)
  await assert.rejects(gather(sealPart(cut(utf8.encode('x')), { ...place, deskKey: zeros })), TypeError)
})

test('one chunk is held at a time, however large the part is', async () => {
  async function* endless(): AsyncGenerator<Bytes> {
    const piece = new Uint8Array(64 * 1024)
    for (let i = 0; i < 16 * 200; i++) yield piece
  }
  const stream = openPart(sealPart(endless(), { ...place, deskKey: deskKey.publicKey }), { ...place, deskKey })
  let mostBytes = 0
  let sizeBytes = 0
  for await (const chunk of stream) {
    sizeBytes += chunk.length
    mostBytes = Math.max(mostBytes, chunk.length)
  }
  assert.deepEqual([sizeBytes, mostBytes], [200 * mib, mib])
})

test('where a part is read from is let go of, whether it opens, breaks, ends in its head, or is left in the middle', async () => {
  let openCount = 0
  async function* watch(bytes: Bytes): AsyncGenerator<Bytes> {
    openCount += 1
    try {
      yield* cut(bytes, 20, 20, mib)
    } finally {
      openCount -= 1
    }
  }
  const cipher = await sealed(new Uint8Array(3 * mib))
  const noPoint = concat(new Uint8Array(32), cipher.subarray(32))
  await gather(openPart(watch(cipher), { ...place, deskKey }))
  for (const broken of [noPoint, cipher.subarray(0, 10), cipher.subarray(0, -1)])
    await assertBroken(gather(openPart(watch(broken), { ...place, deskKey })), `${broken.length}`)
  for await (const _ of openPart(watch(cipher), { ...place, deskKey })) break
  assert.equal(openCount, 0)
})
