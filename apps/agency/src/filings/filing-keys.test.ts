import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { base64url, dayMs, systemRandom } from '@madoguchi/kit'
import { sql } from 'kysely'
import { appendCaseEvent } from '../append-case-event.ts'
import type { TestAgencies } from '../open-test-agencies.fixture.ts'
import { openTestAgencies } from '../open-test-agencies.fixture.ts'
import { makeFilingSender } from '../sent-filings.fixture.ts'
import { makeFilingKeys } from './filing-keys.ts'

const counter = { id: 'kodomo', name: 'こども家庭課', place: '2階', hours: '平日', phone: '000-0000-0012' }
const offering = {
  counters: [counter],
  offers: [
    {
      procedure: 'child-allowance-claim',
      addressee: 'みほん市長',
      ways: ['online', 'visit'],
      counters: ['kodomo'],
      online: { intake: 'at-portal' },
    },
  ],
}

describe('the keys that filings are sealed to, and the events of what was filed', () => {
  let server: EmbeddedServer
  let folder: string
  let agencies: TestAgencies

  before(async () => {
    server = await openTestServer()
    folder = await mkdtemp(join(tmpdir(), 'madoguchi-filing-keys-'))
    const trust = { anchors: [], loadCrl: () => Promise.reject(new Error('no list')) }
    agencies = await openTestAgencies(server, { filings: { folder, trust } })
  })
  after(async () => {
    await agencies[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  const desk = () => agencies.shi.filings ?? assert.fail('filings are taken here')
  const listTold = () => agencies.peers.portal.take('offers').map(({ body }) => body.filingKeys ?? [])
  const listRows = () => agencies.shi.database.selectFrom('filing_keys').selectAll().orderBy('begins_at').execute()

  it('nothing is offered online before there is a key, and nobody publishes a key of their own', async () => {
    const early = await agencies.shi.publishOffers({ offering })
    assert.equal(!early.ok && early.code, 'OFFERS_INCONSISTENT')
    const own = await agencies.shi.publishOffers({
      offering: {
        ...offering,
        filingKeys: [{ key: base64url.encode(systemRandom.bytes(32)), until: '2027-01-01T00:00:00.000Z' }],
      },
    })
    assert.equal(!own.ok && own.code, 'OFFERS_MALFORMED')
  })

  it('a key lasts a year, stands in what portals are told, and has the next one beside it ninety days before its end', async () => {
    await desk().keepKeys()
    await desk().keepKeys()
    const [first, ...more] = await listRows()
    assert.deepEqual(more, [])
    assert.equal((await agencies.shi.publishOffers({ offering })).ok, true)
    await agencies.test.settle()
    assert.deepEqual(
      listTold()
        .at(-1)
        ?.map(({ key }) => key),
      [first?.public_key],
    )
    agencies.test.clock.advance(10 * dayMs)
    await desk().keepKeys()
    assert.equal((await listRows()).length, 1)
    // As if it ended in eighty days.
    await agencies.asOwner(async (owner) => {
      const end = new Date(agencies.test.clock.now().getTime() + 80 * dayMs)
      await assert.rejects(
        owner.query('update filing_keys set ends_at = $1', [end]),
        'not even its owner changes a key',
      )
      await owner.query('alter table filing_keys disable trigger user')
      await owner.query('update filing_keys set ends_at = $1', [end])
      await owner.query('alter table filing_keys enable trigger user')
    })
    await desk().keepKeys()
    await agencies.test.settle()
    const rows = await listRows()
    assert.equal(rows.length, 2)
    assert.deepEqual(
      listTold()
        .at(-1)
        ?.map(({ key }) => key),
      [rows[1]?.public_key, rows[0]?.public_key],
    )
  })

  it('what was sealed to a key that has ended or was revoked meanwhile opens all the same, and no portal is told it again', async () => {
    const sender = makeFilingSender(agencies)
    const [older] = await listRows()
    const sent = await sender.send({ deskKey: older?.public_key ?? '' })
    const at = agencies.test.clock.now()
    const revoking = { revoked_at: at }
    const of = agencies.shi.database
      .updateTable('filing_keys')
      .set(revoking)
      .where('key_id', '=', older?.key_id ?? '')
    await of.execute()
    await desk().take()
    assert.equal((await sender.readEvents(sent))[0]?.what, 'taken')
    await assert.rejects(of.execute(), 'it is revoked once')
    await agencies.shi.publishOffers()
    await agencies.test.settle()
    assert.equal(listTold().at(-1)?.length, 1)
  })

  it('with another secret nothing is said of a filing: it waits for the right one', async () => {
    const [, key] = await listRows()
    const wrong = makeFilingKeys(systemRandom.bytes(32), systemRandom)
    await assert.rejects(wrong.find(agencies.shi.database, key?.public_key ?? ''), { code: 'FILING_KEY_LOST' })
    const right = makeFilingKeys(agencies.readerSecretOf('mihon-shi'), systemRandom)
    assert.equal((await right.find(agencies.shi.database, key?.public_key ?? ''))?.publicKey, key?.public_key)
    assert.equal(await right.find(agencies.shi.database, 'A'.repeat(43)), undefined)
  })

  it('of two officers who act at once one is first, and the other hears how far the case is', async () => {
    const sender = makeFilingSender(agencies)
    const sent = await sender.send()
    await desk().take()
    const act = (by: string, after: number) =>
      agencies.shi.delivery.transact((work) =>
        appendCaseEvent(work, {
          core: 'core',
          after,
          byWhom: by,
          event: { filing: sent.filing, by, what: 'in-review' },
        }),
      )
    const both = await Promise.all([act('佐藤', 0), act('鈴木', 0)])
    assert.deepEqual(both.map(({ ok }) => ok).sort(), [false, true])
    const loser = both.find(({ ok }) => !ok)
    assert.deepEqual(loser, { ok: false, code: 'CASE_MOVED', facts: { last: 1 } })
    assert.deepEqual(await act('鈴木', 1), { ok: true, value: { number: 2 } })
    assert.deepEqual(
      (await sender.readEvents(sent)).map(({ number, what }) => [number, what]),
      [
        [0, 'taken'],
        [1, 'in-review'],
        [2, 'in-review'],
      ],
    )
    const unknown = await agencies.shi.delivery.transact((work) =>
      appendCaseEvent(work, {
        core: 'core',
        after: -1,
        event: { filing: 'fil_AAAAAAAAAAAAAAAAAAAAAA', by: '佐藤', what: 'in-review' },
      }),
    )
    assert.equal(!unknown.ok && unknown.code, 'CASE_UNKNOWN')
  })

  it('nobody at the agency changes an event, its order or what was filed', async () => {
    for (const attack of [
      "update case_events set what = 'decided'",
      'delete from case_events',
      'truncate case_events',
      "update filings set state = 'coming'",
      "update filings set reader_key = ''",
      'delete from filing_parts',
    ]) {
      await assert.rejects(sql.raw(attack).execute(agencies.shi.database), attack)
    }
    await agencies.asOwner(async (owner) => {
      for (const attack of [
        "update case_events set what = 'decided'",
        'truncate case_events',
        "update filings set why = 'x'",
      ])
        await assert.rejects(owner.query(attack), attack)
    })
  })
})
