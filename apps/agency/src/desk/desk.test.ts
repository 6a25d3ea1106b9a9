import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, japaneseDay, minuteMs } from '@madoguchi/kit'
import { makeLinkCode, openTestAgencies, type TestAgencies } from '../open-test-agencies.fixture.ts'
import { type DeskBrowser, deskOrigin, enterDesk } from './testing/test-desk.fixture.ts'

const all = { name: '佐藤', roles: 'look,handle,records', affairs: 'self-information,child-allowance,protection' }
const people = ['aoi', 'jiro', 'sora', 'mio'] as const

describe('an officer at the desk', () => {
  let server: EmbeddedServer
  let world: TestAgencies
  let codes: ReadonlyMap<string, string>
  let one: DeskBrowser
  let two: DeskBrowser
  const codeOf = (name: (typeof people)[number]) =>
    codes.get(`1000000000${people.indexOf(name)}`) ?? assert.fail('no code')
  const inDays = (days: number) => japaneseDay(new Date(world.test.clock.now().getTime() + days * dayMs))
  const outcomesOf = (exchange: string) => world.answersTo(exchange).map(({ body, record }) => [body.outcome, record])
  const linesOf = async (exchange: string) =>
    (
      await world.shi.database
        .selectFrom('desk_audit')
        .select('what')
        .where('exchange_id', '=', exchange)
        .orderBy('line')
        .execute()
    ).map(({ what }) => what)
  const ask = async (name: (typeof people)[number]) =>
    (await world.permit('mihon-shi', codeOf(name), { from: 'aoba-shi' })).exchange
  const askOwn = async (name: (typeof people)[number]) => (await world.permit('mihon-shi', codeOf(name))).exchange

  before(async () => {
    server = await openTestServer()
    world = await openTestAgencies(server, { deskOrigin })
    await world.shi.importPeople(
      people.map((name, i) => ({
        personRef: `shi-${name}`,
        residentCode: `1000000000${i}`,
        holdsAnswers: name !== 'mio',
      })),
    )
    await world.shi.importMunicipality({
      residents: people.map((name, i) => ({
        ...{
          personRef: `shi-${name}`,
          name: `見本\u3000${name}`,
          kana: `ミホン\u3000${i}`,
          birthDate: `1990-01-0${i + 1}`,
        },
        ...{ sex: '2', address: 'みほん市本町1番地', householdNumber: '1', relationship: '本人' },
      })),
      assessments: people.map((name) => ({
        ...{ personRef: `shi-${name}`, taxYear: 2026, incomeYear: 2025, taxation: '1', assessedOn: '2026-06-10' },
        items: { salaryRevenue: 5_000_000 },
      })),
    })
    codes = await world.assignCodes('mihon-shi')
    one = (await enterDesk(world.shi, all)).browser
    two = (await enterDesk(world.shi, { ...all, name: '高橋' })).browser
  })
  after(async () => {
    await world[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  it('sees what waits and how long, without a person, and in a case who it is about; the look is written before', async () => {
    const exchange = await ask('jiro')
    const queue = await one.get('/')
    assert.match(queue.text, new RegExp(`/held/${exchange}`))
    assert.doesNotMatch(queue.text, /shi-jiro|見本/)
    assert.deepEqual(await linesOf(exchange), [])
    const page = await one.get(`/held/${exchange}`)
    assert.match(page.text, /見本\u3000jiro/)
    assert.doesNotMatch(page.text, /10000000001/, 'no resident code stands on a page')
    assert.deepEqual(await linesOf(exchange), ['held-seen'])
  })

  it('does not see a case whose look cannot be written', async () => {
    const exchange = await ask('jiro')
    await world.withoutAudit(async () => {
      const page = await one.get(`/held/${exchange}`)
      assert.equal(page.status, 500)
      assert.doesNotMatch(page.text, /見本/)
    })
  })

  it('releases an answer after a step that says what will happen; the other officer sees that it was done', async () => {
    const exchange = await ask('jiro')
    assert.match((await one.get(`/held/${exchange}/release`)).text, /取り消せません/)
    assert.deepEqual(outcomesOf(exchange), [], 'opening it does nothing')
    assert.match((await two.get(`/held/${exchange}/refuse`)).text, /提供不可/)
    assert.match((await one.follow(`/held/${exchange}/release`)).text, /回答を出しました/)
    await world.test.settle()
    assert.deepEqual(outcomesOf(exchange), [['answered', 'open']])
    const late = await two.follow(`/held/${exchange}/refuse`, { reason: '本人の申し出' })
    assert.match(late.text, /ほかの職員が先に決めています/)
    assert.match(late.text, /佐藤/)
    await world.test.settle()
    assert.equal(outcomesOf(exchange).length, 1)
    assert.deepEqual(
      (await linesOf(exchange)).filter((what) => what !== 'held-seen'),
      ['released'],
    )
  })

  it('refuses one with a reason, which stays here; who asked hears that nothing is given, and the record is hidden', async () => {
    const exchange = await ask('sora')
    const without = await one.follow(`/held/${exchange}/refuse`, { reason: '  ' })
    assert.match(without.text, /理由を1行で入力してください/)
    assert.deepEqual(outcomesOf(exchange), [])
    assert.match((await one.follow(`/held/${exchange}/refuse`, { reason: '加害者が家族' })).text, /加害者が家族/)
    await world.test.settle()
    assert.deepEqual(outcomesOf(exchange), [['refused', 'hide']])
    assert.match((await one.follow(`/held/${exchange}/release`)).text, /ほかの職員が先に決めています/)
    assert.match((await one.get('/audit')).text, /加害者が家族/)
  })

  it('of two who decide at the same moment one is done', async () => {
    const exchange = await ask('sora')
    const both = await Promise.all([
      one.post(`/held/${exchange}/release`),
      two.post(`/held/${exchange}/refuse`, { reason: '本人の申し出' }),
    ])
    await world.test.settle()
    assert.equal(both.filter(({ location }) => /PROVISION_NOT_HELD/.test(location ?? '')).length, 1)
    assert.equal(outcomesOf(exchange).length, 1)
  })

  it('lets a person see at their next asking what was held, tells them by a letter, and does not find it waiting any more', async () => {
    const exchange = await askOwn('aoi')
    world.test.clock.advance(minuteMs)
    const again = await askOwn('aoi')
    const queue = (await one.get('/')).text
    assert.deepEqual(
      [queue.includes(`/held/${again}`), queue.includes(`/held/${exchange}`)],
      [true, false],
      'the newest of a type',
    )
    const done = await one.follow(`/held/${again}/release`)
    assert.match(done.text, /次の照会から見られるようにしました/)
    assert.doesNotMatch((await one.get('/')).text, new RegExp(`${again}|${exchange}`))
    assert.deepEqual(outcomesOf(await askOwn('aoi')), [['answered', 'open']])
    const form = /href="(\/letters\/write\/released\/[^"]+)"/.exec(done.text)?.[1] ?? ''
    const wrong = await one.follow(form, { name: '見本 葵', address: '' })
    assert.match(wrong.text, /住所を1行から/)
    assert.match(wrong.text, /value="見本 葵"/, 'what was typed is there again')
    const letter = await one.follow(form, { name: '見本 葵', address: '〒000-0000\nみほん市本町1番地' })
    assert.match(letter.text, /手紙を用意しました/)
    const path = /action="(\/letters\/[\w-]+)\/print"/.exec(letter.text)?.[1] ?? ''
    const paper = await one.post(`${path}/print`)
    assert.deepEqual([paper.status, paper.type], [200, 'application/pdf'])
    assert.match((await one.follow(`${path}/sent`)).text, /出したことを記録しました/)
    assert.match((await two.follow(`${path}/sent`)).text, /手紙の状態が変わっています/)
  })

  it('finds somebody by name and birthday, protects them in two steps, extends and ends it; each is seen by the other officer', async () => {
    const found = await one.follow('/protections/find', { name: '見本 mio', birthDate: '1990-01-04' })
    assert.match(found.text, /\/protections\/person\/shi-mio/)
    assert.match(
      (await one.follow('/protections/find', { name: '見本 mio', birthDate: '1991-01-04' })).text,
      /当てはまる人はいません/,
    )
    assert.match((await one.follow('/protections/find', { birthDate: '1990-02-31' })).text, /暦にある日/)
    const page = '/protections/person/shi-mio'
    assert.match((await one.follow(`${page}/begin`, { until: inDays(100) })).text, /理由を選んでください/)
    const order = { reason: 'stalking', until: inDays(100) }
    const sure = await one.follow(`${page}/begin`, order)
    assert.match(sure.text, /画面に届いている回答は、すぐに消えます/)
    const flags = () =>
      world.shi.database
        .selectFrom('people')
        .select('withholds_data')
        .where('person_ref', '=', 'shi-mio')
        .executeTakeFirst()
    assert.deepEqual(await flags(), { withholds_data: false })
    assert.match((await one.follow(`${page}/begin`, { ...order, isSure: 'yes' })).text, /保護を始めました/)
    assert.deepEqual(await flags(), { withholds_data: true })
    assert.match((await two.follow(`${page}/begin`, { ...order, isSure: 'yes' })).text, /すでに保護されています/)
    const seen = inDays(100)
    await two.follow(`${page}/begin`, { ...order, until: inDays(200), isSure: 'yes' })
    assert.match((await one.follow(`${page}/end`, { seen })).text, /先に延長しています/)
    assert.match((await one.follow(`${page}/end`, { seen: inDays(200) })).text, /保護を終えました/)
    assert.match((await two.follow(`${page}/end`, { seen: inDays(200) })).text, /もう保護されていません/)
    assert.deepEqual(await flags(), { withholds_data: false })
  })

  it('clears a request for confirmation once, and how to reach the citizen is forgotten', async () => {
    const { exchange } = await world.permit('mihon-shi', makeLinkCode())
    await world.shi.database
      .insertInto('checks')
      .values({
        ...{ exchange_id: exchange, person_ref: null, type: 'local-tax', inquirer: 'portal', cause: 'unknown' },
        ...{ name: '見本 花子', phone: '000-0000-0000', received_at: world.test.clock.now() },
        ...{ cleared_at: null, cleared_by: null, note: null },
      })
      .execute()
    assert.match((await one.get(`/checks/${exchange}`)).text, /見本 花子/)
    assert.match((await one.get(`/checks/${exchange}/clear`)).text, /取り消せません/)
    const done = await one.follow(`/checks/${exchange}/clear`, { note: '符号を取り直した' })
    assert.match(done.text, /確認を終えました/)
    assert.doesNotMatch(done.text, /見本 花子/)
    assert.match((await two.follow(`/checks/${exchange}/clear`, { note: 'x' })).text, /ほかの職員が先に終えています/)
    assert.deepEqual((await linesOf(exchange)).filter((what) => what === 'check-cleared').length, 1)
  })

  it('of another affair hears of nothing: neither in pages and forms nor in counts', async () => {
    const [held, own] = [await ask('jiro'), await askOwn('jiro')]
    const stranger = (
      await enterDesk(world.shi, {
        name: '山田',
        roles: 'look,handle,divide,records,settings',
        affairs: 'nursery-care',
      })
    ).browser
    assert.match((await stranger.get('/')).text, /待っているものはありません/)
    const person = '/protections/person/shi-jiro'
    const pages = [
      `/held/${held}`,
      `/held/${held}/release`,
      `/held/${own}`,
      `/checks/${own}`,
      '/protections',
      person,
      `${person}/begin`,
      `${person}/end`,
    ]
    for (const path of [
      ...pages,
      '/protections/find',
      '/letters',
      `/letters/write/released/${own}`,
      '/letters/write/protection-begun/shi-jiro',
    ])
      assert.equal((await stranger.get(path)).status, 404, path)
    for (const path of [
      `/held/${held}/release`,
      `/held/${held}/refuse`,
      `/checks/${own}/clear`,
      '/protections/find',
      `${person}/begin`,
      `${person}/end`,
    ])
      assert.equal((await stranger.post(path, { reason: 'x', isSure: 'yes' })).status, 404, path)
    const lines = (await stranger.get('/audit')).text
    assert.doesNotMatch(lines, /shi-|exc_/)
    assert.equal((await stranger.get('/held/exc_AAAAAAAAAAAAAAAAAAAAAA')).status, 404, 'as what is not there')
  })

  it('does what their role is, and nothing that another is', async () => {
    const exchange = await ask('jiro')
    const enter = async (roles: string) =>
      (await enterDesk(world.shi, { name: roles, roles, affairs: 'child-allowance' })).browser
    const [look, divide, records] = [await enter('look'), await enter('divide'), await enter('records')]
    assert.equal((await look.get(`/held/${exchange}`)).status, 200)
    assert.equal((await look.post(`/held/${exchange}/release`)).status, 404)
    const seen = (await divide.get('/')).text
    assert.match(seen, /保留中の回答/)
    assert.doesNotMatch(seen, new RegExp(exchange))
    for (const browser of [divide, records]) assert.equal((await browser.get(`/held/${exchange}`)).status, 404)
    assert.equal((await records.get('/audit')).status, 200)
    for (const browser of [look, divide]) assert.equal((await browser.get('/audit')).status, 404)
  })

  it('cannot change what was written of them, with all the rights that the program has', async () => {
    const { database } = world.shi
    await assert.rejects(database.updateTable('desk_audit').set({ by_whom: 'x' }).execute())
    await assert.rejects(database.deleteFrom('desk_audit').execute())
    await world.asOwner(async (owner) => {
      for (const statement of ["update desk_audit set by_whom = 'x'", 'delete from desk_audit', 'truncate desk_audit'])
        await assert.rejects(owner.query(statement), /not changed like this/, statement)
    })
  })
})
