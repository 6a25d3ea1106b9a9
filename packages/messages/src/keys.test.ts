import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { test } from 'node:test'
import { hex, utf8 } from '@madoguchi/kit'
import { keyIdOf, makeSigningKeyPem, publicBytesOf, readPublicKey, readSigningKey } from './keys.ts'
import { makeKeyOfSeed } from './sample-network.fixture.ts'

test('makes a fresh key each time and reads it back from its PEM', () => {
  const [first, second] = [readSigningKey(makeSigningKeyPem()), readSigningKey(makeSigningKeyPem())]
  assert.notEqual(first.keyId, second.keyId)
  const signature = sign(null, utf8.encode('x'), first.privateKey)
  assert.ok(verify(null, utf8.encode('x'), readPublicKey(publicBytesOf(first.privateKey)), signature))
})

test('names a key by its public half: key_ and 22 characters', () => {
  const { privateKey, keyId } = readSigningKey(makeSigningKeyPem())
  assert.match(keyId, /^key_[A-Za-z0-9_-]{22}$/)
  assert.equal(keyId, keyIdOf(publicBytesOf(privateKey)))
})

test('has the keys of RFC 8032 section 7.1', () => {
  const { privateKey } = makeKeyOfSeed(hex.decode('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'))
  const publicBytes = publicBytesOf(privateKey)
  assert.equal(hex.encode(publicBytes), 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
  assert.ok(readPublicKey(publicBytes).equals(createPublicKey(privateKey)))
})

test('refuses a key of another kind', () => {
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' })
  assert.throws(() => readSigningKey(pem.toString()), TypeError)
  const x25519 = generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  assert.throws(() => readSigningKey(x25519.toString()), TypeError)
  for (const length of [0, 31, 33]) assert.throws(() => readPublicKey(new Uint8Array(length)))
})
