import assert from 'node:assert/strict'
import { createPrivateKey, decapsulate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { base64url, concat, hex, sha256, utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke'
import { agree, publicOf, sealBySample } from './sample-hpke.fixture.ts'
import { deriveReaderKey, isReaderKey, openSeal, seal } from './seal.ts'

type Hex<Name extends string> = Record<Name, string>
type Vectors = {
  rfc9180: Hex<
    'info' | 'ephemeralSecret' | 'recipientSecret' | 'recipient' | 'enc' | 'sharedSecret' | 'key' | 'baseNonce'
  > &
    Hex<'aad' | 'plaintext' | 'ciphertext'>
  opened: (Hex<'secret' | 'exchange' | 'askDigest' | 'readerKey' | 'ephemeralSecret' | 'plaintext' | 'sealed'> &
    Hex<'comment'>)[]
  broken: { comment: string; sealed: string }[]
  lowOrderPoints: string[]
}
const vectors = JSON.parse(
  readFileSync(new URL('../../../protocol/vectors/seals.json', import.meta.url), 'utf8'),
) as Vectors
const secret = sha256(utf8.encode('vault'))
const context = { exchange: 'exc_AAAAAAAAAAAAAAAAAAAAAA', askDigest: sha256(utf8.encode('ask')) }

test('agrees with RFC 9180 appendix A.1.1 in the implementation that the other vectors are checked by', () => {
  const v = vectors.rfc9180
  assert.equal(hex.encode(publicOf(hex.decode(v.recipientSecret))), v.recipient)
  const made = sealBySample({
    aead: 'aes-128-gcm',
    ephemeralSecret: hex.decode(v.ephemeralSecret),
    recipient: hex.decode(v.recipient),
    info: hex.decode(v.info),
    aad: hex.decode(v.aad),
    plaintext: hex.decode(v.plaintext),
  })
  for (const name of ['enc', 'sharedSecret', 'key', 'baseNonce', 'ciphertext'] as const)
    assert.equal(hex.encode(made[name]), v[name], name)
})

test('opens every seal of the vectors, which another implementation makes again byte by byte', async () => {
  for (const v of vectors.opened) {
    const askDigest = hex.decode(v.askDigest)
    const readerKey = await deriveReaderKey(hex.decode(v.secret), v.exchange)
    assert.equal(readerKey.publicKey, v.readerKey)
    const { enc, ciphertext } = sealBySample({
      aead: 'aes-256-gcm',
      ephemeralSecret: hex.decode(v.ephemeralSecret),
      recipient: base64url.decode(v.readerKey),
      info: concat(utf8.encode(v.exchange), askDigest),
      plaintext: hex.decode(v.plaintext),
    })
    assert.equal(hex.encode(concat(enc, ciphertext)), v.sealed)
    const sealed = hex.decode(v.sealed)
    const opened = await openSeal({ readerKey, sealed, context: { exchange: v.exchange, askDigest } })
    assert.ok(opened.ok, v.comment)
    assert.equal(hex.encode(opened.value), v.plaintext)
  }
})

test('says SEAL_BROKEN to every broken seal of the vectors', async () => {
  const v = vectors.opened[1] ?? assert.fail()
  const readerKey = await deriveReaderKey(hex.decode(v.secret), v.exchange)
  for (const { comment, sealed } of vectors.broken) {
    const opened = await openSeal({
      readerKey,
      sealed: hex.decode(sealed),
      context: { exchange: v.exchange, askDigest: hex.decode(v.askDigest) },
    })
    assert.equal(opened.ok ? 'opened' : opened.code, 'SEAL_BROKEN', comment)
  }
})

test('opens what it sealed for the same reader, exchange and ask, and for no other', async () => {
  const readerKey = await deriveReaderKey(secret, context.exchange)
  const plaintext = utf8.encode('所得割 12,300円')
  const sealed = await seal({ readerKey: readerKey.publicKey, plaintext, context })
  assert.deepEqual(await openSeal({ readerKey, sealed, context }), { ok: true, value: plaintext })
  const otherExchange = 'exc_BBBBBBBBBBBBBBBBBBBBBA'
  const others = [
    { readerKey: await deriveReaderKey(secret, otherExchange), sealed, context },
    { readerKey: await deriveReaderKey(sha256(secret), context.exchange), sealed, context },
    { readerKey, sealed, context: { ...context, exchange: otherExchange } },
    { readerKey, sealed, context: { ...context, askDigest: sha256() } },
  ]
  for (const other of others) assert.equal((await openSeal(other)).ok, false)
})

test('never seals the same thing to the same bytes twice', async () => {
  const { publicKey } = await deriveReaderKey(secret, context.exchange)
  const options = { readerKey: publicKey, plaintext: utf8.encode('x'), context }
  assert.notDeepEqual(await seal(options), await seal(options))
})

test('derives a key of its own for every exchange, and the same one again', async () => {
  const first = await deriveReaderKey(secret, context.exchange)
  assert.equal((await deriveReaderKey(secret, context.exchange)).publicKey, first.publicKey)
  assert.notEqual((await deriveReaderKey(secret, 'exc_BBBBBBBBBBBBBBBBBBBBBA')).publicKey, first.publicKey)
  assert.ok(isReaderKey(first.publicKey))
})

test('notices any changed byte anywhere in a seal', async () => {
  const readerKey = await deriveReaderKey(secret, context.exchange)
  const sealed = await seal({ readerKey: readerKey.publicKey, plaintext: utf8.encode('a datum'), context })
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: sealed.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = sealed.map((byte, i) => (i === at ? byte ^ change : byte))
      // X25519 ignores the highest bit of the encapsulated key, but HPKE hashes it in: that one shows too.
      assert.equal((await openSeal({ readerKey, sealed: changed, context })).ok, false)
    }),
  )
})

