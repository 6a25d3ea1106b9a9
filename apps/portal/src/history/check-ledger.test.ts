import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base64url, hex, makeTestClock } from '@madoguchi/kit'
import { makeEntry } from '@madoguchi/ledger'
import { makeRecordView } from '../testing/test-peers.fixture.ts'
import { checkLedger } from './check-ledger.ts'
import { type ExchangeRecordView, isExchangeView, recordsPage } from './record-view.ts'

const clock = makeTestClock('2026-11-22T06:00:00.000Z')

/** Newest first, as the core tells them; from the line `numberedFrom` on they name a version of the facts. */
function makeChain(length: number, numberedFrom = length): ExchangeRecordView[] {
  const chain: ExchangeRecordView[] = []
  let previous = '0'.repeat(64)
  for (let index = 0; index < length; index++) {
    const view = makeRecordView(clock, index, previous, index < numberedFrom ? undefined : 3)
    const { record, salt } = view.ledger.closed
    previous = hex.encode(makeEntry(record, base64url.decode(salt)).leafHash)
    chain.unshift(view)
  }
  return recordsPage.parse({ records: chain, more: false }).records.filter(isExchangeView)
}

test('a whole history recomputes and reaches its start', () => {
  const records = makeChain(5)
  const { fits, isUnbroken, reachesStart } = checkLedger(records)
  assert.ok([...fits.values()].every((fit) => fit))
  assert.deepEqual({ isUnbroken, reachesStart }, { isUnbroken: true, reachesStart: true })
  assert.deepEqual(checkLedger([]), { fits: new Map(), isUnbroken: true, reachesStart: true })
})

test('a line that was left out, in the middle or at the start, is noticed', () => {
  const records = makeChain(5)
  assert.equal(checkLedger(records.toSpliced(2, 1)).isUnbroken, false)
  assert.equal(checkLedger(records.slice(0, -1)).reachesStart, false)
})

test('a line whose words were changed is named', () => {
  const records = makeChain(3)
  const changes: Partial<ExchangeRecordView>[] = [
    { inquirer: 'aoba-shi' },
    { provider: 'aoba-shi' },
    { affair: 'nursery-care' },
    { type: 'local-tax' },
    { outcome: 'no-data' },
    { askedAt: '2026-11-21T06:00:00.000Z' },
    { basis: '75' },
  ]
  for (const change of changes) {
    const bent = records.map((record, i) => (i === 1 ? { ...record, ...change } : record))
    const { fits, isUnbroken } = checkLedger(bent)
    assert.deepEqual([...fits.values()], [true, false, true], JSON.stringify(change))
    assert.equal(isUnbroken, false)
  }
})

test('a record of somebody else under our exchange id does not fit', () => {
  const [a, b] = makeChain(2)
  assert.ok(a && b)
  const { fits } = checkLedger([{ ...a, ledger: b.ledger }])
  assert.equal(fits.get(a.exchange), false)
})

test('lines of before the rules had numbers and lines that name one stand in one chain', () => {
  const records = makeChain(4, 2)
  assert.deepEqual(
    records.map(({ ledger }) => ledger.asked.record.facts),
    [3, 3, undefined, undefined],
  )
  const { fits, isUnbroken, reachesStart } = checkLedger(records)
  assert.deepEqual([...fits.values()], [true, true, true, true])
  assert.deepEqual({ isUnbroken, reachesStart }, { isUnbroken: true, reachesStart: true })
})

test('a line that names another version, or one where there was none, or none where there was one, is found', () => {
  const records = makeChain(2, 1)
  const bend = (facts: number | undefined) =>
    records.map((record) => {
      const { asked, closed } = record.ledger
      const { facts: _, ...rest } = asked.record
      const bent = { ...rest, ...(facts === undefined ? {} : { facts }) }
      return { ...record, ledger: { asked: { ...asked, record: bent }, closed } }
    })
  for (const [facts, fits] of [
    [3, [true, false]],
    [4, [false, false]],
    [undefined, [false, true]],
  ] as const)
    assert.deepEqual([...checkLedger(bend(facts)).fits.values()], fits, `${facts}`)
})
