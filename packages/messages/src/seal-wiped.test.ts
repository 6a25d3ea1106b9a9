import assert from 'node:assert/strict'
import { decapsulate } from 'node:crypto'
import { test } from 'node:test'
import { base64url, utf8 } from '@madoguchi/kit'
import { countWiped, listWiped } from '@madoguchi/kit/testing'
import { deriveReaderKey, openSeal, seal } from './seal.ts'
import { deriveSealKey } from './seal-key.ts'

const context = { exchange: 'exc_AAAAAAAAAAAAAAAAAAAAAA', askDigest: new Uint8Array(32).fill(3) }
const exchangedBytes = 32
const plaintext = utf8.encode('所得')

test('of a reader key nothing is left but the key: the bytes it was made of are wiped', async () => {
  const secret = new Uint8Array(32).fill(7)
  const { privateKey } = await deriveReaderKey(secret, 'exc_1')
  const seed = base64url.decode(privateKey.export({ format: 'jwk' }).d ?? assert.fail('no private half'))
  assert.equal(countWiped(await listWiped(() => deriveReaderKey(secret, 'exc_1')), seed), 1)
})

test('what a message was sealed with is wiped by who seals and by who opens it: the shared secret, and the key made of it', async () => {
  const readerKey = await deriveReaderKey(new Uint8Array(32).fill(7), context.exchange)
  const sealed = await seal({ readerKey: readerKey.publicKey, plaintext, context })
  const shared = new Uint8Array(decapsulate(readerKey.privateKey, sealed.subarray(0, exchangedBytes)))
  const info = Buffer.concat([utf8.encode(context.exchange), context.askDigest])
  const key = new Uint8Array(deriveSealKey(shared, info).key.export())
  const wiped = await listWiped(async () => {
    assert.deepEqual(await openSeal({ readerKey, sealed, context }), { ok: true, value: plaintext })
  })
  assert.deepEqual([countWiped(wiped, shared), countWiped(wiped, key)], [1, 1])

  // Who seals draws a secret that nobody else sees: two arrays of its size, and none of them was empty before.
  const bySealer = await listWiped(() => seal({ readerKey: readerKey.publicKey, plaintext, context }))
  const ofItsSize = bySealer.filter((held) => held.length === 64 && /[1-9a-f]/.test(held))
  assert.equal(new Set(ofItsSize).size, 2)
})
