import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, hourMs, minuteMs } from '@madoguchi/kit'
import { sql } from 'kysely'
import { openTestAgencies, type TestAgencies } from '../open-test-agencies.fixture.ts'
import { makeTestPasskey, type PasskeyChanges } from './testing/passkey.fixture.ts'
import { askAt, deskOrigin, enterDesk, inviteTo, logIn, makeDeskBrowser } from './testing/test-desk.fixture.ts'

const looker = { name: '佐藤', roles: 'look', affairs: 'self-information' }
const administrator = { name: '鈴木', roles: 'settings', affairs: 'desk' }

describe('an officer at the door of the desk', () => {
  let server: EmbeddedServer
  let world: TestAgencies
  before(async () => {
    server = await openTestServer()
    world = await openTestAgencies(server, { deskOrigin })
  })
  after(async () => {
    await world[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  it('comes in by the passkey that their link let them register, and out again', async () => {
    const { browser } = await enterDesk(world.shi, looker)
    assert.match((await browser.get('/')).text, /佐藤/)
    const session = browser.cookies.get('__Host-desk')
    assert.equal((await browser.post('/logout')).location, '/login')
    assert.equal((await browser.get('/')).location, '/login')
    browser.cookies.set('__Host-desk', session ?? '')
    assert.equal((await browser.get('/')).location, '/login', 'nor with the old cookie')
  })

  it('finds no way without one: no page, no form, no word', async () => {
    const stranger = makeDeskBrowser(world.shi)
    for (const path of ['/', '/audit', '/officers', '/protections', '/letters', '/protections/find'])
      assert.equal((await stranger.get(path)).location, '/login', path)
    assert.equal((await stranger.post('/protections/find', { name: 'x' })).location, '/login')
    assert.equal(
      (await stranger.post('/login', { name: '佐藤', password: 'x' })).location,
      '/login?problem=PASSKEY_LATE',
    )
    for (const response of ['', '{}', '[]', 'null', '{"id":7}', '{"id":"x","response":null}']) {
      await askAt(stranger, '/login')
      assert.equal((await stranger.post('/login', { response })).location, '/login?problem=PASSKEY_REFUSED', response)
    }
  })

  const wrong: Readonly<Record<string, PasskeyChanges>> = {
    'made for another site': { origin: 'https://evil.example' },
    'of another relying party': { rpId: 'evil.example' },
    'to another challenge': { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    'of a device that did not see its holder': { isVerified: false },
  }
  for (const [what, changes] of Object.entries(wrong)) {
    it(`is refused with an answer ${what}, at registering and at the log-in`, async () => {
      const path = await inviteTo(world.shi, looker)
      const browser = makeDeskBrowser(world.shi)
      const passkey = makeTestPasskey(deskOrigin)
      const made = await browser.post(path, { response: passkey.register(await askAt(browser, path), changes) })
      assert.equal(made.location, `${path}?problem=PASSKEY_REFUSED`)
      const right = await browser.post(path, { response: passkey.register(await askAt(browser, path)) })
      assert.equal(right.location, '/login?done=registered', 'the link was not used up by that')
      assert.equal((await logIn(browser, passkey, changes)).location, '/login?problem=PASSKEY_REFUSED')
      assert.equal((await logIn(browser, passkey)).location, '/')
    })
  }

  it('is refused with an answer that was given before, and with that of another browser', async () => {
    const { browser, passkey } = await enterDesk(world.shi, looker)
    const response = passkey.logIn(await askAt(browser, '/login'))
    assert.equal((await browser.post('/login', { response })).location, '/')
    assert.equal((await browser.post('/login', { response })).location, '/login?problem=PASSKEY_LATE')
    await askAt(browser, '/login')
    assert.equal((await browser.post('/login', { response })).location, '/login?problem=PASSKEY_REFUSED')
    const asked = await askAt(browser, '/login')
    const elsewhere = makeDeskBrowser(world.shi)
    assert.equal(
      (await elsewhere.post('/login', { response: passkey.logIn(asked) })).location,
      '/login?problem=PASSKEY_LATE',
    )
  })

  it('comes in while strangers ask for thousands of passkeys, of which no more than five thousand are kept', async () => {
    const { browser, passkey } = await enterDesk(world.shi, looker)
    const { database } = world.shi
    const soon = new Date(world.test.clock.now().getTime() + minuteMs)
    await sql`insert into desk_challenges (asking_hash, purpose, challenge, ends_at)
      select sha256(convert_to(n::text, 'UTF8')), 'log-in', 'x', ${soon} from generate_series(1, 6000) n`.execute(
      database,
    )
    assert.equal((await logIn(browser, passkey)).location, '/')
    const { count } = await database
      .selectFrom('desk_challenges')
      .select((query) => query.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow()
    assert.ok(Number(count) < 5000)
  })

  it('is refused five minutes later', async () => {
    const { browser, passkey } = await enterDesk(world.shi, looker)
    const response = passkey.logIn(await askAt(browser, '/login'))
    world.test.clock.advance(5 * minuteMs)
    assert.equal((await browser.post('/login', { response })).location, '/login?problem=PASSKEY_LATE')
  })

  it('is refused where the counter of the passkey does not go on: one of two is a copy', async () => {
    const { browser, passkey } = await enterDesk(world.shi, looker)
    assert.equal((await logIn(browser, passkey, { counter: 100 })).location, '/')
    for (const counter of [100, 99, 0])
      assert.equal(
        (await logIn(browser, passkey, { counter })).location,
        '/login?problem=PASSKEY_REFUSED',
        String(counter),
      )
    assert.equal((await logIn(browser, passkey, { counter: 101 })).location, '/')
  })

  it('does not come in as another officer: neither by their credential nor by their handle', async () => {
    const one = await enterDesk(world.shi, looker)
    const other = await enterDesk(world.shi, administrator)
    const handleOf = async (officer: string) =>
      (
        await world.shi.database
          .selectFrom('officers')
          .select('user_handle')
          .where('officer', '=', officer)
          .executeTakeFirstOrThrow()
      ).user_handle
    const handle = Buffer.from(await handleOf(other.officer)).toString('base64url')
    for (const changes of [
      { id: other.passkey.id },
      { userHandle: handle },
      { id: other.passkey.id, userHandle: handle },
    ])
      assert.equal((await logIn(one.browser, one.passkey, changes)).location, '/login?problem=PASSKEY_REFUSED')
    const path = await inviteTo(world.shi, looker)
    const response = other.passkey.register(await askAt(one.browser, path))
    assert.equal(
      (await one.browser.post(path, { response })).location,
      `${path}?problem=PASSKEY_REFUSED`,
      'nor by registering it',
    )
  })

  it('uses a link once, within a day, and only one that was made', async () => {
    const path = await inviteTo(world.shi, looker)
    const browser = makeDeskBrowser(world.shi)
    assert.equal((await browser.get(path)).status, 200)
    assert.equal((await browser.get(path)).status, 200, 'looking uses nothing up')
    const [first, second] = [makeTestPasskey(deskOrigin), makeTestPasskey(deskOrigin)]
    const late = makeDeskBrowser(world.shi)
    const asked = await askAt(late, path)
    await browser.post(path, { response: first.register(await askAt(browser, path)) })
    const again = await late.post(path, { response: second.register(asked) })
    assert.equal(again.location, `${path}?problem=INVITATION_ENDED`)
    assert.deepEqual([(await browser.get(path)).status, await askAt(browser, path)], [404, undefined])
    const over = await inviteTo(world.shi, looker)
    world.test.clock.advance(dayMs)
    assert.deepEqual([(await browser.get(over)).status, await askAt(browser, over)], [404, undefined])
    assert.equal((await browser.get('/invitation/AAAA')).status, 404)
    const { token_hash: hash } = await world.shi.database
      .selectFrom('desk_invitations')
      .select('token_hash')
      .executeTakeFirstOrThrow()
    assert.equal(hash.length, 32, 'and of the link only a hash is kept')
  })

  it('is logged out half an hour after the last page, and eight hours after the log-in at the latest', async () => {
    const { browser, passkey } = await enterDesk(world.shi, looker)
    world.test.clock.advance(29 * minuteMs)
    assert.equal((await browser.get('/')).status, 200)
    world.test.clock.advance(30 * minuteMs)
    assert.equal((await browser.get('/')).location, '/login')
    await logIn(browser, passkey)
    for (let passed = 0; passed < 8 * hourMs - 20 * minuteMs; passed += 20 * minuteMs) {
      world.test.clock.advance(20 * minuteMs)
      assert.equal((await browser.get('/')).status, 200)
    }
    world.test.clock.advance(20 * minuteMs)
    assert.equal((await browser.get('/')).location, '/login')
  })

  it('gets another cookie at each log-in, and the earlier one opens nothing', async () => {
    const { browser, passkey } = await enterDesk(world.shi, looker)
    const earlier = browser.cookies.get('__Host-desk') ?? ''
    await logIn(browser, passkey)
    assert.notEqual(browser.cookies.get('__Host-desk'), earlier)
    const old = makeDeskBrowser(world.shi)
    old.cookies.set('__Host-desk', earlier)
    assert.equal((await old.get('/')).location, '/login')
  })

  it('is nobody at another agency, with the session and with the passkey of this one', async () => {
    const { browser, passkey } = await enterDesk(world.shi, looker)
    const there = makeDeskBrowser(world.kenpo)
    there.cookies.set('__Host-desk', browser.cookies.get('__Host-desk') ?? '')
    assert.equal((await there.get('/')).location, '/login')
    assert.equal((await logIn(there, passkey)).location, '/login?problem=PASSKEY_REFUSED')
  })

  it('is not reached by another name of the host, nor by a form of another site; a link from there wants a press', async () => {
    const { browser } = await enterDesk(world.shi, { name: '田中', roles: 'records', affairs: 'desk' })
    assert.equal((await makeDeskBrowser(world.shi, 'http://evil.example').get('/login')).status, 404)
    assert.equal((await browser.post('/logout', {}, { origin: 'https://evil.example' })).status, 403)
    const led = await browser.get('/audit', { 'sec-fetch-site': 'cross-site' })
    assert.match(led.text, /ほかのサイトから開かれました/)
    assert.doesNotMatch(led.text, /table--dense/)
    assert.match((await browser.get('/audit', { 'sec-fetch-site': 'same-origin' })).text, /table--dense/)
  })

  it('who lost a passkey gets another by two administrators, and the lost one opens nothing', async () => {
    const lost = await enterDesk(world.shi, looker)
    const [a, b] = [
      await enterDesk(world.shi, administrator),
      await enterDesk(world.shi, { ...administrator, name: '高橋' }),
    ]
    const page = `/officers/${lost.officer}`
    assert.match((await b.browser.follow(`${page}/confirm`)).text, /待っている再登録はありません/)
    assert.match((await a.browser.follow(`${page}/replace`)).text, /再登録を始めました/)
    assert.equal((await lost.browser.get('/')).location, '/login', 'whoever holds it is logged out')
    assert.match((await a.browser.follow(`${page}/confirm`)).text, /始めた職員は、認められません/)
    assert.equal((await lost.browser.post(`${page}/confirm`)).location, '/login')
    const shown = await b.browser.post(`${page}/confirm`)
    const path = /invitation\/[\w-]{43}/.exec(shown.text)?.[0] ?? ''
    assert.match((await b.browser.follow(`${page}/confirm`)).text, /待っている再登録はありません/)
    const anew = makeTestPasskey(deskOrigin)
    const made = await lost.browser.post(`/${path}`, { response: anew.register(await askAt(lost.browser, `/${path}`)) })
    assert.equal(made.location, '/login?done=registered')
    assert.equal((await logIn(lost.browser, lost.passkey)).location, '/login?problem=PASSKEY_REFUSED')
    assert.equal((await logIn(lost.browser, anew)).location, '/')
  })

  it('nobody confirms their own replacement, gives themselves roles, or removes themselves', async () => {
    const [a, b] = [await enterDesk(world.shi, administrator), await enterDesk(world.shi, administrator)]
    for (const step of ['replace', 'confirm', 'remove'])
      assert.match((await a.browser.follow(`/officers/${a.officer}/${step}`)).text, /自分には行えません/, step)
    const form = new URLSearchParams([
      ['affair', 'desk'],
      ['role', 'records'],
      ['seen', 'x'],
    ])
    assert.match((await a.browser.follow(`/officers/${a.officer}/roles`, form)).text, /自分には行えません/)
    form.set('affair', 'protection')
    assert.equal(
      (await a.browser.post(`/officers/${b.officer}/roles`, form)).status,
      404,
      'nor roles where they have no settings',
    )
  })

  it('of two administrators who change the same officer’s roles, the second sees what the first did', async () => {
    const [a, b] = [await enterDesk(world.shi, administrator), await enterDesk(world.shi, administrator)]
    const third = await enterDesk(world.shi, { name: '伊藤', roles: 'look', affairs: 'desk' })
    const page = `/officers/${third.officer}`
    const seenBy = async ({ browser }: typeof a) =>
      /name="seen" value="([^"]+)"/.exec((await browser.get(page)).text)?.[1] ?? ''
    const [seenA, seenB] = [await seenBy(a), await seenBy(b)]
    const order = (seen: string, role: string) =>
      new URLSearchParams([
        ['affair', 'desk'],
        ['role', role],
        ['seen', seen],
      ])
    assert.match((await a.browser.follow(`${page}/roles`, order(seenA, 'records'))).text, /任せることを変えました/)
    assert.match((await b.browser.follow(`${page}/roles`, order(seenB, 'divide'))).text, /ほかの職員が、先に変えました/)
    const lines = await third.browser.get('/audit')
    assert.equal(lines.status, 200, 'roles count at once')
    assert.match(lines.text, /任せることを変えました[\s\S]*記録の確認/)
    assert.doesNotMatch(lines.text, /command line/)
  })

  it('who is removed is out at once, and their passkey and unused links open nothing', async () => {
    const a = await enterDesk(world.shi, administrator)
    const gone = await enterDesk(world.shi, looker)
    assert.match((await a.browser.get(`/officers/${gone.officer}/remove`)).text, /元に戻せません/)
    assert.match((await a.browser.follow(`/officers/${gone.officer}/remove`)).text, /職員を外しました/)
    assert.equal((await gone.browser.get('/')).location, '/login')
    assert.equal((await logIn(gone.browser, gone.passkey)).location, '/login?problem=PASSKEY_REFUSED')
  })
})