test('never throws on random bytes', async () => {
  const readerKey = await deriveReaderKey(secret, context.exchange)
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (sealed) => {
      assert.equal((await openSeal({ readerKey, sealed, context })).ok, false)
    }),
  )
})

test('refuses points of low order as reader keys, since a seal to them would hide nothing', async () => {
  const anySecret = sha256(utf8.encode('any'))
  for (const point of vectors.lowOrderPoints) {
    for (const highBit of [0, 0x80]) {
      const bytes = hex.decode(point).map((byte, i) => (i === 31 ? byte | highBit : byte))
      assert.throws(() => agree(anySecret, bytes), 'the vector is no point of low order')
      const readerKey = base64url.encode(bytes)
      assert.equal(isReaderKey(readerKey), false, point)
      await assert.rejects(seal({ readerKey, plaintext: utf8.encode('x'), context }), TypeError)
    }
  }
})

test('refuses as reader key what is not 32 bytes of canonical base64url', async () => {
  const good = (await deriveReaderKey(secret, context.exchange)).publicKey
  for (const text of ['', good.slice(1), `${good}A`, `${good}=`, ` ${good}`, `${good.slice(0, 42)}B`, '+'.repeat(43)]) {
    assert.equal(isReaderKey(text), false, text)
    await assert.rejects(seal({ readerKey: text, plaintext: utf8.encode('x'), context }), TypeError)
  }
})

test('takes every other point that X25519 takes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      assert.equal(isReaderKey(base64url.encode(bytes)), canAgree(bytes))
    }),
  )
})

function canAgree(bytes: Uint8Array): boolean {
  try {
    agree(sha256(utf8.encode('any')), bytes)
    return true
  } catch {
    return false
  }
}

test('has the key encapsulation of RFC 9180 appendix A.1.1', () => {
  const v = vectors.rfc9180
  const key = Buffer.from(v.recipientSecret, 'hex')
  const recipient = createPrivateKey({ key, format: 'raw-private', asymmetricKeyType: 'x25519' })
  assert.equal(hex.encode(decapsulate(recipient, hex.decode(v.enc))), v.sharedSecret)
})

test('opens what the hpke package seals, and the hpke package opens what it seals', async () => {
  const suite = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
  const bytes = fc.uint8Array({ maxLength: 5000 })
  const digest = fc.uint8Array({ minLength: 32, maxLength: 32 })
  await fc.assert(
    fc.asyncProperty(digest, fc.string(), digest, bytes, async (seed, exchange, askDigest, plaintext) => {
      const readerKey = await deriveReaderKey(seed, exchange)
      const info = concat(utf8.encode(exchange), askDigest)
      const recipient = await suite.DeserializePublicKey(base64url.decode(readerKey.publicKey))
      const theirs = await suite.Seal(recipient, plaintext, { info })
      const sealed = concat(theirs.encapsulatedSecret, theirs.ciphertext)
      const opened = await openSeal({ readerKey, sealed, context: { exchange, askDigest } })
      assert.deepEqual(opened, { ok: true, value: plaintext })

      const ours = await seal({ readerKey: readerKey.publicKey, plaintext, context: { exchange, askDigest } })
      const secret = readerKey.privateKey.export({ format: 'raw-private' })
      const keyPair = { privateKey: await suite.DeserializePrivateKey(secret), publicKey: recipient }
      assert.deepEqual(await suite.Open(keyPair, ours.slice(0, 32), ours.slice(32), { info }), plaintext)
    }),
    { numRuns: 50 },
  )
})
