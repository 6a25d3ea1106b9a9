import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs, hourMs, minuteMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { HtmlValidate } from 'html-validate'
import { enter, envOf, makeApiClient } from '../testing/test-api-client.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'

const origin = 'http://127.0.0.1:8481'
const token = 'a-token-that-nobody-guesses'
let world: TestPortal
let desk: TestBrowser
before(async () => {
  world = await openTestPortal({ operator: { origin, token } })
  desk = await enterDesk()
})
after(() => world[Symbol.asyncDispose]())

function openDesk(at = origin): TestBrowser {
  return makeBrowser({ portal: { ...world.portal, fetch: world.portal.operatorFetch } }, at)
}

async function enterDesk(): Promise<TestBrowser> {
  const browser = openDesk()
  assert.equal((await browser.post('/login', { name: '田中', token })).location, '/')
  return browser
}

/** Asks for something that the core refuses to take. */
async function makeDeadLetter(name: string) {
  const client = await enter(world, await world.makePerson(name))
  world.peers.refusals.set('whom', 'INQUIRER_UNKNOWN')
  const { body } = await client.call('POST', '/requests', { types: ['household'] })
  const find = async () => /dead-letters\/([\w-]+)\/replay/.exec((await desk.get('/dead-letters')).text)?.[1]
  const id = await waitUntil(find, { what: 'a dead letter' })
  world.peers.refusals.clear()
  await world.portal.sweep()
  const stateOf = async () => (await client.read('Request', `/requests/${body.request}`)).items[0]?.state
  return { id, stateOf }
}

test('nobody gets in without the token, by another name of the host, or through a form of another site', async () => {
  const stranger = openDesk()
  for (const path of ['/', '/dead-letters', '/notices', '/actions'])
    assert.equal((await stranger.get(path)).location, '/login')
  assert.match((await stranger.post('/notices', { text: 'x' })).location ?? '', /^\/login\?typed=/)
  const wrong = await stranger.post('/login', { name: '田中', token: 'wrong' })
  assert.deepEqual([wrong.status, /合言葉がちがいます/.test(wrong.text)], [422, true])
  assert.match(wrong.text, /<input[^>]*value="田中"/)
  assert.doesNotMatch(wrong.text, /value="wrong"/)
  assert.equal((await openDesk('http://evil.example').get('/login')).status, 404)
  assert.equal((await desk.post('/notices', {}, { origin: 'https://evil.example' })).status, 403)
  assert.equal((await makeBrowser(world).get('/dead-letters')).status, 404, 'nor from the citizens’ side')
})

test('every address of the desk that is bookmarked or stands in an open form of before is still answered', async () => {
  const browser = await enterDesk()
  for (const path of ['/', '/dead-letters', '/notices', '/actions'])
    assert.equal((await browser.get(path)).status, 200, path)
  const letter = '/dead-letters/msg_AAAAAAAAAAAAAAAAAAAAAA'
  for (const path of [`${letter}/replay`, `${letter}/discard`, '/notices', '/notices/ntc_AAAAAAAAAAAAAAAAAAAAAA/end'])
    assert.notEqual((await browser.post(path)).status, 404, path)
  assert.equal((await browser.post(`${letter}/burn`)).status, 404, 'as what was never there is not')
  assert.equal((await browser.post('/logout')).location, '/login')
  assert.equal((await browser.get('/login')).status, 200)
})

test('a link of another site does not keep the operator logged in', async () => {
  const browser = await enterDesk()
  for (let minutes = 0; minutes < 30; minutes += 10) {
    world.clock.advance(10 * minuteMs)
    const expected = minutes === 20 ? '/login' : null
    assert.equal((await browser.get('/dead-letters', { 'sec-fetch-site': 'cross-site' })).location, expected)
  }
  desk = await enterDesk()
})

test('a portal without an operator’s token has no such page', async () => {
  await using plain = await openTestPortal()
  assert.equal((await plain.portal.operatorFetch(new Request(`${origin}/login`))).status, 404)
})

