import assert from 'node:assert/strict'
import { createPublicKey, sign } from 'node:crypto'
import { test } from 'node:test'
import { concat, makeId, utf8 } from '@madoguchi/kit'
import { encode } from 'cborg'
import fc from 'fast-check'
import type { ReceiptLine } from './receipt.ts'
import { readReceipt, signReceipt } from './receipt.ts'
import { openSampleNetwork, sampleAt, sampleKey } from './sample-network.ts'

const { directory } = openSampleNetwork()
const findKey = (from: string, keyId: string) => directory.findKey(from, keyId, sampleAt)?.publicKey
const key = sampleKey('core')
const lines: ReceiptLine[] = [
  { id: 'msg_AAAAAAAAAAAAAAAAAAAAAA' },
  { id: 'msg_BBBBBBBBBBBBBBBBBBBBBA', code: 'EXCHANGE_REPEATED' },
  { id: '#2', code: 'MESSAGE_SIGNATURE' },
]

function codeOf(bytes: Uint8Array, find = findKey): string {
  const verdict = readReceipt(bytes, find)
  return verdict.ok ? 'accepted' : verdict.code
}

/** A receipt of any content, signed as it should be. */
function signAnything(content: unknown): Uint8Array {
  const bytes = encode(content)
  const signed = concat(utf8.encode('madoguchi/receipt/1\n'), bytes)
  return encode([bytes, new Uint8Array(sign(null, signed, key.privateKey))])
}

test('says for each message of a batch whether it was taken or why not', () => {
  const receipt = readReceipt(signReceipt('core', key, lines), findKey)
  assert.deepEqual(receipt, { ok: true, value: { from: 'core', keyId: key.keyId, lines } })
})

test('fits a batch of 256 refusals', () => {
  const many = Array.from({ length: 256 }, () => ({ id: makeId('msg'), code: 'MESSAGE_SENDER_NOT_ALLOWED' }))
  assert.equal(codeOf(signReceipt('core', key, many)), 'accepted')
  assert.equal(codeOf(signReceipt('core', key, [...many, { id: makeId('msg') }])), 'MESSAGE_MALFORMED')
})

test('refuses a receipt that somebody else signed', () => {
  assert.equal(codeOf(signReceipt('core', sampleKey('mihon-shi'), lines)), 'MESSAGE_SIGNATURE')
  assert.equal(codeOf(signReceipt('nobody', key, lines)), 'MESSAGE_SIGNATURE')
  const forged = { ...sampleKey('mihon-shi'), keyId: key.keyId }
  assert.equal(codeOf(signReceipt('core', forged, lines)), 'MESSAGE_SIGNATURE')
  const onlyFromPortal = (from: string, keyId: string) => (from === 'portal' ? findKey(from, keyId) : undefined)
  assert.equal(codeOf(signReceipt('core', key, lines), onlyFromPortal), 'MESSAGE_SIGNATURE')
})

test('refuses a batch signature or a directory signature in place of a receipt signature', () => {
  const content = encode(['core', key.keyId, []])
  for (const context of ['madoguchi/batch/1\n', 'madoguchi/directory/1\n', '']) {
    const signature = new Uint8Array(sign(null, concat(utf8.encode(context), content), key.privateKey))
    assert.equal(codeOf(encode([content, signature])), 'MESSAGE_SIGNATURE')
  }
})

test('refuses rows that are no lines, even when they are signed', () => {
  const id = 'msg_AAAAAAAAAAAAAAAAAAAAAA'
  assert.equal(codeOf(signAnything(['core', key.keyId, [[id, null]]])), 'accepted')
  const rows: unknown[] = [
    [id],
    [id, null, null],
    [id, 'not a code'],
    [id, ''],
    [id, 5],
    [id, { code: 'X' }],
    ['exc_AAAAAAAAAAAAAAAAAAAAAA', null],
    [`${id}\n`, null],
    ['#', null],
    [{ id }, null],
    id,
    null,
  ]
  for (const row of rows) assert.equal(codeOf(signAnything(['core', key.keyId, [row]])), 'MESSAGE_MALFORMED')
  for (const content of [
    [],
    ['core', key.keyId],
    ['core', key.keyId, [], 1],
    ['core', 1, []],
    { from: 'core' },
    'core',
  ])
    assert.equal(codeOf(signAnything(content)), 'MESSAGE_MALFORMED')
})

test('refuses every changed byte and never throws on it', () => {
  const valid = signReceipt('core', key, lines)
  fc.assert(
    fc.property(fc.nat({ max: valid.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = valid.map((byte, i) => (i === at ? byte ^ change : byte))
      assert.notEqual(codeOf(changed), 'accepted')
    }),
  )
})

test('never throws on random bytes', () => {
  const anyKey = createPublicKey(key.privateKey)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (random) => {
      assert.notEqual(
        codeOf(random, () => anyKey),
        'accepted',
      )
    }),
  )
})
