import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base64url, makeId, sha256, systemRandom, utf8 } from '@madoguchi/kit'
import { digestCaseEvent, isCaseEventSize, noCaseEvent, openCaseEvent, sealCaseEvent } from './case-event-seal.ts'
import { deriveReaderKey, seal } from './seal.ts'

const filing = makeId('fil')
const key = await deriveReaderKey(systemRandom.bytes(32), filing)
const place = { filing, filingDigest: base64url.encode(sha256(utf8.encode('filing'))), number: 3 }
const sealIt = (event: unknown) => sealCaseEvent({ readerKey: key.publicKey, place, event })

test('an event has one of four sizes, so that a decision looks like a note', async () => {
  const sizes = await Promise.all(
    [1, 4000, 5000, 60_000, 190_000].map(async (n) => (await sealIt('x'.repeat(n))).length),
  )
  assert.deepEqual(
    sizes,
    [4, 4, 16, 64, 200].map((kB) => kB * 1024 + 48),
  )
  assert.ok(sizes.every(isCaseEventSize))
  await assert.rejects(sealIt('x'.repeat(200 * 1024)), RangeError)
})

test('whoever filed opens it, at its own place in its own case', async () => {
  const event = { what: 'decided', text: '認定しました' }
  const sealed = await sealIt(event)
  assert.deepEqual(await openCaseEvent({ sealed, key, place }), { ok: true, value: event })
  const stranger = await deriveReaderKey(systemRandom.bytes(32), filing)
  const elsewhere = [{ number: 2 }, { filing: makeId('fil') }, { filingDigest: base64url.encode(sha256(sealed)) }]
  for (const change of elsewhere)
    assert.ok(!(await openCaseEvent({ sealed, key, place: { ...place, ...change } })).ok, JSON.stringify(change))
  assert.ok(!(await openCaseEvent({ sealed, key: stranger, place })).ok)
  for (const bad of [sealed.subarray(1), sealed.with(100, (sealed[100] ?? 0) ^ 1), new Uint8Array(0)])
    assert.ok(!(await openCaseEvent({ sealed: bad, key, place })).ok)
})

test('what was sealed well and is no JSON is refused and named', async () => {
  const number = new Uint8Array(4)
  number[3] = place.number
  const askDigest = Buffer.concat([base64url.decode(place.filingDigest), number])
  const plaintext = new Uint8Array(4096)
  const sealed = await seal({ readerKey: key.publicKey, plaintext, context: { exchange: filing, askDigest } })
  const opened = await openCaseEvent({ sealed, key, place })
  assert.deepEqual([opened.ok, opened.ok ? undefined : opened.facts], [false, { reason: 'FORM' }])
})

test('the name of an event says its case, its place, the one before and what is in it', () => {
  const payload = utf8.encode('sealed')
  const first = { filing, number: 0, previous: noCaseEvent }
  const names = [
    digestCaseEvent(first, payload),
    digestCaseEvent({ ...first, number: 1 }, payload),
    digestCaseEvent({ ...first, filing: makeId('fil') }, payload),
    digestCaseEvent({ ...first, previous: digestCaseEvent(first, payload) }, payload),
    digestCaseEvent(first, utf8.encode('other')),
  ]
  assert.equal(new Set(names).size, names.length)
})
