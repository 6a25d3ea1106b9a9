import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hex, sha256, utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import type { Content, Envelope } from './envelope.ts'
import { encodeBatch, encodeContent, encodeEnvelope, readBatch, readContent, readEnvelope } from './envelope.ts'
import { limits } from './limits.ts'

const word = fc.string({ minLength: 1, maxLength: 16 })
const bytes = fc.uint8Array({ maxLength: 80 })
const contents: fc.Arbitrary<Content> = fc.record(
  { name: word, id: word, from: word, to: word, notAfter: fc.maxSafeNat(), body: bytes, payload: bytes },
  { noNullPrototype: true },
)
const envelopes: fc.Arbitrary<Envelope> = fc.record(
  {
    content: bytes,
    keyId: word,
    signature: fc.uint8Array({ minLength: 64, maxLength: 64 }),
    size: fc.maxSafeNat(),
    index: fc.maxSafeNat(),
    path: fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 20 }),
    enclosures: fc.array(bytes, { maxLength: 2 }),
  },
  { noNullPrototype: true },
)

const sample: Content = {
  name: 'delayed',
  id: 'msg_AAAAAAAAAAAAAAAAAAAAAA',
  from: 'core',
  to: 'portal',
  notAfter: 1,
  body: utf8.encode('{}'),
  payload: new Uint8Array(0),
}
const sampleEnvelope: Envelope = {
  content: encodeContent(sample),
  keyId: 'key_A',
  signature: new Uint8Array(64),
  size: 1,
  index: 0,
  path: [],
  enclosures: [],
}

test('reads every content and every envelope that it wrote', () => {
  fc.assert(fc.property(contents, (value) => assert.deepEqual(readContent(encodeContent(value)), { ok: true, value })))
  fc.assert(
    fc.property(envelopes, (value) => assert.deepEqual(readEnvelope(encodeEnvelope(value)), { ok: true, value })),
  )
})

test('reads a batch of up to 256 envelopes and refuses the 257th', () => {
  const list = Array.from({ length: limits.batchMessagesMax }, (_, i) => sha256(Uint8Array.of(i)))
  assert.deepEqual(readBatch(encodeBatch(list)), { ok: true, value: list })
  assert.deepEqual(readBatch(encodeBatch([])), { ok: true, value: [] })
  assert.equal(readBatch(encodeBatch([...list, sha256()])).ok, false)
})

test('refuses a batch of eight million empty lists without building them', () => {
  const bomb = new Uint8Array(limits.batchSizeBytesMax).fill(0x80)
  bomb.set(hex.decode('9a007ffffb'))
  assert.deepEqual(readBatch(bomb), { ok: false, code: 'MESSAGE_MALFORMED', facts: {} })
})

test('says too large for a body, a payload, a content, an envelope and a batch one byte over the bound', () => {
  const fits = { body: limits.bodySizeBytesMax, payload: limits.payloadSizeBytesMax }
  const largest = encodeContent({ ...sample, body: new Uint8Array(fits.body), payload: new Uint8Array(fits.payload) })
  assert.ok(readContent(largest).ok)
  assert.ok(readEnvelope(encodeEnvelope({ ...sampleEnvelope, content: largest })).ok, 'the largest content must travel')
  const verdicts = [
    readContent(encodeContent({ ...sample, body: new Uint8Array(fits.body + 1) })),
    readContent(encodeContent({ ...sample, payload: new Uint8Array(fits.payload + 1) })),
    readEnvelope(encodeEnvelope({ ...sampleEnvelope, content: new Uint8Array(limits.contentSizeBytesMax + 1) })),
    readEnvelope(new Uint8Array(limits.envelopeSizeBytesMax + 1)),
    readBatch(new Uint8Array(limits.batchSizeBytesMax + 1)),
  ]
  for (const verdict of verdicts) assert.equal(verdict.ok ? 'accepted' : verdict.code, 'MESSAGE_TOO_LARGE')
})

test('lets the largest answer travel on inside the message that encloses it', () => {
  const content = new Uint8Array(limits.contentSizeBytesMax)
  const path = Array.from({ length: limits.pathLengthMax }, () => sha256())
  const answer = encodeEnvelope({ ...sampleEnvelope, content, path })
  assert.ok(readEnvelope(encodeEnvelope({ ...sampleEnvelope, path, enclosures: [answer] })).ok)
})

test('gives plain views of what came, even when a Buffer came', () => {
  const read = readEnvelope(Buffer.from(encodeEnvelope(sampleEnvelope)))
  assert.ok(read.ok)
  assert.equal(Object.getPrototypeOf(read.value.content), Uint8Array.prototype)
  assert.equal(hex.encode(read.value.content), hex.encode(sampleEnvelope.content))
})

test('never throws on random bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (random) => {
      readEnvelope(random)
      readContent(random)
      readBatch(random)
    }),
  )
})

test('never throws on mutations of valid bytes, and what it still takes has no other encoding', () => {
  const valid = encodeEnvelope({ ...sampleEnvelope, path: [sha256()], enclosures: [utf8.encode('x')] })
  fc.assert(
    fc.property(fc.nat({ max: valid.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
      const changed = valid.with(at, byte)
      const envelope = readEnvelope(changed)
      if (envelope.ok) assert.equal(hex.encode(encodeEnvelope(envelope.value)), hex.encode(changed))
      const content = readContent(sampleEnvelope.content.with(at % sampleEnvelope.content.length, byte))
      if (content.ok) readContent(encodeContent(content.value))
    }),
    { numRuns: 1000 },
  )
})
