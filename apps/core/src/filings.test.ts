import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { base64url, dayMs, hex, hourMs, makeId, minuteMs, sha256, systemRandom, utf8 } from '@madoguchi/kit'
import { hashLeaf, makeEntry, readRecord } from '@madoguchi/ledger'
import type { Draft, MessageBody } from '@madoguchi/messages'
import {
  composeFiling,
  deriveReaderKey,
  digestCaseEvent,
  makeVerifier,
  noCaseEvent,
  openCaseEvent,
  sealCaseEvent,
} from '@madoguchi/messages'
import type { PeerName, TestCore } from './open-test-core.fixture.ts'
import { openTestCore, subjectOf } from './open-test-core.fixture.ts'

type Granted = { readonly linkCode: string; readonly mandate: string }
type Changes = {
  readonly agency?: string
  readonly about?: string
  readonly filing?: string
  readonly sentAt?: string
  readonly forge?: (file: Draft<'file'>) => Draft<'file'>
}

describe('what a citizen files', () => {
  let server: EmbeddedServer
  let net: TestCore
  let taro: Granted
  const secret = systemRandom.bytes(32)

  before(async () => {
    server = await openTestServer()
    net = await openTestCore(server)
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })
  beforeEach(async () => {
    taro = await net.grantMandate(subjectOf('taro'))
    for (const peer of Object.values(net.peers)) peer.events.length = 0
  })

  const now = () => net.test.clock.now()
  const notAfter = () => now().getTime() + 30 * dayMs
  const last = (from: PeerName) => net.peers[from].events.at(-1)?.split(' ').at(-1)

  async function compose({ linkCode, mandate }: Granted, changes: Changes = {}): Promise<Draft<'file'>> {
    const filing = changes.filing ?? makeId('fil')
    const { publicKey: readerKey } = await deriveReaderKey(secret, filing)
    const { publicKey: deskKey } = await deriveReaderKey(secret, 'desk')
    const { file } = composeFiling({
      ...{ from: 'portal', core: 'core', agency: changes.agency ?? 'aoba-shi', notAfter: notAfter() },
      filing: {
        ...{
          filing,
          deskKey,
          readerKey,
          parts: [{ digest: base64url.encode(sha256(utf8.encode(filing))), sizeBytes: 99 }],
        },
        ...(changes.about === undefined ? {} : { about: changes.about }),
      },
      sender: { linkCode, mandate, sentAt: changes.sentAt ?? now().toISOString() },
    })
    return (changes.forge ?? ((same) => same))(file)
  }

  async function send(who: Granted, changes: Changes = {}): Promise<string> {
    const file = await compose(who, changes)
    await net.post('portal', file)
    return file.body.filing
  }

  const notedOf = (filing: string) =>
    net.peers.portal
      .take('filing-noted')
      .filter(({ body }) => body.filing === filing)
      .map(({ body }) => body)
  const filedOf = (filing: string) =>
    net.peers['aoba-shi']
      .take('filed')
      .filter(({ body }) => body.filing === filing)
      .map(({ body }) => body)
  const toldOf = (filing: string) =>
    net.peers.portal
      .take('case-told')
      .filter(({ body }) => body.filing === filing)
      .map(({ body }) => body.number)

  async function makeEvent(
    filing: string,
    number: number,
    previous: string,
    what = 'taken',
  ): Promise<Draft<'case-event'>> {
    const filed = filedOf(filing)[0] ?? assert.fail('it was never filed')
    const { publicKey: readerKey } = await deriveReaderKey(secret, filing)
    const place = { filing, filingDigest: filed.filingDigest, number }
    const payload = await sealCaseEvent({ readerKey, place, event: { what } })
    return { name: 'case-event', to: 'core', body: { filing, number, previous }, payload, notAfter: notAfter() }
  }
  async function makeEvents(filing: string, count: number): Promise<Draft<'case-event'>[]> {
    const events: Draft<'case-event'>[] = []
    for (let number = 0; number < count; number++) {
      const before = events.at(-1)
      const previous =
        before === undefined ? noCaseEvent : digestCaseEvent(before.body, before.payload ?? new Uint8Array())
      events.push(await makeEvent(filing, number, previous))
    }
    return events
  }
  async function post(from: PeerName, drafts: readonly Draft[]): Promise<void> {
    await net.peers[from].delivery.transact(async (work) => {
      for (const draft of drafts) work.post(draft)
    })
    await net.test.settle()
  }

  const rowsOf = (filing: string) =>
    net.db.kysely
      .selectFrom('ledger_entries')
      .selectAll()
      .where('exchange_id', '=', filing)
      .orderBy('entry_id')
      .execute()

  it('stands in the ledger, reaches the agency once with the code that it knows the citizen by, and the portal is told', async () => {
    const filing = await send(taro)
    const [filed, ...more] = filedOf(filing)
    assert(filed !== undefined && more.length === 0)
    // What an agency gets that acquires the code as ever.
    assert.equal(filed.filerCode, await net.assignCode('aoba-shi', subjectOf('taro')))
    assert.deepEqual(notedOf(filing), [{ filing, outcome: 'filed', filedAt: filed.filedAt }])
    const [row, ...others] = await rowsOf(filing)
    assert(row !== undefined && others.length === 0)
    const record = readRecord(row.record, 'filed')
    assert.equal(hex.encode(makeEntry(record, row.salt).leafHash), hex.encode(row.leaf_hash))
    assert.equal(record.filingDigest, hex.encode(base64url.decode(filed.filingDigest)))
    assert.deepEqual([record.agency, record.portal, record.at], ['aoba-shi', 'portal', filed.filedAt])
  })

  it('is filed once, whoever sends it again and in whatever words', async () => {
    const file = await compose(taro)
    await post('portal', [file, file])
    await post('portal', [file])
    await post('portal', [await compose(taro, { filing: file.body.filing })])
    assert.equal(filedOf(file.body.filing).length, 1)
    assert.equal(notedOf(file.body.filing).length, 1)
    assert.equal((await rowsOf(file.body.filing)).length, 1)
    assert.deepEqual(
      new Set(net.peers.portal.events.map((event) => event.split(' ').at(-1))),
      new Set(['FILING_REPEATED']),
    )
  })

  it('counts by the moment it was sent: a citizen may log out before it comes, and nobody files later than clocks are apart', async () => {
    const sentAt = now().toISOString()
    const inTime = await compose(taro)
    net.test.clock.advance(minuteMs)
    await net.post('portal', { name: 'end-mandate', to: 'core', body: { mandate: taro.mandate }, notAfter: notAfter() })
    await net.post('portal', inTime)
    assert.equal(notedOf(inTime.body.filing)[0]?.outcome, 'filed')
    net.test.clock.advance(11 * minuteMs)
    for (const at of [now().toISOString(), new Date(Date.parse(sentAt) - hourMs).toISOString()]) {
      const filing = await send(taro, { sentAt: at })
      assert.deepEqual([notedOf(filing)[0]?.outcome, notedOf(filing)[0]?.reason], ['refused', 'MANDATE_ENDED'])
      assert.deepEqual(await rowsOf(filing), [])
    }
  })

  it('is filed though the portal’s clock is nine minutes ahead or behind, right after the log-in and right before its end', async () => {
    for (const apartMs of [9 * minuteMs, -9 * minuteMs]) {
      const filing = await send(taro, { sentAt: new Date(now().getTime() + apartMs).toISOString() })
      assert.equal(notedOf(filing)[0]?.outcome, 'filed')
    }
    const ahead = await compose(taro, { sentAt: new Date(now().getTime() + 9 * minuteMs).toISOString() })
    await net.post('portal', { name: 'end-mandate', to: 'core', body: { mandate: taro.mandate }, notAfter: notAfter() })
    await net.post('portal', ahead)
    assert.equal(notedOf(ahead.body.filing)[0]?.outcome, 'filed')
  })

  it('is not filed under another’s mandate, or by another’s code, or at a moment that has not come', async () => {
    const hanako = await net.grantMandate(subjectOf('hanako'))
    const crossed = await send({ linkCode: hanako.linkCode, mandate: taro.mandate })
    assert.equal(notedOf(crossed)[0]?.reason, 'MANDATE_ENDED')
    const foreign = await net.assignCode('aoba-shi', subjectOf('taro'))
    await send({ linkCode: foreign, mandate: taro.mandate })
    assert.equal(last('portal'), 'LINK_CODE_INVALID')
    for (const aheadMs of [11 * minuteMs, -32 * dayMs]) {
      await send(taro, { sentAt: new Date(now().getTime() + aheadMs).toISOString() })
      assert.equal(last('portal'), 'FILING_MISMATCH')
    }
  })

  it('goes to nobody who takes no filings, and no case is joined but one’s own there', async () => {
    for (const agency of ['mihon-shi', 'mihon-kenpo', 'registry', 'nobody']) {
      const filing = await send(taro, { agency })
      assert.equal(notedOf(filing)[0]?.reason, 'NO_FILINGS_THERE')
    }
    assert.deepEqual(net.peers['mihon-shi'].take('filed'), [])
    const first = await send(taro)
    const second = await send(taro, { about: first })
    assert.equal(notedOf(second)[0]?.outcome, 'filed')
    assert.equal(readRecord((await rowsOf(second))[0]?.record ?? '', 'filed').about, first)
    const hanako = await net.grantMandate(subjectOf('hanako'))
    for (const filing of [await send(hanako, { about: first }), await send(taro, { about: makeId('fil') })])
      assert.equal(notedOf(filing)[0]?.reason, 'CASE_UNKNOWN')
  })

  it('is refused where the filing inside is another’s, or another than the one that was signed for', async () => {
    const [one, two] = [await compose(taro), await compose(taro)]
    await net.post('portal', { ...one, enclosures: two.enclosures ?? [] })
    assert.deepEqual([filedOf(one.body.filing), filedOf(two.body.filing)], [[], []])
    await net.post('portal', {
      ...one,
      body: { ...two.body, filing: one.body.filing },
      enclosures: two.enclosures ?? [],
    })
    assert.equal(last('portal'), 'FILING_MISMATCH')
    await net.post('portal', { ...two, notAfter: two.notAfter - hourMs })
    assert.equal(last('portal'), 'FILING_MISMATCH')
  })

  it('has events that come back in their order, whatever order they came in, each once', async () => {
    const filing = await send(taro)
    const [first, second, third] = await makeEvents(filing, 3)
    assert(first && second && third)
    await post('aoba-shi', [third])
    assert.deepEqual(toldOf(filing), [])
    await post('aoba-shi', [second, first])
    assert.deepEqual(toldOf(filing).sort(), [0, 1])
    await post('aoba-shi', [first, second])
    net.test.clock.advance(minuteMs)
    await net.peers['aoba-shi'].delivery.sweep()
    await net.test.settle()
    assert.deepEqual(toldOf(filing).sort(), [0, 1, 2])
    assert.deepEqual(net.peers['aoba-shi'].events, [])
    const [filed, ...events] = await rowsOf(filing)
    const records = events.map(({ record }) => readRecord(record, 'case-event'))
    assert.deepEqual(
      records.map(({ number }) => number),
      [0, 1, 2],
    )
    assert.deepEqual(
      new Set(records.map((record) => record.filed)),
      new Set([hex.encode(filed?.leaf_hash ?? assert.fail())]),
    )
    const row = await net.db.kysely
      .selectFrom('filings')
      .selectAll()
      .where('filing_id', '=', filing)
      .executeTakeFirstOrThrow()
    assert.equal(base64url.encode(row.last_event), digestCaseEvent(third.body, third.payload ?? assert.fail()))
    assert.equal(row.events, 3)
  })

  it('has an event that only the citizen opens, at its own place and nowhere else', async () => {
    const filing = await send(taro)
    await post('aoba-shi', await makeEvents(filing, 1))
    const [told] = net.peers.portal.take('case-told').filter(({ body }) => body.filing === filing)
    assert(told !== undefined)
    const inner = makeVerifier(net.test.directory).verify(told.enclosures[0] ?? assert.fail(), now())
    assert(inner.ok && inner.value.name === 'case-event' && inner.value.from === 'aoba-shi')
    const key = await deriveReaderKey(secret, filing)
    const place = { filing, filingDigest: filedOf(filing)[0]?.filingDigest ?? assert.fail(), number: 0 }
    assert.deepEqual(await openCaseEvent({ sealed: inner.value.payload, key, place }), {
      ok: true,
      value: { what: 'taken' },
    })
    assert(!(await openCaseEvent({ sealed: inner.value.payload, key, place: { ...place, number: 1 } })).ok)
  })

  it('takes no event of another agency, of another size, beside one that stands, or behind one that it does not follow', async () => {
    const filing = await send(taro)
    const [first, second] = await makeEvents(filing, 2)
    assert(first && second)
    const refused = async (from: PeerName, draft: Draft<'case-event'>) => {
      net.peers[from].events.length = 0
      await post(from, [draft])
      return last(from)
    }
    const other: MessageBody<'case-event'> = { ...first.body, previous: base64url.encode(sha256(utf8.encode('other'))) }
    assert.equal(await refused('mihon-shi', first), 'FILING_UNKNOWN')
    assert.equal(
      await refused('aoba-shi', { ...first, body: { ...first.body, filing: makeId('fil') } }),
      'FILING_UNKNOWN',
    )
    assert.equal(await refused('aoba-shi', { ...first, payload: new Uint8Array(100) }), 'CASE_EVENT_MISMATCH')
    assert.equal(await refused('aoba-shi', { ...first, body: other }), 'CASE_EVENT_MISMATCH')
    await post('aoba-shi', [first])
    assert.equal(await refused('aoba-shi', await makeEvent(filing, 0, noCaseEvent, 'decided')), 'CASE_EVENT_MISMATCH')
    assert.equal(
      await refused('aoba-shi', { ...second, body: { ...second.body, previous: noCaseEvent } }),
      'CASE_EVENT_MISMATCH',
    )
    assert.deepEqual(toldOf(filing), [0])
  })

  it('joins the citizen’s open chain with everything else, link by link', async () => {
    const { rows } = await net.db.transact(async (tx) => {
      const chain = await tx
        .selectFrom('chains')
        .selectAll()
        .where('name', '=', 'open')
        .orderBy('length', 'desc')
        .execute()
      const entries = await tx.selectFrom('ledger_entries').selectAll().orderBy('entry_id').execute()
      return { rows: { chain: chain[0] ?? assert.fail(), entries } }
    })
    const hashes = new Map(
      rows.entries.map(({ record, leaf, leaf_hash }) => {
        assert.equal(hex.encode(hashLeaf(leaf)), hex.encode(leaf_hash))
        return [
          hex.encode(leaf_hash),
          (JSON.parse(record) as { chain?: unknown }).chain as { index: number; previous: string } | undefined,
        ]
      }),
    )
    let head = hex.encode(rows.chain.head)
    for (let index = rows.chain.length - 1; index >= 0; index--) {
      const link = hashes.get(head) ?? assert.fail(`no entry for link ${index}`)
      assert.equal(link.index, index)
      head = link.previous
    }
    assert.match(head, /^0{64}$/)
    assert.ok(rows.chain.length > 8)
  })
})
