import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { receiptNumberOf } from '@madoguchi/filing'
import { openTestAgencies, type TestAgencies } from '../../open-test-agencies.fixture.ts'
import { type DeskBrowser, deskOrigin, enterDesk } from '../testing/test-desk.fixture.ts'
import { fileHere } from './testing/file-here.fixture.ts'

const procedure = 'long-term-care-certification'
const roles = { roles: 'look,handle', affairs: 'long-term-care-insurance' }
const review = '審査請求は3か月以内にできます。'

describe('where two decide', () => {
  let server: EmbeddedServer
  let world: TestAgencies
  let first: DeskBrowser
  let second: DeskBrowser
  let third: DeskBrowser
  const readSeen = (text: string) => /name="seen" value="(\d+)"/.exec(text)?.[1] ?? assert.fail('no version')
  const tellsOf = async (filing: string) =>
    (
      await world.shi.database
        .selectFrom('case_events')
        .select('what')
        .where('filing_id', '=', filing)
        .orderBy('number')
        .execute()
    ).map(({ what }) => what)
  const endsOf = async (filing: string) =>
    (
      await world.shi.database
        .selectFrom('case_proposals')
        .select('ended_as')
        .where('filing_id', '=', filing)
        .orderBy('step')
        .execute()
    ).map((row) => row.ended_as)
  async function propose(filing: string, kind: 'granted' | 'rejected', reason = '要介護2に当たります') {
    const { text } = await first.get(`/cases/${filing}/${kind}`)
    return first.follow(`/cases/${filing}/${kind}`, { seen: readSeen(text), reason, review })
  }

  before(async () => {
    server = await openTestServer()
    world = await openTestAgencies(server, { deskOrigin })
    first = (await enterDesk(world.shi, { name: '佐藤', ...roles })).browser
    second = (await enterDesk(world.shi, { name: '高橋', ...roles })).browser
    third = (await enterDesk(world.shi, { name: '鈴木', ...roles })).browser
  })
  after(async () => {
    await world[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  it('what one proposes reaches nobody; the queue shows that it waits; another reads it as the citizen will, and confirms', async () => {
    const filing = await fileHere(world, { procedure })
    assert.match((await first.get(`/cases/${filing}/granted`)).text, /ほかの職員が確かめてから/)
    const proposed = await propose(filing, 'granted')
    assert.match(proposed.text, /認定の案を出しました/)
    assert.match(proposed.text, /案を出した職員は、確かめられません/)
    assert.deepEqual(await tellsOf(filing), ['taken'], 'the citizen hears of nothing')
    const queue = await second.get('/cases?state=proposed')
    assert(queue.text.includes(receiptNumberOf(filing)))
    assert.match(queue.text, /決裁待ち/)
    const page = await second.get(`/cases/${filing}/proposal`)
    assert.match(page.text, /要介護2に当たります/)
    assert.match(page.text, /審査請求は3か月以内/)
    const done = await second.follow(`/cases/${filing}/confirm`, { seen: readSeen(page.text) })
    assert.match(done.text, /認定し、申請者に知らせました/)
    assert.match(done.text, /案: 佐藤/)
    assert.deepEqual(await tellsOf(filing), ['taken', 'decided'])
    assert.deepEqual(await endsOf(filing), ['confirmed'])
    assert.match((await second.get('/cases?state=proposed')).text, /当てはまる案件はありません/)
    const row = world.shi.database.selectFrom('case_events').select('event').where('filing_id', '=', filing)
    const { event } = await row.where('what', '=', 'decided').executeTakeFirstOrThrow()
    const { decision } = Object(event)
    assert.deepEqual(decision, { outcome: 'granted', review, reason: '要介護2に当たります' })
  })

  it('the one who proposed neither confirms nor gives back, on no page and by no form, nor does the table let them', async () => {
    const filing = await fileHere(world, { procedure })
    await propose(filing, 'rejected', '当たりません')
    const { text } = await first.get(`/cases/${filing}/proposal`)
    assert.doesNotMatch(text, /却下して知らせる|差し戻す<\/button>/)
    const seen = readSeen((await second.get(`/cases/${filing}/proposal`)).text)
    assert.match((await first.follow(`/cases/${filing}/confirm`, { seen })).text, /別の職員が行ってください/)
    assert.match(
      (await first.follow(`/cases/${filing}/give-back`, { seen, text: '自分で' })).text,
      /別の職員が行ってください/,
    )
    assert.deepEqual(await tellsOf(filing), ['taken'])
    const { proposed_by } = await world.shi.database
      .selectFrom('case_proposals')
      .select('proposed_by')
      .where('filing_id', '=', filing)
      .executeTakeFirstOrThrow()
    const by = { ended_as: 'confirmed' as const, ended_by: proposed_by, ended_at: new Date() }
    await assert.rejects(
      world.shi.database.updateTable('case_proposals').set(by).where('filing_id', '=', filing).execute(),
    )
  })

  it('of two who confirm and give back at once one does, and the citizen hears once at most', async () => {
    const filing = await fileHere(world, { procedure })
    await propose(filing, 'granted')
    const seen = readSeen((await second.get(`/cases/${filing}/proposal`)).text)
    const both = await Promise.all([
      second.follow(`/cases/${filing}/confirm`, { seen }),
      third.follow(`/cases/${filing}/confirm`, { seen }),
    ])
    assert.equal(both.filter(({ text }) => /認定し、申請者に知らせました/.test(text)).length, 1)
    assert.deepEqual(await tellsOf(filing), ['taken', 'decided'])
    assert.deepEqual(await endsOf(filing), ['confirmed'])
  })

  it('is given back with words that the first one reads, and proposed anew', async () => {
    const filing = await fileHere(world, { procedure })
    await propose(filing, 'granted')
    const seen = readSeen((await second.get(`/cases/${filing}/proposal`)).text)
    assert.match((await second.follow(`/cases/${filing}/give-back`, { seen })).text, /文を入力してください/)
    await second.follow(`/cases/${filing}/give-back`, { seen, text: '主治医の意見書を待ってください' })
    const page = await first.get(`/cases/${filing}`)
    assert.match(page.text, /案を差し戻しました/)
    assert.match(page.text, /主治医の意見書を待ってください/)
    assert.deepEqual(await tellsOf(filing), ['taken'])
    await propose(filing, 'granted')
    assert.deepEqual(await endsOf(filing), ['returned', null])
  })

  it('what was proposed before the case went on is not confirmed: a withdrawal of the citizen, another proposal', async () => {
    const filing = await fileHere(world, { procedure })
    await propose(filing, 'granted')
    const seen = readSeen((await second.get(`/cases/${filing}/proposal`)).text)
    await propose(filing, 'rejected', '当たりません')
    const late = await second.follow(`/cases/${filing}/confirm`, { seen })
    assert.match(late.text, /ほかの人が、先に進めました/)
    assert.match(late.text, /佐藤: 却下の案を出しました/)
    await fileHere(world, { about: filing, what: 'withdrawal', procedure })
    assert.deepEqual(await tellsOf(filing), ['taken', 'withdrawn'])
    assert.deepEqual(await endsOf(filing), ['overtaken', 'overtaken'])
    const after = await second.post(`/cases/${filing}/confirm`, { seen: '9' })
    assert.equal(after.location, `/cases/${filing}?problem=CASE_STATE`)
  })

  it('a decision is changed and withdrawn by two as well', async () => {
    const filing = await fileHere(world, { procedure })
    await propose(filing, 'granted')
    const confirm = async () => {
      const { text } = await second.get(`/cases/${filing}/proposal`)
      return second.follow(`/cases/${filing}/confirm`, { seen: readSeen(text) })
    }
    await confirm()
    await propose(filing, 'rejected', '資格がありませんでした')
    assert.match((await confirm()).text, /決定を却下に変え/)
    const page = await first.get(`/cases/${filing}/withdraw-decision`)
    await first.follow(`/cases/${filing}/withdraw-decision`, { seen: readSeen(page.text), text: '計算の誤り' })
    assert.deepEqual(await tellsOf(filing), ['taken', 'decided', 'decision-changed'])
    assert.match((await confirm()).text, /決定を取り消し、申請者に知らせました/)
    assert.deepEqual(await tellsOf(filing), ['taken', 'decided', 'decision-changed', 'decision-withdrawn'])
  })

  it('of another affair hears of no proposal', async () => {
    const filing = await fileHere(world, { procedure })
    await propose(filing, 'granted')
    const stranger = (await enterDesk(world.shi, { name: '山田', roles: 'look,handle', affairs: 'protection' })).browser
    assert.equal((await stranger.get(`/cases/${filing}/proposal`)).status, 404)
    for (const act of ['confirm', 'give-back'])
      assert.equal((await stranger.post(`/cases/${filing}/${act}`, { seen: '1' })).status, 404)
  })
})