test('a dead letter is seen with its code, replayed after a confirmation, and the inquiry gets its answer', async () => {
  world.peers.reply = 'answered'
  const { id, stateOf } = await makeDeadLetter('再送')
  assert.equal(await stateOf(), 'not-permitted')
  assert.match((await desk.get('/dead-letters')).text, /INQUIRER_UNKNOWN/)
  assert.match((await desk.get(`/dead-letters/${id}/replay`)).text, /この通信を再送します/)
  assert.equal(await stateOf(), 'not-permitted', 'looking changes nothing')
  assert.equal((await desk.post(`/dead-letters/${id}/replay`)).location, '/dead-letters?done=replay')
  await waitUntil(async () => (await stateOf()) === 'answered')
  const second = await desk.post(`/dead-letters/${id}/replay`)
  assert.deepEqual([second.status, second.location], [303, `/dead-letters/${id}/replay`], 'only once')
  assert.equal((await desk.get(`/dead-letters/${id}/replay`)).status, 404)
  assert.match((await desk.get('/actions')).text, new RegExp(`田中[\\s\\S]*再送しました[\\s\\S]*${id}`))
})

test('a dead letter is discarded after a confirmation, and one whose time is over cannot be sent again', async () => {
  const { id, stateOf } = await makeDeadLetter('破棄')
  world.clock.advance(8 * dayMs)
  desk = await enterDesk()
  assert.match((await desk.get(`/dead-letters/${id}/replay`)).text, /有効期限が過ぎている/)
  assert.equal((await desk.post(`/dead-letters/${id}/replay`)).status, 409)
  assert.equal((await desk.post(`/dead-letters/${id}/discard`)).location, '/dead-letters?done=discard')
  assert.doesNotMatch((await desk.get('/dead-letters')).text, new RegExp(id))
  assert.match((await desk.get('/actions')).text, /破棄しました/)
  assert.equal(await stateOf().catch(() => 'logged out'), 'logged out')
})

test('queues, agencies and counts tell how things are', async () => {
  await enter(world, await world.makePerson('状況'))
  await world.settle()
  const { text } = await desk.get('/')
  assert.match(text, /mihon-core[\s\S]*届いています/)
  assert.match(text, /mihon-shi/)
  assert.match(text, /登録した利用者/)
  assert.match(text, /送信を待っているものはありません/)
})

test('a notice stands on every citizen’s page in its time, and pauses log-ins where it says so', async () => {
  const at = world.clock.now().getTime()
  const time = (ms: number) => new Date(at + ms + 9 * hourMs).toISOString().slice(0, 16)
  const card = await world.makePerson('点検')
  const inside = await enter(world, card)
  assert.equal((await desk.post('/notices', { text: '', from: time(0), until: time(hourMs) })).status, 422)
  assert.equal((await desk.post('/notices', { text: 'x', from: time(hourMs), until: time(0) })).status, 422)
  const text = '点検のため、15時から16時まで使えません。<b>'
  const form = { text, from: time(minuteMs), until: time(hourMs), pauses: 'yes' }
  assert.equal((await desk.post('/notices', form)).location, '/notices?done=made')
  const citizen = makeBrowser(world)
  assert.doesNotMatch((await citizen.get('/')).text, /点検のため、15時/)
  world.clock.advance(2 * minuteMs)
  for (const path of ['/', '/operator', '/terms'])
    assert.match((await citizen.get(path)).text, /点検のため、15時から16時まで使えません。&lt;b&gt;/)
  const closed = await citizen.get('/login')
  assert.deepEqual([closed.status, /いまは、ログインできません/.test(closed.text)], [503, true])
  const paused = await makeApiClient(world).call('POST', '/login/challenges')
  assert.deepEqual([paused.status, paused.body.code], [503, 'LOGIN_PAUSED'])
  assert.equal((await inside.call('GET', '/requests')).status, 200, 'who is in stays in')
  const notice = /notices\/(ntc_[\w-]{22})\/end/.exec((await desk.get('/notices')).text)?.[1]
  assert.equal((await desk.post(`/notices/${notice}/end`)).location, '/notices?done=ended')
  assert.equal((await citizen.get('/login')).status, 200)
  assert.doesNotMatch((await citizen.get('/')).text, /点検のため/)
})

