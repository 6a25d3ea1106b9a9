import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTestClock, minuteMs, sha256, utf8 } from '@madoguchi/kit'
import { deriveReaderKey } from '@madoguchi/messages'
import { makeReaderKeys } from './reader-keys.ts'

const exchange = 'exc_AAAAAAAAAAAAAAAAAAAAAA'
const makeSession = (name: string) => ({
  hash: sha256(utf8.encode(name)),
  vault: 'vlt_one',
  vaultKey: sha256(utf8.encode('vault')),
})

test('the key that a question was asked with opens its answer, once; after that it is made again, the same', async () => {
  const keys = makeReaderKeys(makeTestClock('2026-11-23T00:00:00Z'))
  const session = makeSession('one')
  const made = await keys.make(session, exchange)
  assert.equal(made.publicKey, (await deriveReaderKey(session.vaultKey, exchange)).publicKey)
  assert.equal(await keys.take(session, exchange), made)
  assert.equal(keys.count, 0)
  const again = await keys.take(session, exchange)
  assert.notEqual(again, made)
  assert.equal(again.publicKey, made.publicKey)
})

test('nobody is given a key that was made for another session, another vault or another exchange', async () => {
  const keys = makeReaderKeys(makeTestClock('2026-11-23T00:00:00Z'))
  const session = makeSession('one')
  const made = await keys.make(session, exchange)
  const otherVault = { ...session, vault: 'vlt_two', vaultKey: sha256(utf8.encode('another')) }
  assert.notEqual(await keys.take(makeSession('two'), exchange), made)
  assert.notEqual((await keys.take(otherVault, exchange)).publicKey, made.publicKey)
  assert.notEqual((await keys.take(session, 'exc_BBBBBBBBBBBBBBBBBBBBBA')).publicKey, made.publicKey)
  assert.equal(keys.count, 1)
})

test('a key goes with the log-out of its session, and with nobody else’s', async () => {
  const keys = makeReaderKeys(makeTestClock('2026-11-23T00:00:00Z'))
  await keys.make(makeSession('one'), exchange)
  await keys.make(makeSession('two'), exchange)
  keys.forget(makeSession('one'))
  assert.equal(keys.count, 1)
})

test('what nobody opens within a minute is forgotten, and there are never more than some thousands', async () => {
  const clock = makeTestClock('2026-11-23T00:00:00Z')
  const keys = makeReaderKeys(clock)
  const session = makeSession('one')
  const made = await keys.make(session, exchange)
  clock.advance(minuteMs)
  assert.notEqual(await keys.take(session, exchange), made)
  await keys.make(session, exchange)
  clock.advance(minuteMs)
  keys.sweep()
  assert.equal(keys.count, 0)
  for (let i = 0; i < 2100; i++) await keys.make(session, `exc_${i}`)
  assert.equal(keys.count, 2048)
})
