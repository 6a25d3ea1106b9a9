import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs } from '@madoguchi/kit'
import { HtmlValidate } from 'html-validate'
import { makeApiClient } from '../testing/test-api-client.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import { sampleList } from './sample-procedures.fixture.ts'

let world: TestPortal
let browser: TestBrowser
before(async () => {
  world = await openTestPortal()
  const notAfter = world.clock.now().getTime() + dayMs
  await world.peers.send('city', { name: 'offers', to: 'mihon-portal', body: sampleList(), notAfter })
  browser = makeBrowser(world)
})
after(() => world[Symbol.asyncDispose]())

const search = (query: Readonly<Record<string, string>>) => browser.get(`/procedures?${new URLSearchParams(query)}`)

test('somebody without a card finds where to register their dog, with what the city itself says', async () => {
  assert.match((await browser.get('/')).text, /action="\/procedures#results"/)
  const { text } = await search({ where: 'みほんし', words: 'ペット' })
  assert.match(text, /みほん市の手続 1件/)
  assert.match(text, /飼い始めてから30日以内/)
  const path = /href="(\/procedures\/482013\/dog-registration)"/.exec(text)?.[1]
  const detail = await browser.get(path ?? assert.fail())
  for (const words of [
    '注射済票は港町出張所でも渡します',
    '生活環境課',
    '本庁舎1階 3番窓口',
    'みほん市長',
    '入力をはじめる',
    '飼い主が出せます。飼い主のほかに世話を任されている方がいるときは、その方が出します',
    '鑑札と注射済票を渡すため',
  ])
    assert.match(detail.text, new RegExp(words))
  assert.match(detail.text, new RegExp(`href="${path}/fill"`))
  const blank = await browser.get(`${path}/blank.pdf`)
  assert.equal(blank.headers.get('content-type'), 'application/pdf')
  assert.match(blank.text.slice(0, 8), /^%PDF-/)
})

test('whoever does not say where they live chooses the procedure first and the town then', async () => {
  const { text } = await search({ situation: 'keeping-a-pet' })
  assert.match(text, /案内を出している市区町村は、1件です/)
  const choose = await search({ procedure: 'dog-registration' })
  assert.match(choose.text, /「犬の登録申請書」を、どこに出しますか/)
  assert.match(choose.text, /href="\/procedures\/482013\/dog-registration"/)
})

test('several towns, an unknown one, one that published nothing, and nothing found: each says so and what next', async () => {
  assert.match((await search({ where: '000' })).text, /あてはまる市区町村が5件あります/)
  const unknown = await search({ where: 'みぽん市' })
  assert.match(unknown.text, /という市区町村は見つかりません/)
  assert.match(unknown.text, /もしかして/)
  assert.match((await search({ where: 'ことり町' })).text, /まだ届いていません/)
  const passport = await search({ where: 'みほん市', words: 'パスポート' })
  assert.match(passport.text, /合う手続は見つかりません/)
  assert.match(passport.text, /このポータルにはない手続[\s\S]*href="https:\/\/www\.mofa\.go\.jp\/[\s\S]*旅券法3条/)
  assert.match(passport.text, /分野から選ぶ[\s\S]*category=childcare/)
  assert.match((await search({ where: 'ことり町', words: 'ごみ' })).text, /ことり町の窓口でたずねられます/)
  assert.match((await search({ where: 'みほん市', words: '児堂手当' })).text, /こちらの手続ではありませんか/)
  const elsewhere = await search({ where: 'みほん市', words: '要介護' })
  assert.match(elsewhere.text, /合う手続は見つかりません/)
})

test('what is not offered has no page of its own, and says where to look', async () => {
  for (const path of ['/procedures/482021/dog-registration', '/procedures/482013/nothing', '/procedures/__proto__/x']) {
    const page = await browser.get(path)
    assert.equal(page.status, 404, path)
    assert.match(page.text, /この手続の案内は見つかりません/)
  }
})

test('whatever is typed into the search, the page is valid and shows it as text', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
    rules: { 'attr-spacing': 'off', 'require-sri': 'off', 'long-title': 'off' },
  })
  for (const query of [
    { where: '000' },
    { where: 'ことり町' },
    { procedure: 'dog-registration' },
    { where: '"><script>alert(1)</script>', words: "' onfocus=alert(1) x='" },
    { where: '長'.repeat(3000), words: '\u202e\u0000'.repeat(50) },
    { where: 'みほん市', words: '' },
    { where: 'みほん市', words: '年金 ごみ' },
    { where: '', words: '児童 手当 犬 登録 災害 介護' },
    {},
  ]) {
    const page = await search(query as Record<string, string>)
    assert.equal(page.status, 200)
    assert.doesNotMatch(page.text, /<script>alert|onfocus=alert\(1\) x='/)
    const report = await validator.validateString(page.text)
    assert.deepEqual(
      report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${ruleId} ${line} ${message}`),
      ),
      [],
    )
  }
  const detail = await validator.validateString((await browser.get('/procedures/482013/child-allowance-claim')).text)
  assert.deepEqual(
    detail.results.flatMap(({ messages }) => messages),
    [],
  )
})

test('a program finds the same without a token', async () => {
  const client = makeApiClient(world)
  const search = new URLSearchParams({ where: '0000101', words: '犬' })
  const found = await client.read('FoundProcedures', `/procedures?${search}`)
  assert.equal(found.municipality?.name, 'みほん市')
  assert.equal(found.procedures[0]?.procedure, 'dog-registration')
  const away = await client.read('FoundProcedures', `/procedures?${new URLSearchParams({ words: '予防接種' })}`)
  assert.deepEqual([away.procedures, away.nearby], [[], []])
  assert.deepEqual([away.leads[0]?.place, away.leads[0]?.basis], ['municipality', '予防接種法5条'])
  const offered = await client.read('OfferedProcedure', '/procedures/482013/dog-registration')
  assert.equal(offered.counters[0]?.name, '生活環境課')
  assert.deepEqual(
    offered.filers.map(({ is, who }) => [is, who]),
    [['subject', '飼い主']],
  )
  assert.deepEqual([offered.completion.online, offered.completion.why], ['part', '鑑札と注射済票を渡すため'])
  const whole = await client.read('OfferedProcedure', '/procedures/482013/child-allowance-claim')
  assert.deepEqual(whole.completion, { online: 'whole', why: null, left: null })
  assert.equal((await client.call('GET', '/procedures/482013/nothing')).body.code, 'PROCEDURE_UNKNOWN')
})
