import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { base64url, hex, hourMs, makeId, minuteMs, secondMs, systemRandom, utf8 } from '@madoguchi/kit'
import type { LedgerRecord } from '@madoguchi/ledger'
import { makeEntry } from '@madoguchi/ledger'
import type { MessageBody } from '@madoguchi/messages'
import { composeInquiries, deriveReaderKey, messageLimits, openSeal } from '@madoguchi/messages'
import { sql } from 'kysely'
import { appendAsked, appendLinks } from './ledger.ts'
import type { TestCore } from './open-test-core.fixture.ts'
import { openTestCore, subjectOf } from './open-test-core.fixture.ts'

type Opening = { record: LedgerRecord; salt: string }
type Page = {
  records: { exchange: string; outcome: string; askedAt: string; ledger: { asked: Opening; closed: Opening } }[]
  more: boolean
}
type Granted = { linkCode: string; mandate: string }

describe('a citizen’s exchange records (情報提供等記録開示)', () => {
  let server: EmbeddedServer
  let net: TestCore
  let taro: Granted
  const codeOf = new Map<string, string>()

  before(async () => {
    server = await openTestServer()
    net = await openTestCore(server)
    for (const city of ['mihon-shi', 'aoba-shi'] as const)
      for (const name of ['taro', 'hanako']) codeOf.set(`${city} ${name}`, await net.assignCode(city, subjectOf(name)))
    taro = await net.grantMandate(subjectOf('taro'))
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  async function list(who: Granted, changes: Partial<MessageBody<'list-records'>> = {}): Promise<Page | string> {
    const request = makeId('rec')
    const secret = new Uint8Array(32).fill(7)
    const reader = await deriveReaderKey(secret, request)
    const { linkCode, mandate } = who
    const body = { request, linkCode, mandate, readerKey: reader.publicKey, limit: 200, ...changes }
    net.peers.portal.events.length = 0
    const notAfter = net.test.clock.now().getTime() + minuteMs
    await net.post('portal', { name: 'list-records', to: 'core', body, notAfter })
    const message = net.peers.portal.take('records').find((one) => one.body.request === request)
    if (message === undefined) return net.peers.portal.events.at(-1)?.split(' ').at(-1) ?? 'nothing came'
    const context = { exchange: request, askDigest: new Uint8Array(0) }
    const opened = await openSeal({ readerKey: reader, sealed: message.payload, context })
    assert(opened.ok)
    return JSON.parse(utf8.decode(opened.value)) as Page
  }

  async function listPage(who: Granted, changes: Partial<MessageBody<'list-records'>> = {}): Promise<Page> {
    const page = await list(who, changes)
    return typeof page === 'string' ? assert.fail(page) : page
  }

  const ask = (name: string) => net.ask('mihon-shi', { linkCode: codeOf.get(`mihon-shi ${name}`) ?? '' })

  it('show what is closed and disclosed, newest first, and nothing of anybody else', async () => {
    const first = await ask('taro')
    await net.answer('aoba-shi', first)
    net.test.clock.advance(secondMs)
    const second = await ask('taro')
    await net.answer('aoba-shi', second, {}, utf8.encode('sealed'))
    const hidden = await ask('taro')
    await net.answer('aoba-shi', hidden, { hideRecord: true })
    const others = await ask('hanako')
    await net.answer('aoba-shi', others)
    await ask('taro')
    const page = await listPage(taro)
    assert.deepEqual(
      page.records.map(({ exchange }) => exchange),
      [second.exchange, first.exchange],
    )
    assert.deepEqual(
      page.records.map(({ outcome }) => outcome),
      ['answered', 'no-data'],
    )
    assert.equal(page.more, false)
    assert.doesNotMatch(JSON.stringify(page), new RegExp(`${hidden.exchange}|${others.exchange}|sealed`))
  })

  it('carry record and salt of both ledger rows, which make the leaves again', async () => {
    for (const { exchange, ledger } of (await listPage(taro)).records) {
      const rows = await net.db.kysely
        .selectFrom('ledger_entries')
        .select(['kind', 'leaf_hash'])
        .where('exchange_id', '=', exchange)
        .execute()
      for (const { kind, leaf_hash } of rows) {
        const { record, salt } = ledger[kind as 'asked' | 'closed']
        assert.equal(hex.encode(makeEntry(record, base64url.decode(salt)).leafHash), hex.encode(leaf_hash))
      }
    }
  })

  it('are refused without a live mandate of that very person', async () => {
    const hanako = await net.grantMandate(subjectOf('hanako'))
    assert.equal(await list({ linkCode: taro.linkCode, mandate: hanako.mandate }), 'MANDATE_NOT_LIVE')
    assert.equal(await list({ linkCode: hanako.linkCode, mandate: taro.mandate }), 'MANDATE_NOT_LIVE')
    assert.equal(await list({ linkCode: taro.linkCode, mandate: makeId('man') }), 'MANDATE_NOT_LIVE')
    const agencyCode = codeOf.get('mihon-shi taro') ?? ''
    assert.equal(await list({ linkCode: agencyCode, mandate: taro.mandate }), 'MANDATE_NOT_LIVE')
    net.test.clock.advance(12 * hourMs)
    assert.equal(await list(taro), 'MANDATE_NOT_LIVE')
    taro = await net.grantMandate(subjectOf('taro'))
  })

  it('are found within their time, and a day that is in no calendar harms nobody', async () => {
    const { records } = await listPage(taro)
    const newest = records[0]?.askedAt ?? assert.fail()
    assert.equal((await listPage(taro, { from: newest })).records.length, 1)
    assert.equal((await listPage(taro, { before: newest })).records.length, records.length - 1)
    assert.equal((await listPage(taro, { from: '2026-02-31T00:00:00.000Z' })).records.length, records.length)
  })

  /** Closed exchanges straight into the core's tables: as long as ids can be, some asked at the same moment. */
  async function fill(count: number, together: number): Promise<void> {
    const long = 'x'.repeat(46)
    const { person_id } = await net.db.kysely
      .selectFrom('people')
      .select('person_id')
      .where('subject', '=', subjectOf('hanako'))
      .executeTakeFirstOrThrow()
    for (let i = 0; i < count; i += together) {
      const askedAt = new Date(net.test.clock.now().getTime() + i)
      const at = askedAt.toISOString()
      const asked = Array.from({ length: together }, () => ({
        ...({ kind: 'asked', exchange: makeId('exc'), at, inquirer: `a${long}`, provider: `b${long}` } as const),
        ...{ affair: `c${long}${'x'.repeat(14)}`, type: `d${long}${'x'.repeat(14)}`, basis: `e${'x'.repeat(39)}` },
        ...{ periodFrom: '2020-01-01', periodUntil: '2026-12-31', askDigest: 'f'.repeat(64) },
      }))
      await net.db.transact(async (tx, write) => {
        const entries = appendAsked({ write }, asked, systemRandom)
        const closings = asked.map(({ exchange }, n) => ({
          personId: person_id,
          isHidden: false,
          record: {
            ...({ kind: 'closed', exchange, at, asked: hex.encode(entries[n]?.leafHash ?? new Uint8Array()) } as const),
            ...{ outcome: 'non-disclosed', answerDigest: 'f'.repeat(64) },
          },
        }))
        for (const one of asked)
          await sql`
            insert into exchanges (exchange_id, person_id, inquirer, provider, affair, type, basis, ask_digest, asked_at, asked_leaf, not_after)
            values (${one.exchange}, ${person_id}, ${one.inquirer}, ${one.provider}, ${one.affair}, ${one.type},
              ${one.basis}, '', ${askedAt}, '', ${askedAt})`.execute(tx)
        await appendLinks({ tx, write }, closings, systemRandom)
        const ids = asked.map(({ exchange }) => exchange)
        write(sql`
          update exchanges set outcome = 'non-disclosed', reason = ${'R'.repeat(41)}, closed_at = ${askedAt}
          where exchange_id = any(${ids}::text[])`)
      })
    }
  }

  it('come to an end page by page, each fitting into a message, and none is left out between two', async () => {
    await fill(300, 30)
    const hanako = await net.grantMandate(subjectOf('hanako'))
    for (const limit of [200, 45, 7]) {
      const seen: string[] = []
      let before: string | undefined
      for (let page = 0; page < 60; page++) {
        const { records, more } = await listPage(hanako, { limit, ...(before === undefined ? {} : { before }) })
        seen.push(...records.map(({ exchange }) => exchange))
        before = records.at(-1)?.askedAt
        if (!more) break
      }
      assert.equal(seen.length, 301)
      assert.equal(new Set(seen).size, 301)
    }
    const sizes = net.peers.portal.take('records').map(({ payload }) => payload.length)
    assert.ok(Math.max(...sizes) <= messageLimits.payloadSizeBytesMax)
    assert.ok(Math.max(...sizes) > messageLimits.payloadSizeBytesMax * 0.8, 'the test reached the bound')
  })

  /** All lines, page by page as a portal reads them. */
  async function listAll(who: Granted, limit: number): Promise<Page['records']> {
    const seen: Page['records'] = []
    for (let page = 0; page < 60; page++) {
      const last = seen.at(-1)
      const cursor = last === undefined ? {} : { before: last.askedAt, beforeExchange: last.exchange }
      const { records, more } = await listPage(who, { limit, ...cursor })
      seen.push(...records)
      if (!more) return seen
    }
    return assert.fail('there is no end')
  }

  it('are listed whole after an agency asked 256 times in one moment with words that no catalogue knows', async () => {
    net.test.clock.advance(secondMs)
    const before = await ask('taro')
    await net.answer('aoba-shi', before)
    net.test.clock.advance(secondMs)
    const linkCode = codeOf.get('mihon-shi taro') ?? ''
    const notAfter = net.test.clock.now().getTime() + hourMs
    const { publicKey: readerKey } = await deriveReaderKey(new Uint8Array(32), 'any')
    const period = { from: '2020-01-01', until: '2026-12-31' }
    const words = { affair: `a${'x'.repeat(60)}`, type: `t${'x'.repeat(60)}`, period, readerKey }
    const provider = `p${'x'.repeat(46)}`
    const asks = Array.from({ length: 256 }, () => makeId('exc'))
    const composed = composeInquiries({
      from: 'mihon-shi',
      inquiries: asks.map((exchange) => ({
        ...{ body: { exchange, ...words }, core: 'core', provider, linkCode, notAfter },
      })),
    })
    await net.peers['mihon-shi'].delivery.transact(async ({ post }) => {
      for (const { whom } of composed) post(whom)
    })
    await net.test.settle()
    const moments = await sql<{ count: number }>`
      select count(distinct asked_at)::int as count from exchanges where exchange_id = any(${asks}::text[])`.execute(
      net.db.kysely,
    )
    assert.equal(moments.rows[0]?.count, 1, 'they have one moment')
    net.test.clock.advance(secondMs)
    const askedAfter = await ask('taro')
    await net.answer('aoba-shi', askedAfter)
    for (const limit of [200, 45]) {
      const seen = await listAll(taro, limit)
      const ids = seen.map(({ exchange }) => exchange)
      assert.equal(new Set(ids).size, ids.length, 'none twice')
      const at = ids.indexOf(before.exchange)
      assert.equal(ids.indexOf(askedAfter.exchange), at - 257)
      assert.deepEqual(ids.slice(at - 256, at).sort(), asks.toSorted())
      const moment = seen.map(({ askedAt }) => askedAt)
      assert.deepEqual(moment, moment.toSorted().reverse(), 'newest first')
    }
    const { records } = await listPage(taro, { before: (await listAll(taro, 200))[1]?.askedAt ?? '' })
    assert.equal(records[0]?.exchange, before.exchange, 'a portal of before goes on before the whole moment')
    const longest = Math.max(...(await listAll(taro, 200)).map((record) => JSON.stringify(record).length))
    assert.ok(longest < 1500, `the longest words make a record of ${longest} bytes`)
  })
})
