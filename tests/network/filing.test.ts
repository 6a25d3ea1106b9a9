import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { receiptNumberOf } from '@madoguchi/filing'
import type { Bytes } from '@madoguchi/kit'
import { AppError, base64url, makeId, minuteMs, systemClock } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { digestCaseEvent, sealCaseEvent } from '@madoguchi/messages'
import { openCitizen } from './citizen.ts'
import { enterByPage, readRows, sendDog, takeFiling } from './filing.ts'
import { openHostileParty } from './hostile-party.ts'
import { openNation } from './open-nation.ts'

let nation: Awaited<ReturnType<typeof openNation>>
/** Every batch that came to a party since the beginning. */
const carried: { readonly to: (batch: Bytes) => Promise<Bytes>; readonly batch: Bytes }[] = []
/** Who is not reached at the moment. */
const away = new Set<string>()

before(async () => {
  nation = await openNation({ residents: 16 })
  const { core, portal, network } = nation
  for (const [id, { delivery }] of Object.entries({
    'mihon-core': core,
    'mihon-portal': portal,
    'mihon-shi': nation.agencyOf('mihon-shi'),
  }))
    network.connect(
      id,
      (batch) => {
        if (away.has(id)) throw new AppError('DELIVERY_UNREACHABLE', 'The party is away.')
        carried.push({ to: delivery.receive, batch })
        return delivery.receive(batch)
      },
      id === 'mihon-portal' ? portal.parts : undefined,
    )
})
after(() => nation[Symbol.asyncDispose]())

const linesOf = (filing: string) =>
  readRows(nation, 'core', {
    text: 'select kind, number from ledger_entries where exchange_id = $1 order by entry_id',
    values: [filing],
  })
const casesOf = (filing: string) =>
  readRows(nation, 'mihon-shi', {
    text: 'select state, filing_digest, reader_key from filings where filing_id = $1',
    values: [filing],
  })
const eventsOf = (filing: string) =>
  readRows(nation, 'mihon-shi', {
    text: 'select number, digest from case_events where filing_id = $1 order by number',
    values: [filing],
  })

async function readHistory(card: string) {
  const citizen = await openCitizen(nation, card)
  return citizen.read('History', '/api/v1/history?fresh=1')
}

/** An event as the city seals it, behind whatever its own program wrote. */
async function composeEvents(filing: string, texts: readonly string[]) {
  const [row] = await casesOf(filing)
  const last = (await eventsOf(filing)).at(-1)
  assert(row !== undefined && last !== undefined)
  const filingDigest = base64url.encode(row.filing_digest as Bytes)
  let previous = base64url.encode(last.digest as Bytes)
  let number = Number(last.number) + 1
  const composed = []
  for (const text of texts) {
    const event = {
      ...{ format: 'madoguchi-case-event/1', filing, number, at: systemClock.now().toISOString() },
      ...{ by: 'みほん市 生活環境課', what: 'note-to-citizen', text },
    }
    const place = { filing, filingDigest, number }
    const payload = await sealCaseEvent({ readerKey: String(row.reader_key), place, event })
    const body = { filing, number, previous }
    composed.push({ name: 'case-event' as const, body, payload })
    previous = digestCaseEvent(body, payload)
    number += 1
  }
  return composed
}

test('what Taro files is a line of the ledger, one case at the city, and two lines of a whole history', async () => {
  const browser = await enterByPage(nation, 'taro')
  const filing = await sendDog(nation, browser, 'taro')
  await takeFiling(nation, filing)
  assert.deepEqual(await linesOf(filing), [
    { kind: 'filed', number: 0 },
    { kind: 'case-event', number: 0 },
  ])
  assert.equal((await casesOf(filing)).length, 1)
  const page = (await browser.get(`/filings/${filing}`)).text
  assert.ok(page.includes(receiptNumberOf(filing)))
  const history = await readHistory('taro')
  assert.deepEqual(history.filings.map(({ kind, fitsLedger, sentence }) => [kind, fitsLedger, sentence]).sort(), [
    ['case-event', true, 'みほん市から申請について知らせがありました'],
    ['filed', true, 'みほん市に申請を送りました'],
  ])
  assert.ok(history.records.every(({ fitsLedger }) => fitsLedger))
  assert.deepEqual(history.check, { isUnbroken: true, reachesStart: true })
  assert.deepEqual((await readHistory('hanako')).filings, [], 'it is nobody else’s')
})

test('the city is away while Hanako sends: it is filed and she is told so, and becomes one case when the city is back', async () => {
  const browser = await enterByPage(nation, 'hanako')
  away.add('mihon-shi')
  const filing = await sendDog(nation, browser, 'hanako')
  await nation.settle()
  assert.deepEqual(await linesOf(filing), [{ kind: 'filed', number: 0 }])
  assert.deepEqual(await casesOf(filing), [])
  assert.deepEqual(
    (await readHistory('hanako')).filings.map(({ kind }) => kind),
    ['filed'],
  )
  away.delete('mihon-shi')
  await waitUntil(
    async () => {
      await nation.core.delivery.sweep()
      await nation.settle()
      return (await casesOf(filing)).length === 1
    },
    { what: 'the filing at the city', withinMs: 120_000 },
  )
  await takeFiling(nation, filing)
  assert.equal((await eventsOf(filing)).length, 1)
  assert.deepEqual((await readHistory('hanako')).check, { isUnbroken: true, reachesStart: true })
})