test('a day that no calendar has is no time of a notice, and what no database keeps is told, not failed on', async () => {
  const words = '点検のお知らせ'
  for (const until of [
    '2027-02-29T10:00',
    '2027-02-30T10:00',
    '2026-11-31T00:00',
    '2026-12-01T24:00',
    '2026-13-01T00:00',
  ])
    assert.equal((await desk.post('/notices', { text: words, from: '2026-11-30T10:00', until })).status, 422, until)
  for (const text of ['点検\u0000', '\u001b[2J', '点検\u202e中', '点検\u200f'])
    assert.equal(
      (await desk.post('/notices', { text, from: '2026-11-30T10:00', until: '2026-12-01T10:00' })).status,
      422,
    )
  const leap = { text: words, from: '2028-02-29T23:59', until: '2028-03-01T00:00' }
  assert.equal((await desk.post('/notices', leap)).location, '/notices?done=made')
  const nameless = await openDesk().post('/login', { name: '田中\u0000', token: 'wrong' })
  assert.equal(nameless.status, 422)
  assert.equal((await openDesk().post('/login', { name: '田中\u202e', token: 'wrong' })).status, 422)
})

test('every page of the desk is valid and has no inline script or style', async () => {
  await makeDeadLetter('形')
  const { text } = await desk.get('/dead-letters')
  const id = /dead-letters\/([\w-]+)\/replay/.exec(text)?.[1]
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
    rules: { 'no-autofocus': 'off', 'attr-spacing': 'off', 'require-sri': 'off', 'long-title': 'off' },
  })
  const paths = [
    '/',
    '/dead-letters',
    `/dead-letters/${id}/replay`,
    `/dead-letters/${id}/discard`,
    '/notices',
    '/actions',
  ]
  for (const path of ['/login', ...paths]) {
    const page = await (path === '/login' ? openDesk() : desk).get(path)
    assert.equal(page.status, 200, path)
    assert.doesNotMatch(page.text, / style="| on[a-z]+="|<style|<script/)
    const { results } = await validator.validateString(page.text)
    assert.deepEqual(
      results.flatMap((result) => result.messages.map((m) => `${path} ${m.ruleId}: ${m.message}`)),
      [],
    )
  }
})

test('the operator reads that more proxies stand in front of the portal than it was told of', async () => {
  for (let i = 0; i < 12; i++) {
    const headers = { 'x-forwarded-for': `203.0.113.${i}` }
    await world.portal.fetch(new Request(`${testOrigin}/`, { headers }), envOf('127.0.0.1'))
  }
  assert.match((await desk.get('/')).text, /前に立つプロキシの数が、設定より多いようです[\s\S]*MADOGUCHI_PROXY_HOPS/)
})

test('an operator who was logged out while they wrote a notice finds it again after the log-in, also after a wrong word', async () => {
  const browser = await enterDesk()
  world.clock.advance(31 * minuteMs)
  const out = await browser.post('/notices', { text: '書きかけのお知らせ', from: '2026-11-30T10:00', until: '' })
  const typed = /^\/login\?typed=(hld_[\w-]+)$/.exec(out.location ?? '')?.[1] ?? assert.fail(String(out.location))
  const wrong = await browser.post('/login', { name: '田中', token: 'wrong', typed })
  assert.match(wrong.text, new RegExp(`name="typed" value="${typed}"`))
  assert.doesNotMatch(wrong.text, /value="wrong"/)
  const entered = await browser.post('/login', { name: '田中', token, typed })
  assert.equal(entered.shownAt, `/notices?held=${typed}`)
  assert.match(entered.text, /まだ送られていません[\s\S]*書きかけのお知らせ/)
  const refused = await browser.post(`/notices?held=${typed}`, { text: '', from: '2026-11-30T10:00', until: '' })
  assert.deepEqual([refused.status, /^\/notices\?held=/.test(refused.shownAt ?? '')], [422, true])
  assert.match((await browser.get(refused.shownAt ?? '')).text, /value="2026-11-30T10:00"/)
  assert.doesNotMatch((await openDesk().get(refused.shownAt ?? '')).text, /2026-11-30T10:00/)
})

test('the operator is logged out after half an hour', async () => {
  const browser = await enterDesk()
  world.clock.advance(29 * minuteMs)
  assert.equal((await browser.get('/')).status, 200)
  world.clock.advance(31 * minuteMs)
  assert.equal((await browser.get('/')).location, '/login')
})
