import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { begin, publishOffers, wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'

const deskOrigin = 'http://127.0.0.1:8481'
const cards = makeDemoCards()
let world: TestPortal
let draft: string
let citizen: TestBrowser
before(async () => {
  world = await openTestPortal({
    ...{ cards, mailer: { send: async () => undefined } },
    operator: { origin: deskOrigin, token: 'a-token-that-nobody-guesses' },
  })
  await publishOffers(world)
  cards.insert(await world.makePerson('見本 大子'))
  citizen = makeBrowser(world)
  await citizen.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await citizen.post('/registration', { consent: 'yes', email: '' })
  draft = await begin(citizen)
})
after(() => world[Symbol.asyncDispose]())

const ours = { origin: testOrigin, 'sec-fetch-site': 'same-origin' }
const browserLike = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const declared = { 'content-length': '100000000' }
const tooMuch = { text: 'あ'.repeat(30_000) }

type Route = { readonly path: string; readonly page?: string }

/** Every form and every page, as the router is given them. */
function listRoutes(): { readonly forms: readonly Route[]; readonly pages: readonly string[] } {
  const forms: Route[] = []
  const pages: string[] = []
  const none = () => undefined
  const page = (path: string) => void pages.push(path)
  for (const { pages: add } of world.portal.journeys)
    add?.({
      ...{ get: page, open: page, peek: none, beside: none, call: none },
      post: (path, _, { page: standing } = {}) =>
        void forms.push(standing === undefined ? { path } : { path, page: standing }),
    })
  return { forms, pages }
}

/** An address of a pattern; where the draft of the citizen is named, it is theirs. */
function addressOf(pattern: string): string {
  const things: Readonly<Record<string, string>> = {
    ...{ draft: draft.replace('/fill/', ''), page: 'owner', item: `itm_${'x'.repeat(22)}` },
    ...{ request: 'req_AAAAAAAAAAAAAAAAAAAAAA', exchange: 'exc_AAAAAAAAAAAAAAAAAAAAAA' },
    ...{ municipality: '482013', procedure: 'dog-registration' },
    ...{ filing: `fil_${'A'.repeat(22)}`, attachment: `att_${'A'.repeat(22)}` },
  }
  return pattern.replace(/:(\w+)/g, (_, name: string) => things[name] ?? assert.fail(`${pattern}: what is ${name}?`))
}

/** One request as a browser's page sends it; where it leads is not followed. */
async function send(
  path: string,
  { headers = {}, body = '' }: { headers?: Record<string, string>; body?: string | URLSearchParams } = {},
) {
  const response = await world.portal.fetch(
    new Request(testOrigin + path, { method: 'POST', headers: { ...browserLike, ...ours, ...headers }, body }),
  )
  return { response, to: response.headers.get('location') }
}

test('of every form that is too large its sender is led to the page on which it stands', async () => {
  const { forms, pages } = listRoutes()
  assert.ok(forms.length > 20)
  for (const { path, page = path } of forms) {
    const { response, to } = await send(addressOf(path), { headers: declared })
    assert.deepEqual([response.status, to], [303, `${addressOf(page)}?refused=body-too-large`], path)
    assert.ok(pages.includes(page), `${path}: ${page} is a page`)
  }
})

test('who wrote too much reads on the form’s own page how much it may be, and that nothing kept is lost', async () => {
  for (const [form, shownAt] of [
    ['/settings/email', '/settings?refused=body-too-large'],
    [`${draft}/owner`, `${draft}/owner?refused=body-too-large`],
  ] as const) {
    const seen = await citizen.post(form, tooMuch)
    assert.deepEqual([seen.status, seen.shownAt], [413, shownAt])
    assert.match(seen.text, /<title>エラー: /)
    const words = wordsOf(seen.text)
    assert.match(words, /送った内容が大きすぎて、受け取れませんでした/)
    assert.match(words, /およそ7千字まで/)
    assert.match(words, /前に保存した内容は、そのまま残っています/)
    assert.match(seen.text, new RegExp(`action="${form}"`), 'and it can be sent again')
  }
})

test('a window that shows what was wrong shows it still when what comes next is too large', async () => {
  const wrong = await citizen.post('/settings/email', { email: 'chigau' })
  const aim = /action="(\/settings\/email\?held=[\w-]+)"/.exec(wrong.text)?.[1] ?? assert.fail('a form of this window')
  const seen = await citizen.post(aim, tooMuch)
  assert.equal(seen.shownAt, `${wrong.shownAt}&refused=body-too-large`)
  assert.match(seen.text, /value="chigau"/)
  assert.equal(seen.text.split('id="error-summary"').length, 2, 'one summary, and a word beside it')
  assert.match(wordsOf(seen.text), /大きすぎて、受け取れませんでした[\s\S]*メールアドレスの形を確かめてください/)
})

test('what is sent to a page that has no form leads to that page, which says so', async () => {
  const { forms, pages } = listRoutes()
  const plain = pages.filter((page) => !forms.some(({ path }) => path === page) && !page.includes(':'))
  assert.ok(plain.length > 10)
  for (const path of plain) {
    const { response, to } = await send(path)
    const isFile = path.includes('.')
    assert.equal(response.status, 303, path)
    if (isFile) assert.match(to ?? '', /^\/refused\?why=method-not-allowed&number=req_/)
    else assert.equal(to, `${path}?refused=method-not-allowed`)
  }
  const seen = await citizen.post('/home')
  assert.deepEqual([seen.status, seen.shownAt], [400, '/home?refused=method-not-allowed'])
  assert.match(wordsOf(seen.text), /ここには、送れるものがありません[\s\S]*何も変わっていません/)
})

test('a form of another site leads to one page of ours, whatever it named, and leaves nothing behind', async () => {
  for (const headers of [
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    { origin: 'https://evil.example' },
    { origin: 'null', 'sec-fetch-site': 'same-site' },
  ])
    for (const path of ['/settings/email?held=hld_AAAAAAAAAAAAAAAAAAAAAA&x=%22', `${draft}/owner`, '/home']) {
      const { response, to } = await send(path, {
        headers: { 'sec-fetch-site': 'cross-site', ...headers },
        body: 'email=x',
      })
      assert.equal(response.status, 303)
      assert.match(to ?? '', /^\/refused\?why=request-forged&number=req_[\w-]{22}$/)
      assert.deepEqual(response.headers.getSetCookie(), [])
    }
  const seen = await citizen.post('/settings/email', {}, { origin: 'https://evil.example' })
  assert.equal(seen.status, 403)
  assert.match(wordsOf(seen.text), /安全のため、受け付けませんでした[\s\S]*何も変わっていません/)
  assert.doesNotMatch(seen.text, /見本 大子/)
  const fromThere = await citizen.get('/settings?refused=body-too-large', { 'sec-fetch-site': 'cross-site' })
  assert.doesNotMatch(
    wordsOf(fromThere.text),
    /受け取れませんでした/,
    'no link of another site has a page of ours say so',
  )
})

test('what another site loads beside its own page, a script, a program and a call of the API are answered as before', async () => {
  const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  const large = new URLSearchParams(tooMuch)
  const kept = [
    [await send('/settings/email', { headers: { ...evil, 'sec-fetch-mode': 'no-cors' } }), 403],
    [await send('/settings/email', { headers: { ...evil, accept: '*/*' } }), 403],
    [await send('/settings/email', { headers: { 'sec-fetch-mode': 'same-origin' }, body: large }), 413],
    [await send('/settings/email', { headers: { accept: '*/*' }, body: large }), 413],
    [await send('/settings/email', { headers: { accept: 'application/json' }, body: large }), 413],
    [await send('/api/v1/requests', { headers: { accept: 'application/json' }, body: large }), 413],
    [await send('/api/v1/requests', { body: large }), 413],
    [await send('/nowhere'), 404],
  ] as const
  for (const [{ response, to }, status] of kept) assert.deepEqual([response.status, to], [status, null])
})

test('a form that we failed at leads to a page with the number under which it stands in the log', async () => {
  await using owner = openDatabase<PortalTables>({ connection: world.database.migrateUrl, applicationName: 'test' })
  await sql`alter table held_replies rename to held_replies_away`.execute(owner.kysely)
  try {
    const { response, to } = await send('/email/confirm', { body: 'token=x' })
    assert.equal(response.status, 303)
    assert.match(to ?? '', /^\/refused\?why=internal&number=req_[\w-]{22}$/)
    assert.equal((await makeBrowser(world).post('/email/confirm', { token: 'x' })).status, 500)
    assert.equal(response.headers.get('x-request-id'), new URL(to ?? '', testOrigin).searchParams.get('number'))
  } finally {
    await sql`alter table held_replies_away rename to held_replies`.execute(owner.kysely)
  }
  const seen = await makeBrowser(world).get('/refused?why=internal&number=req_AAAAAAAAAAAAAAAAAAAAAA')
  assert.match(wordsOf(seen.text), /処理を終えられませんでした[\s\S]*req_AAAAAAAAAAAAAAAAAAAAAA/)
})

test('the operator’s forms lead on as well', async () => {
  const desk = makeBrowser({ portal: { ...world.portal, fetch: world.portal.operatorFetch } }, deskOrigin)
  const seen = await desk.post('/notices', tooMuch)
  assert.match(seen.shownAt ?? '', /^\/refused\?why=body-too-large&number=req_/)
  assert.deepEqual([seen.status, /大きすぎます/.test(seen.text)], [413, true])
})
