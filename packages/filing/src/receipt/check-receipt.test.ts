import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { base64url, sha256, utf8 } from '@madoguchi/kit'
import { deriveReaderKey, exposeSeal } from '@madoguchi/messages'
import fc from 'fast-check'
import type { CaseEvent } from '../case/case-event.ts'
import { openSampleNetwork, sampleFiling, sampleReader, sampleTaken, takenAt } from '../sample-filing.fixture.ts'
import { checkReceipt } from './check-receipt.ts'
import { makeReceipt } from './make-receipt.ts'
import { receiptNumberOf } from './receipt-number.ts'

const network = openSampleNetwork()
const { pinnedKey, directory, filing } = network

async function receiptOf(event: Promise<Bytes>, changes: object = {}): Promise<Bytes> {
  const made = makeReceipt({ filing, event: await event, readerKey: sampleReader, directory })
  assert.ok(made.ok)
  const whole = JSON.parse(utf8.decode(made.value)) as object
  return utf8.encode(JSON.stringify({ ...whole, ...changes }))
}

async function said(receipt: Promise<Bytes>, given: { directory?: Bytes } = {}): Promise<string> {
  const checked = await checkReceipt(await receipt, { pinnedKey, ...given })
  return checked.ok ? 'holds' : `${checked.code} ${checked.facts.reason ?? ''}`.trim()
}

test('a citizen proves when a city took which papers, to somebody who knows nothing but the key of the directory', async () => {
  const checked = await checkReceipt(await receiptOf(network.sign(sampleTaken)), { pinnedKey })
  assert.deepEqual(checked, {
    ok: true,
    value: {
      ...sampleTaken.receipt,
      filing: sampleFiling,
      number: receiptNumberOf(sampleFiling),
      agency: { id: 'mihon-shi', name: 'みほん市', kana: 'ミホンシ' },
      portal: { id: 'portal', name: 'portal' },
      by: 'みほん市 子育て支援課',
    },
  })
})

test('a receipt opens one event and none of those that follow', async () => {
  const first = JSON.parse(utf8.decode(await receiptOf(network.sign(sampleTaken)))) as { secret: string }
  const other = await receiptOf(network.sign(sampleTaken), { secret: first.secret })
  assert.equal(await said(Promise.resolve(other)), 'RECEIPT_MISMATCH SEAL')
})

test('a receipt of another network, of a directory that had ended, or in which the agency never stood is not believed', async () => {
  const receipt = receiptOf(network.sign(sampleTaken))
  assert.equal(
    await said(receipt, { directory: openSampleNetwork().directory }),
    'RECEIPT_DIRECTORY DIRECTORY_SIGNATURE',
  )
  assert.equal(await said(receipt, { directory: new Uint8Array(100) }), 'RECEIPT_DIRECTORY DIRECTORY_MALFORMED')
  const ended = openSampleNetwork({ expiresAt: takenAt })
  const late = makeReceipt({ ...ended, event: await ended.sign(sampleTaken), readerKey: sampleReader })
  assert.ok(late.ok)
  const checked = await checkReceipt(late.value, { pinnedKey: ended.pinnedKey })
  assert.deepEqual(!checked.ok && checked.facts, { reason: 'DIRECTORY_EXPIRED' })
})

test('an event that another agency signed, of another place, or that only says that nothing was opened is no receipt', async () => {
  assert.equal(await said(receiptOf(network.sign(sampleTaken, { from: 'mihon-ken' }))), 'RECEIPT_MISMATCH SENDER')
  assert.equal(await said(receiptOf(network.sign(sampleTaken, { number: 1 }))), 'RECEIPT_MISMATCH PLACE')
  const other = 'fil_BBBBBBBBBBBBBBBBBBBBBA'
  assert.equal(await said(receiptOf(network.sign(sampleTaken, { filing: other }))), 'RECEIPT_MISMATCH PLACE')
  assert.equal(await said(receiptOf(network.sign({ ...sampleTaken, filing: other }))), 'RECEIPT_MISMATCH EVENT')
  const { receipt, ...rest } = sampleTaken
  assert.ok(receipt)
  const closed: CaseEvent = { ...rest, what: 'opened-not', text: '添付書類が壊れていました。' }
  assert.equal(await said(receiptOf(network.sign(closed))), 'RECEIPT_MISMATCH NOT_TAKEN')
})

test('a receipt that names other parts than were sealed, or another number, does not hold', async () => {
  const receipt = sampleTaken.receipt ?? assert.fail()
  const [form, paper] = receipt.parts as [(typeof receipt.parts)[0], (typeof receipt.parts)[0]]
  for (const parts of [[form], [form, paper, paper], [form, { ...paper, sizeBytes: paper.sizeBytes + 1 }]]) {
    const event: CaseEvent = { ...sampleTaken, receipt: { ...receipt, parts } }
    assert.equal(await said(receiptOf(network.sign(event))), 'RECEIPT_MISMATCH PARTS')
  }
  const number = receiptNumberOf('fil_BBBBBBBBBBBBBBBBBBBBBA')
  assert.equal(await said(receiptOf(network.sign(sampleTaken), { number })), 'RECEIPT_MISMATCH NUMBER')
})

test('another filing under the same event does not open it', async () => {
  const changed = Buffer.from(filing)
  changed[changed.indexOf('mihon-shi')] = 'n'.charCodeAt(0)
  const receipt = receiptOf(network.sign(sampleTaken), { filing: base64url.encode(changed) })
  assert.equal(await said(receipt), 'RECEIPT_MISMATCH SEAL')
})

test('whatever is changed in an event that the agency signed, the receipt holds no more', async () => {
  const event = await network.sign(sampleTaken)
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: event.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = event.map((byte, i) => (i === at ? byte ^ change : byte))
      const receipt = receiptOf(Promise.resolve(event), { event: base64url.encode(changed) })
      assert.notEqual(await said(receipt), 'holds')
    }),
  )
})

test('what is no receipt is said to be none, whoever wrote it', async () => {
  const whole = await receiptOf(network.sign(sampleTaken))
  for (const changes of [
    { format: 'madoguchi-receipt/2' },
    { filing: '' },
    { event: 'AA' },
    { filing: 'A' },
    { more: 1 },
  ])
    assert.equal(await said(receiptOf(network.sign(sampleTaken), changes)), 'RECEIPT_MALFORMED')
  assert.equal(await said(receiptOf(network.sign(sampleTaken), { secret: '' })), 'RECEIPT_MISMATCH SEAL')
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array(), fc.json().map(utf8.encode)), async (bytes) => {
      assert.equal(await said(Promise.resolve(bytes)), 'RECEIPT_MALFORMED')
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: whole.length - 2 }), async (end) => {
      assert.equal(await said(Promise.resolve(whole.subarray(0, end))), 'RECEIPT_MALFORMED')
    }),
  )
})

test('a receipt is made of no other message, and of no key but the reader’s one that fits', async () => {
  const event = await network.sign(sampleTaken)
  const given = { filing, event, readerKey: sampleReader, directory }
  assert.equal(makeReceipt({ ...given, filing: event }).ok, false)
  assert.equal(makeReceipt({ ...given, event: filing }).ok, false)
  const readerKey = await deriveReaderKey(sha256(), sampleFiling)
  const made = makeReceipt({ ...given, readerKey })
  assert.ok(made.ok)
  assert.equal(await said(Promise.resolve(made.value)), 'RECEIPT_MISMATCH SEAL')
  assert.equal(exposeSeal(readerKey, event.subarray(0, 32)).sharedSecret.length, 32)
})
