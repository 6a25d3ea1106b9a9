import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemRandom } from '@madoguchi/kit'
import fc from 'fast-check'
import { closeSecret, openSecret } from './secret.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })

test('a vault key comes back with the key and the names that closed it', () => {
  fc.assert(
    fc.property(bytes(32), fc.uint8Array({ maxLength: 200 }), fc.array(fc.string()), (key, secret, boundTo) => {
      const closed = closeSecret({ key, secret, boundTo, random: systemRandom })
      assert.deepEqual(openSecret({ key, closed, boundTo }), secret)
    }),
  )
})

test('another key, another account, another card or one changed bit opens nothing', () => {
  const key = systemRandom.bytes(32)
  const boundTo = ['acc_one', 'card']
  const closed = closeSecret({ key, secret: systemRandom.bytes(32), boundTo, random: systemRandom })
  assert.equal(openSecret({ key: systemRandom.bytes(32), closed, boundTo }), undefined)
  assert.equal(openSecret({ key, closed, boundTo: ['acc_two', 'card'] }), undefined)
  assert.equal(openSecret({ key, closed, boundTo: ['acc_one', 'other'] }), undefined)
  assert.equal(openSecret({ key, closed, boundTo: ['acc_onecard'] }), undefined)
  for (let i = 0; i < closed.length; i++) {
    const bent = closed.slice()
    bent[i] = (bent[i] ?? 0) ^ 1
    assert.equal(openSecret({ key, closed: bent, boundTo }), undefined)
  }
  for (let length = 0; length < closed.length; length++) {
    assert.equal(openSecret({ key, closed: closed.slice(0, length), boundTo }), undefined)
  }
})

test('the same secret never looks the same twice', () => {
  const key = systemRandom.bytes(32)
  const close = () => closeSecret({ key, secret: new Uint8Array(32), boundTo: [], random: systemRandom })
  assert.notDeepEqual(close(), close())
})
