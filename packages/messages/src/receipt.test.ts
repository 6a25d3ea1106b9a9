import assert from 'node:assert/strict'
import { createPublicKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { concat, hex, makeId, utf8 } from '@madoguchi/kit'
import { encode } from 'cborg'
import fc from 'fast-check'
import { isReceiptRequest, readBatch } from './envelope.ts'
import type { SigningKey } from './keys.ts'
import type { ReceiptLine } from './receipt.ts'
import { readReceipt, signReceipt } from './receipt.ts'
import { makeKeyOfSeed, openSampleNetwork, sampleAt, sampleKey } from './sample-network.fixture.ts'

const { directory } = openSampleNetwork()
const findKey = (from: string, keyId: string) => directory.findKey(from, keyId, sampleAt)?.publicKey
const key = sampleKey('core')
const sender = 'portal'
const lines: ReceiptLine[] = [
  { sender, id: 'msg_AAAAAAAAAAAAAAAAAAAAAA' },
  { sender, id: 'msg_BBBBBBBBBBBBBBBBBBBBBA', code: 'EXCHANGE_REPEATED' },
  { id: '#2', code: 'MESSAGE_SIGNATURE' },
]
const withoutSenders = lines.map(({ sender, ...line }) => line)

function signSecond(from: string, key: SigningKey, lines: readonly ReceiptLine[]): Uint8Array {
  return signReceipt({ form: 2, from, key, lines })
}

function codeOf(bytes: Uint8Array, find = findKey): string {
  const verdict = readReceipt(bytes, find)
  return verdict.ok ? 'accepted' : verdict.code
}

/** A receipt of any content, signed as it should be. */
function signAnything(content: unknown, form: 1 | 2 = 1): Uint8Array {
  const bytes = encode(content)
  const signed = concat(utf8.encode(`madoguchi/receipt/${form}\n`), bytes)
  return encode([bytes, new Uint8Array(sign(null, signed, key.privateKey))])
}

test('says for each message of a batch whether it was taken or why not', () => {
  const of = { from: 'core', keyId: key.keyId }
  const second = readReceipt(signSecond('core', key, lines), findKey)
  assert.deepEqual(second, { ok: true, value: { form: 2, ...of, lines } })
  const first = readReceipt(signReceipt({ form: 1, from: 'core', key, lines }), findKey)
  assert.deepEqual(first, { ok: true, value: { form: 1, ...of, lines: withoutSenders } })
})

test('fits a batch of 256 refusals', () => {
  const code = 'MESSAGE_SENDER_NOT_ALLOWED'
  const many = Array.from({ length: 256 }, () => ({ sender: 'a'.repeat(47), id: makeId('msg'), code }))
  assert.equal(codeOf(signSecond('core', key, many)), 'accepted')
  assert.equal(codeOf(signSecond('core', key, [...many, { sender, id: makeId('msg') }])), 'MESSAGE_MALFORMED')
})

test('refuses a receipt that somebody else signed', () => {
  assert.equal(codeOf(signSecond('core', sampleKey('mihon-shi'), lines)), 'MESSAGE_SIGNATURE')
  assert.equal(codeOf(signSecond('nobody', key, lines)), 'MESSAGE_SIGNATURE')
  const forged = { ...sampleKey('mihon-shi'), keyId: key.keyId }
  assert.equal(codeOf(signSecond('core', forged, lines)), 'MESSAGE_SIGNATURE')
  const onlyFromPortal = (from: string, keyId: string) => (from === 'portal' ? findKey(from, keyId) : undefined)
  assert.equal(codeOf(signSecond('core', key, lines), onlyFromPortal), 'MESSAGE_SIGNATURE')
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

test('refuses rows of the second form that name a message without its sender, or bytes with one', () => {
  const id = 'msg_AAAAAAAAAAAAAAAAAAAAAA'
  const codeOfRow = (row: unknown) => codeOf(signAnything([2, 'core', key.keyId, [row]], 2))
  assert.equal(codeOfRow(['portal', id, null]), 'accepted')
  assert.equal(codeOfRow([null, '#2', 'MESSAGE_SIGNATURE']), 'accepted')
  for (const row of [
    [null, id, null],
    ['portal', '#2', 'MESSAGE_SIGNATURE'],
    ['Portal', id, null],
    ['portal\n', id, null],
    ['', id, null],
    [id, null],
    ['portal', id],
    ['portal', id, null, null],
  ])
    assert.equal(codeOfRow(row), 'MESSAGE_MALFORMED', JSON.stringify(row))
  for (const version of [0, 1, 3, '2', null])
    assert.equal(codeOf(signAnything([version, 'core', key.keyId, []], 2)), 'MESSAGE_MALFORMED')
})

test('takes and refuses the receipts of the vectors, and makes the good ones again byte by byte', () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(new URL(`../../../protocol/vectors/${name}.json`, import.meta.url), 'utf8'))
  const { sender } = read('envelopes') as { sender: { seed: string } }
  const vectors = read('receipts') as {
    batches: { form: 1 | 2; hex: string }[]
    accepted: { comment: string; form: 1 | 2; lines: ReceiptLine[]; receipt: string }[]
    refused: { comment: string; code: string; hex: string }[]
  }
  const key = makeKeyOfSeed(hex.decode(sender.seed))
  const findKey = () => createPublicKey(key.privateKey)
  for (const { comment, form, lines, receipt } of vectors.accepted) {
    const read = readReceipt(hex.decode(receipt), findKey)
    assert.deepEqual(read, { ok: true, value: { form, from: 'core', keyId: key.keyId, lines } }, comment)
    assert.equal(hex.encode(signReceipt({ form, from: 'core', key, lines })), receipt, comment)
  }
  for (const { comment, code, hex: text } of vectors.refused)
    assert.equal(codeOf(hex.decode(text), findKey), code, comment)
  for (const { form, hex: text } of vectors.batches) {
    const batch = readBatch(hex.decode(text))
    assert.equal(batch.ok && batch.value.some(isReceiptRequest) ? 2 : 1, form)
  }
})

test('refuses every changed byte and never throws on it', () => {
  const both = [signSecond('core', key, lines), signReceipt({ form: 1, from: 'core', key, lines })]
  fc.assert(
    fc.property(fc.constantFrom(...both), fc.nat(), fc.integer({ min: 1, max: 255 }), (valid, place, change) => {
      const at = place % valid.length
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