test('all that was carried, carried once more and backwards, changes nothing', async () => {
  const count = async () => [
    await readRows(nation, 'core', { text: 'select count(*) from ledger_entries' }),
    await readRows(nation, 'core', { text: 'select filing_id, events, last_event from filings order by 1' }),
    await readRows(nation, 'mihon-shi', { text: 'select filing_id, state from filings order by 1' }),
    await readRows(nation, 'mihon-shi', { text: 'select filing_id, number, digest from case_events order by 1, 2' }),
    await readRows(nation, 'portal', { text: 'select filing, number from filing_events order by 1, 2' }),
  ]
  const before = await count()
  assert.ok(carried.length > 0)
  for (const { to, batch } of carried.toReversed()) await to(batch)
  await nation.settle()
  assert.deepEqual(await count(), before)
})

test('events that overtake each other come to the citizen in their order, each once, and their chain is whole', async () => {
  const browser = await enterByPage(nation, 'ken')
  const filing = await sendDog(nation, browser, 'ken')
  await takeFiling(nation, filing)
  const [first, second] = await composeEvents(filing, ['書類がとどきました。', '担当が決まりました。'])
  assert(first && second)
  const { delivery } = nation.agencyOf('mihon-shi')
  const notAfter = systemClock.now().getTime() + 60 * minuteMs
  const post = (event: typeof first) =>
    delivery.transact(async (work) => work.post({ ...event, to: 'mihon-core', notAfter }))
  await post(second)
  await nation.settle()
  assert.equal((await linesOf(filing)).length, 2, 'the one before is not there')
  await post(first)
  await waitUntil(
    async () => {
      await delivery.sweep()
      await nation.settle()
      return (await linesOf(filing)).length === 4
    },
    { what: 'both events', withinMs: 300_000 },
  )
  assert.deepEqual(
    (await linesOf(filing)).map(({ kind, number }) => [kind, number]),
    [
      ['filed', 0],
      ['case-event', 0],
      ['case-event', 1],
      ['case-event', 2],
    ],
  )
  const page = (await browser.get(`/filings/${filing}`)).text
  for (const text of ['書類がとどきました。', '担当が決まりました。']) assert.ok(page.includes(text), text)
  const history = await readHistory('ken')
  assert.equal(history.filings.length, 4)
  assert.deepEqual(history.check, { isUnbroken: true, reachesStart: true })
})

test('whoever has another party’s good key adds no event, replaces none, fetches no part and files for nobody', async () => {
  const [{ filing = '' } = {}] = await readRows(nation, 'portal', { text: 'select filing from filings limit 1' })
  const [next] = await composeEvents(String(filing), ['にせの知らせ'])
  assert(next !== undefined)
  const before = await linesOf(String(filing))
  const insurer = await openHostileParty(nation, 'mihon-kenpo')
  const city = await openHostileParty(nation, 'mihon-shi')
  const portal = await openHostileParty(nation, 'portal')
  assert.equal(await insurer.say('core', next), 'FILING_UNKNOWN')
  const zero = { ...next, body: { ...next.body, number: 0 } }
  assert.equal(await city.say('core', zero), 'CASE_EVENT_MISMATCH', 'what was told stays as it was told')
  assert.equal(await city.say('core', { ...next, payload: new Uint8Array(5000) }), 'CASE_EVENT_MISMATCH')
  assert.equal(await insurer.say('portal', next), 'MESSAGE_UNKNOWN')
  const told = { filing, number: 1, toldAt: systemClock.now().toISOString() }
  assert.equal(
    await insurer.say('portal', { name: 'case-told', body: told }),
    'MESSAGE_SENDER_NOT_ALLOWED',
    'only the core tells',
  )
  const [{ digest } = {}] = await readRows(nation, 'mihon-shi', {
    text: 'select digest from filing_parts where filing_id = $1 limit 1',
    values: [filing],
  })
  const part = { from: 'mihon-portal', filing: String(filing), digest: base64url.encode(digest as Bytes), offset: 0 }
  await assert.rejects(nation.network.fetchPartAs('mihon-kenpo')(part))
  await assert.rejects(nation.network.fetchPartAs('mihon-shi')({ ...part, filing: makeId('fil') }))
  const filed = { filing, filerCode: await city.linkCodeOf('mihon-shi'), portal: 'mihon-portal' }
  const body = { ...filed, filedAt: systemClock.now().toISOString(), filingDigest: part.digest }
  assert.equal(await portal.say('mihon-shi', { name: 'filed', body }), 'MESSAGE_SENDER_NOT_ALLOWED')
  const file = {
    ...{ filing: makeId('fil'), linkCode: filed.filerCode, mandate: makeId('man'), filingDigest: part.digest },
    sentAt: systemClock.now().toISOString(),
  }
  assert.notEqual(await portal.say('core', { name: 'file', body: file }), undefined)
  assert.deepEqual(await linesOf(String(filing)), before)
})
