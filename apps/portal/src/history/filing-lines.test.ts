import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Clock } from '@madoguchi/kit'
import { base64url, hex, makeTestClock, sha256, utf8 } from '@madoguchi/kit'
import type { LinkedRecord } from '@madoguchi/ledger'
import { chainStart, makeEntry } from '@madoguchi/ledger'
import { enter } from '../testing/test-api-client.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { makeRecordView } from '../testing/test-peers.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import { checkLedger } from './check-ledger.ts'
import type { FilingRecordView, RecordView } from './record-view.ts'
import { recordsPage } from './record-view.ts'

const cards = makeDemoCards()
let world: TestPortal
before(async () => {
  world = await openTestPortal({ cards })
})
after(() => world[Symbol.asyncDispose]())

const filing = 'fil_AAAAAAAAAAAAAAAAAAAAAA'
const correction = 'fil_BBBBBBBBBBBBBBBBBBBBBB'

/** An exchange, a filing, two events of its case and a correction: oldest first in one chain, newest first as the core tells them. */
function makeLines(clock: Clock): { exchange: ReturnType<typeof makeRecordView>; lines: FilingRecordView[] } {
  const exchange = makeRecordView(clock, 0)
  const at = clock.now().toISOString()
  let previous = hashOf(exchange.ledger.closed.record, base64url.decode(exchange.ledger.closed.salt))
  const lines: FilingRecordView[] = []
  const add = (line: string, record: LinkedRecord & { kind: 'filed' | 'case-event' }) => {
    const salt = sha256(utf8.encode(line))
    previous = hashOf(record, salt)
    const ledger = { record, salt: base64url.encode(salt) } as FilingRecordView['ledger']
    lines.unshift({ line, kind: record.kind, filing: record.filing, agency: 'mihon-shi', at, ledger })
    return previous
  }
  const link = () => ({ name: 'open' as const, index: lines.length + 1, previous })
  const facts = { at, portal: 'mihon-portal', agency: 'mihon-shi', filingDigest: 'b'.repeat(64) }
  const filed = add(filing, { kind: 'filed', filing, ...facts, chain: link() })
  for (const number of [0, 1]) {
    const told = { kind: 'case-event', filing, number, at, eventDigest: 'c'.repeat(64), filed } as const
    add(`${filing}.000${number}`, { ...told, chain: link() })
  }
  add(correction, { kind: 'filed', filing: correction, ...facts, about: filing, chain: link() })
  return { exchange, lines }
}

function hashOf(record: LinkedRecord, salt: Uint8Array): string {
  return hex.encode(makeEntry(record, salt).leafHash)
}

function parse(lines: readonly unknown[]): RecordView[] {
  return recordsPage.parse({ records: lines, more: false }).records
}

test('lines of filings and of exchanges stand in one chain, and a line that is left out or bent is found', () => {
  const { exchange, lines } = makeLines(makeTestClock('2026-11-22T06:00:00.000Z'))
  const records = parse([...lines, exchange])
  const { fits, isUnbroken, reachesStart } = checkLedger(records)
  assert.deepEqual([[...fits.values()], isUnbroken, reachesStart], [[true, true, true, true, true], true, true])
  for (const left of [1, 2, 3]) assert.equal(checkLedger(records.toSpliced(left, 1)).isUnbroken, false)
  const [told] = lines.filter(({ kind }) => kind === 'case-event')
  assert(told !== undefined)
  const bent: Partial<FilingRecordView>[] = [
    { agency: 'aoba-shi', line: filing },
    { filing: correction },
    { at: '2026-11-21T06:00:00.000Z' },
    { line: `${filing}.0007` },
    { kind: 'filed' },
    { ledger: { ...told.ledger, salt: base64url.encode(new Uint8Array(32)) } },
  ]
  for (const change of bent) {
    const changed = parse([...lines.map((one) => (one === told ? { ...one, ...change } : one)), exchange])
    assert.equal(checkLedger(changed).isUnbroken, false, JSON.stringify(change))
  }
  const other = { ...told.ledger.record, filed: chainStart }
  const foreign = parse([{ ...told, ledger: { ...told.ledger, record: other } }, ...lines.slice(-1)])
  assert.equal(checkLedger(foreign).fits.get(told.line), false, 'an event of another filing than the one that is shown')
})

test('the history says in a sentence what was filed and that word came, never as an exchange, and checks all of it', async () => {
  const { exchange, lines } = makeLines(world.clock)
  world.peers.history = [exchange]
  world.peers.filingLines = lines
  cards.insert(await world.makePerson('申請した人'))
  const browser = makeBrowser(world)
  await browser.get('/login')
  await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await browser.post('/registration', { consent: 'yes' })
  const { text } = await browser.get('/history')
  for (const sentence of [
    'みほん市に申請を送りました',
    'みほん市から申請について知らせがありました',
    '追加や訂正を送りました',
  ])
    assert.ok(text.includes(sentence), sentence)
  assert.match(text, /5件の記録は、すべてつじつまが合っています/)
  assert.match(text, /最初の記録まで届いています/)
  const event = await browser.get(`/history/${filing}.0001`)
  assert.match(event.text, /2番め/)
  assert.doesNotMatch(event.text, /照会した機関|照会を受けた機関/, 'nobody asked anybody')
  assert.match(event.text, /台帳の指紋と合っています/)
  const csv = (await browser.get('/history/records.csv')).text.trim().split('\r\n')
  assert.equal(csv.length, 6)
  assert.match(csv.find((line) => line.includes(correction)) ?? '', /みほん市に送った申請に、追加や訂正を送りました/)
  const file = JSON.parse((await browser.get('/history/records.json')).text) as { records: object[]; filings: object[] }
  assert.deepEqual([file.records.length, file.filings.length], [1, 4])
})

test('a program reads both, each with its sentence and whether it fits', async () => {
  const { exchange, lines } = makeLines(world.clock)
  world.peers.history = [exchange]
  world.peers.filingLines = lines
  const client = await enter(world, await world.makePerson('申請を読むプログラム'))
  const { body } = await client.call('GET', '/history')
  const filings = body.filings as { line: string; sentence: string; fitsLedger: boolean }[]
  assert.deepEqual(
    filings.map(({ line, fitsLedger }) => [line, fitsLedger]),
    lines.map(({ line }) => [line, true]),
  )
  assert.equal((body.records as object[]).length, 1)
  assert.deepEqual(body.check, { isUnbroken: true, reachesStart: true })
})
