import assert from 'node:assert'
import { constants, generateKeyPairSync, privateEncrypt, sign } from 'node:crypto'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import { readVectors } from './read-vectors.fixture.ts'
import { composeStatement, encodeDigestInfo, type Purpose, verifyStatement } from './statement.ts'

type Case = { purpose: Purpose; origin: string; challenge: string; statement?: string; error?: string }

for (const { name, comment, purpose, origin, challenge, statement, error } of readVectors<Case>('statement')) {
  test(`statement ${name}: ${comment}`, () => {
    const parts = { purpose, origin, challenge: hex.decode(challenge) }
    if (statement === undefined) return assert.throws(() => composeStatement(parts), { code: error })
    assert.equal(hex.encode(composeStatement(parts)), statement)
  })
}

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const parts = { purpose: 'login', origin: 'https://portal.example', challenge: new Uint8Array(32) } as const
const signature = sign('sha256', composeStatement(parts), privateKey)

test('what the card pads and signs is an ordinary RSASSA-PKCS1-v1_5 signature over the statement', () => {
  const key = { key: privateKey, padding: constants.RSA_PKCS1_PADDING }
  assert.deepEqual(privateEncrypt(key, encodeDigestInfo(composeStatement(parts))), signature)
  assert.equal(verifyStatement({ ...parts, publicKey, signature }), true)
})

test('a signature for one site, purpose or challenge is worth nothing for another', () => {
  const others = [
    { origin: 'https://portal.example:8443' },
    { purpose: 'approve' },
    { purpose: 'vault' },
    { challenge: new Uint8Array(33) },
    { signature: signature.subarray(1) },
    { signature: new Uint8Array(256) },
    { signature: new Uint8Array() },
  ] as const
  for (const other of others) assert.equal(verifyStatement({ ...parts, publicKey, signature, ...other }), false)
})

test('keys that the real card never has are refused', () => {
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const curve = generateKeyPairSync('ed25519')
  const weak = sign('sha256', composeStatement(parts), short.privateKey)
  assert.equal(verifyStatement({ ...parts, publicKey: short.publicKey, signature: weak }), false)
  assert.equal(verifyStatement({ ...parts, publicKey: curve.publicKey, signature }), false)
})
