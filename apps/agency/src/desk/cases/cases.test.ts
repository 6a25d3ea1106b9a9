import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { receiptNumberOf } from '@madoguchi/filing'
import { dayMs, japaneseDay } from '@madoguchi/kit'
import type { Draft } from '@madoguchi/messages'
import { openTestAgencies, type TestAgencies } from '../../open-test-agencies.fixture.ts'
import { type DeskBrowser, deskOrigin, enterDesk, logIn } from '../testing/test-desk.fixture.ts'
import { fileHere } from './testing/file-here.fixture.ts'

const all = { name: '佐藤', roles: 'look,handle,divide,records', affairs: 'child-allowance' }

type Entered = Awaited<ReturnType<typeof enterDesk>>

describe('an officer with cases', () => {
  let server: EmbeddedServer
  let world: TestAgencies
  let one: DeskBrowser
  let two: DeskBrowser
  let entered: readonly [Entered, Entered]
  const eventsOf = async (filing: string) =>
    (
      await world.shi.database
        .selectFrom('case_events')
        .select(['what', 'event'])
        .where('filing_id', '=', filing)
        .orderBy('number')
        .execute()
    ).map(({ what, event }) => ({ what, event: event as Record<string, never> }))
  const wordsOf = async (filing: string) => (await eventsOf(filing)).map(({ what }) => what)
  const readSeen = (text: string) => /name="seen" value="(\d+)"/.exec(text)?.[1] ?? assert.fail('no version')
  /** One press on the page of a case as this browser sees it now. */
  async function press(browser: DeskBrowser, filing: string, act: string, fields: Record<string, string> = {}) {
    const { text } = await browser.get(`/cases/${filing}`)
    return browser.follow(`/cases/${filing}/${act}`, { seen: readSeen(text), ...fields })
  }

  before(async () => {
    server = await openTestServer()
    world = await openTestAgencies(server, { deskOrigin })
    const people = [
      { personRef: 'shi-hanako', residentCode: '10000000001', name: '髙橋　花子', birthDate: '1990-01-02' },
      { personRef: 'shi-other', residentCode: '10000000002', name: '髙橋　花子', birthDate: '1971-05-06' },
    ]
    await world.shi.importPeople(people.map(({ personRef, residentCode }) => ({ personRef, residentCode })))
    await world.shi.importMunicipality({
      residents: people.map(({ personRef, name, birthDate }) => ({
        ...{
          personRef,
          name,
          birthDate,
          kana: 'タカハシ　ハナコ',
          sex: '2',
          householdNumber: '1',
          relationship: '本人',
        },
        address: 'みほん県みほん市中央一丁目2番3号',
      })),
      assessments: [],
    })
    await world.assignCodes('mihon-shi')
    entered = [await enterDesk(world.shi, all), await enterDesk(world.shi, { ...all, name: '高橋' })]
    one = entered[0].browser
    two = entered[1].browser
  })
  after(async () => {
    await world[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  it('finds it in the queue without a person, by its receipt number too, and the answers in the words of the form', async () => {
    const filing = await fileHere(world)
    const number = receiptNumberOf(filing)
    const queue = await one.get('/cases')
    // A check character may be one that an expression reads otherwise.
    assert(queue.text.includes(number))
    assert.match(queue.text, /児童手当 認定請求書/)
    assert.doesNotMatch(queue.text, /花子|shi-hanako/)
    const found = await one.get(`/cases?receipt=${encodeURIComponent(number.toLowerCase().replaceAll('-', ' '))}`)
    assert.match(found.text, /1件/)
    assert.match((await one.get('/cases?receipt=MD-0000')).text, /当てはまる案件はありません/)
    assert.match((await one.get('/cases?state=granted&whose=mine&page=9')).text, /当てはまる案件はありません/)
    const page = await one.get(`/cases/${filing}`)
    assert.match(page.text, /髙橋 花子/)
    assert.match(page.text, /正しい署名です/)
    assert.match(page.text, /20開庁日のうち、0日目/)
    const lines = await world.shi.database
      .selectFrom('desk_audit')
      .select('what')
      .where('subject', '=', filing)
      .execute()
    assert.deepEqual(lines, [{ what: 'case-seen' }, { what: 'person-seen' }, { what: 'person-seen' }])
  })

  it('is shown who in the register may be meant, and says so; nothing is tied by itself, and it can be undone', async () => {
    const filing = await fileHere(world)
    const page = await one.get(`/cases/${filing}`)
    assert.match(page.text, /shi-hanako[\s\S]*shi-other/, 'best first')
    assert.match(page.text, /不一致/)
    assert.match((await press(one, filing, 'tie', { person: 'nobody' })).text, /この番号の人は、いません/)
    const tied = await press(one, filing, 'tie', { person: 'shi-hanako' })
    assert.match(tied.text, /対象者を決めました/)
    assert.match((await press(one, filing, 'untie')).text, /対象者を取り消しました/)
    assert.deepEqual(await wordsOf(filing), ['taken'], 'a tie is nothing that a citizen is told')
  })

  it('reads whom it is about where that follows from other answers: the head of a household is who applies, or whom they name', async () => {
    const order = { procedure: 'disaster-victim-certificate' }
    const walks = 'disaster-victim-certificate/walks'
    const officer = { name: '山口', roles: all.roles, affairs: 'filings' }
    const { browser } = await enterDesk(world.shi, officer)
    const son = await fileHere(world, { ...order, walk: `${walks}/agent-without-photos.json` })
    const sectionOf = async (filing: string) =>
      /id="subject"[\s\S]*?<\/dl>/.exec((await browser.get(`/cases/${filing}`)).text)?.[0] ?? assert.fail()
    assert.match(await sectionOf(son), /見本 とし[\s\S]*みほん県みほん市里5番/)
    const answers = { applicantRole: { choice: 'head' }, isHouseAtAddress: true, applicantName: '髙橋　花子' }
    const head = await fileHere(world, { ...order, walk: `${walks}/agent-without-photos.json`, answers })
    assert.match(await sectionOf(head), /髙橋　花子[\s\S]*あおば県あおば市東1番/)
    assert.match((await browser.get(`/cases/${head}`)).text, /shi-hanako/)
  })

  it('asks another agency from the case, for what the table allows and for nothing else; the answer lands in it', async () => {
    const filing = await fileHere(world)
    assert.match(
      (await press(one, filing, 'ask', { type: 'local-tax', provider: 'aoba-shi' })).text,
      /照会できませんでした/,
    )
    await press(one, filing, 'tie', { person: 'shi-hanako' })
    const bad = await press(one, filing, 'ask', { type: 'medical-insurance', provider: 'mihon-kenpo' })
    assert.match(bad.text, /照会できませんでした/)
    assert.doesNotMatch(bad.text, /医療保険.*照会する/)
    const asked = await press(one, filing, 'ask', { type: 'local-tax', provider: 'aoba-shi' })
    assert.match(asked.text, /照会しました/)
    assert.match(asked.text, /回答を待っています/)
    await world.test.settle()
    const whom = world.peers.core.take('whom').map(({ body }) => body.exchange)
    const { exchange_id: exchange } = await world.shi.database
      .selectFrom('case_questions')
      .select('exchange_id')
      .where('filing_id', '=', filing)
      .executeTakeFirstOrThrow()
    assert(whom.includes(exchange))
    const body = { exchange, outcome: 'expired', closedAt: world.test.clock.now().toISOString() }
    await world.post({
      ...{ name: 'closed', to: 'mihon-shi', body, notAfter: world.test.clock.now().getTime() + dayMs },
    } as Draft<'closed'>)
    assert.match((await one.get(`/cases/${filing}`)).text, /期限までに回答がありませんでした/)
  })

  it('asks for a correction beside the fields; the clock stands still until it came, and what changed is shown', async () => {
    const filing = await fileHere(world)
    const { text } = await one.get(`/cases/${filing}/correction`)
    const seen = readSeen(text)
    const path = `/cases/${filing}/correction`
    assert.match((await one.follow(path, { seen })).text, /直してほしい項目を選び/)
    const typed = { seen, 'words.claimantName': '住民票の字で書いてください' }
    assert.match((await one.follow(path, { ...typed, until: '2020-01-01' })).text, /今日より後の日/)
    const until = japaneseDay(new Date(world.test.clock.now().getTime() + 10 * dayMs))
    const sure = await one.follow(path, { ...typed, until })
    assert.match(sure.text, /送った文は、取り消せません/)
    assert.deepEqual(await wordsOf(filing), ['taken'], 'nothing was sent yet')
    const done = await one.follow(path, { ...typed, until, isSure: 'yes' })
    assert.match(done.text, /止まっています/)
    const [, asked] = await eventsOf(filing)
    assert.deepEqual(asked?.event.fields, [{ field: 'claimantName', words: '住民票の字で書いてください' }])
    world.test.clock.advance(3 * dayMs)
    for (const { browser, passkey } of entered) await logIn(browser, passkey)
    await fileHere(world, { about: filing, what: 'correction', answers: { claimantName: '高橋 花子' } })
    assert.deepEqual(await wordsOf(filing), ['taken', 'correction-asked', 'corrected'])
    const after = await one.get(`/cases/${filing}`)
    assert.match(after.text, /補正で変わりました。前は 髙橋 花子/)
    assert.match(after.text, /補正ずみ/)
    await fileHere(world, { about: filing, what: 'correction', answers: { claimantName: '佐藤 一郎' } })
    assert.equal((await wordsOf(filing)).at(-1), 'request-refused', 'nothing is asked any more')
    assert.doesNotMatch(
      (await one.get(`/cases/${filing}`)).text,
      /佐藤 一郎/,
      'what was refused is no part of the case',
    )
  })

  it('keeps every box of a long form that comes back, and shows what a correction took out', async () => {
    const filing = await fileHere(world)
    const path = `/cases/${filing}/correction`
    const typed = { seen: readSeen((await one.get(path)).text), until: '2020-01-01' }
    const boxes = Array.from({ length: 150 }, (_, at): [string, string] => [`box${at}`, 'x'])
    const back = await one.follow(
      path,
      new URLSearchParams([...boxes, ...Object.entries(typed), ['words.claimantName', '最後の箱']]),
    )
    assert.match(back.text, /今日より後の日/)
    assert.match(back.text, /value="最後の箱"/)
    await one.follow(path, { ...typed, until: '', 'words.claimantName': '直してください', isSure: 'yes' })
    await fileHere(world, { about: filing, what: 'correction', answers: { children: [] } })
    const after = await one.get(`/cases/${filing}`)
    assert.match(after.text, /補正でなくなった項目: [^<]*お子さん/)
    assert.match(after.text, /<del>前は 髙橋 みどり<\/del>/)
  })

  it('is told of a candidate who is protected, and not where they live', async () => {
    const filing = await fileHere(world)
    const { database } = world.shi
    const at = world.test.clock.now()
    await database
      .insertInto('protections')
      .values({
        ...{ protection: 'prt_test', person_ref: 'shi-other', reason: 'other', began_at: at, by_whom: '佐藤' },
        ...{ until: japaneseDay(new Date(at.getTime() + 90 * dayMs)) },
        ...{ held_before: false, withheld_before: false, hidden_before: false },
      })
      .execute()
    const page = await one.get(`/cases/${filing}`)
    const [, row = ''] = /shi-other<\/code>([\s\S]*?)<\/tr>/.exec(page.text) ?? []
    assert.match(row, /<span>支援措置<\/span>/)
    assert.match(row, /支援措置のため表示しません/)
    assert.doesNotMatch(row, /中央一丁目/)
  })

  it('decides about a citizen who never answers, and the clock goes on', async () => {
    const filing = await fileHere(world)
    const path = `/cases/${filing}/correction`
    const typed = { seen: readSeen((await one.get(path)).text), 'words.claimantName': '読めません', isSure: 'yes' }
    const until = japaneseDay(new Date(world.test.clock.now().getTime() + 10 * dayMs))
    assert.match((await one.follow(path, { ...typed, until })).text, /止まっています/)
    const page = await one.get(`/cases/${filing}/rejected`)
    const reason = '期限までに補正がありませんでした'
    const done = await one.follow(`/cases/${filing}/rejected`, { seen: readSeen(page.text), review: '教示', reason })
    assert.doesNotMatch(done.text, /止まっています/)
    assert.deepEqual(await wordsOf(filing), ['taken', 'correction-asked', 'decided'])
  })

  it('grants with the way to a review, changes it to a refusal with its reason, and withdraws that', async () => {
    const filing = await fileHere(world)
    const asked = await one.get(`/cases/${filing}/granted`)
    assert.match(asked.text, /3か月以内に、都道府県知事に審査請求/)
    const review = '審査請求は3か月以内に、みほん市長にできます。'
    const granted = await one.follow(`/cases/${filing}/granted`, { seen: readSeen(asked.text), review })
    assert.match(granted.text, /認定し、申請者に知らせました/)
    const path = `/cases/${filing}/rejected`
    const seen = readSeen((await one.get(path)).text)
    const without = await one.follow(path, { seen, review })
    assert.match(without.text, /文を入力してください/)
    await one.follow(path, { seen, review, reason: '所得が限度額をこえています' })
    const page = await one.get(`/cases/${filing}/withdraw-decision`)
    await one.follow(`/cases/${filing}/withdraw-decision`, { seen: readSeen(page.text), text: '計算の誤り' })
    const events = await eventsOf(filing)
    assert.deepEqual(
      events.map(({ what }) => what),
      ['taken', 'decided', 'decision-changed', 'decision-withdrawn'],
    )
    assert.deepEqual(events[2]?.event.decision, { outcome: 'rejected', review, reason: '所得が限度額をこえています' })
  })

  it('of two who decide at once one does, and the other one sees what was done', async () => {
    const filing = await fileHere(world)
    const [seen, review] = ['0', '教示']
    const both = await Promise.all([
      one.follow(`/cases/${filing}/granted`, { seen, review }),
      two.follow(`/cases/${filing}/rejected`, { seen, review, reason: '理由' }),
    ])
    const late = both.filter(({ text }) => /いまの内容を確かめて|いまの状態では/.test(text))
    assert.equal(late.length, 1)
    assert.equal((await wordsOf(filing)).length, 2)
  })

  it('who is overtaken while a form is open sees all that was done since, and nothing from before', async () => {
    const filing = await fileHere(world)
    await press(two, filing, 'note', { text: '前からのメモ' })
    const seen = readSeen((await one.get(`/cases/${filing}/granted`)).text)
    await press(two, filing, 'begin-review')
    await press(two, filing, 'tie', { person: 'shi-hanako' })
    await press(two, filing, 'let-go')
    const late = await one.follow(`/cases/${filing}/granted`, { seen, review: '教示' })
    assert.match(late.text, /高橋: 審査を始めました[\s\S]*高橋: 対象者を決めました[\s\S]*高橋: 手放しました/)
    assert.doesNotMatch(late.text, /高橋: メモを残しました/)
  })

  it('cannot act on what another one has, but takes it over; who divides hands it to somebody', async () => {
    const filing = await fileHere(world)
    await press(one, filing, 'take-on')
    const seen = readSeen((await two.get(`/cases/${filing}`)).text)
    assert.match((await two.follow(`/cases/${filing}/begin-review`, { seen })).text, /ほかの職員が担当しています/)
    assert.match((await press(two, filing, 'take-on')).text, /引き受けました/)
    assert.match((await press(two, filing, 'begin-review')).text, /審査を始めました/)
    assert.match(
      (await press(one, filing, 'hand-over', { officer: 'off_none' })).text,
      /割り当てる職員を選んでください/,
    )
    assert.match((await press(two, filing, 'let-go')).text, /手放しました/)
    assert.match((await press(one, filing, 'note', { text: '電話で聞いた' })).text, /電話で聞いた/)
    assert.match((await press(one, filing, 'note', { text: 'x\u202e' })).text, /文を入力してください/)
  })

  it('a withdrawal of the citizen ends it; somebody else’s about it changes nothing and becomes a case of its own', async () => {
    const filing = await fileHere(world)
    const own = await fileHere(world, { about: filing, what: 'withdrawal', filerCode: 'stranger' })
    assert.deepEqual(await wordsOf(filing), ['taken'])
    const stray = await one.get(`/cases/${own}`)
    assert(stray.text.includes(`受付番号 ${receiptNumberOf(filing)} の申請について送られた書類です`))
    assert(stray.text.includes(`href="/cases/${filing}"`))
    await fileHere(world, { about: filing, what: 'papers', signature: 'none' })
    await fileHere(world, { about: filing, what: 'withdrawal', signature: 'none' })
    assert.deepEqual(
      await wordsOf(filing),
      ['taken', 'request-refused'],
      'whoever signed it takes it back by a signature',
    )
    await fileHere(world, { about: filing, what: 'withdrawal' })
    assert.deepEqual(await wordsOf(filing), ['taken', 'request-refused', 'withdrawn'])
    assert.equal((await one.get(`/cases/${filing}/granted`)).location, `/cases/${filing}?problem=CASE_STATE`)
    await fileHere(world, { about: filing, what: 'withdrawal' })
    assert.equal((await wordsOf(filing)).at(-1), 'request-refused')
  })

  it('of another affair hears of no case: not in the queue, its counts, its search, nor by any address', async () => {
    const filing = await fileHere(world)
    const stranger = (await enterDesk(world.shi, { name: '山田', roles: all.roles, affairs: 'nursery-care' })).browser
    const number = receiptNumberOf(filing)
    for (const path of ['/cases', `/cases?receipt=${number}`, '/cases?state=all'])
      assert.match((await stranger.get(path)).text, /当てはまる案件はありません/)
    for (const at of ['', '/correction', '/granted', '/rejected', '/tell', '/withdraw-decision', `/files/${filing}/0`])
      assert.equal((await stranger.get(`/cases/${filing}${at}`)).status, 404, at)
    const posts = ['take-on', 'let-go', 'hand-over', 'note', 'tie', 'untie', 'ask', 'begin-review', 'correction']
    for (const act of [...posts, 'granted', 'rejected', 'withdraw-decision', 'tell'])
      assert.equal((await stranger.post(`/cases/${filing}/${act}`, { seen: '0' })).status, 404, act)
    assert.deepEqual(await wordsOf(filing), ['taken'])
  })

  it('who divides sees the queue and who has a case, and nothing of what was filed', async () => {
    const filing = await fileHere(world)
    const divider = (await enterDesk(world.shi, { name: '山本', roles: 'divide', affairs: 'child-allowance' })).browser
    assert((await divider.get('/cases')).text.includes(receiptNumberOf(filing)))
    const page = await divider.get(`/cases/${filing}`)
    assert.doesNotMatch(page.text, /花子|申請の内容/)
    assert.equal((await divider.post(`/cases/${filing}/take-on`)).status, 404)
  })

  it('cannot change what was done, with all the rights that the program has', async () => {
    const { database } = world.shi
    await assert.rejects(database.updateTable('case_steps').set({ what: 'x' }).execute())
    await assert.rejects(database.deleteFrom('case_steps').execute())
    await assert.rejects(database.updateTable('cases').set({ version: 0 }).execute())
  })
})
