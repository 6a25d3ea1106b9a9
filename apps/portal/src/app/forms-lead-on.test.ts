import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Database, openDatabase } from '@madoguchi/db'
import { dayMs, hourMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import type { PortalTables } from '../shell/tables.ts'
import { fillIn } from '../testing/read-fill-form.fixture.ts'
import { logInByPage, makeBrowser, type Seen, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { begin, dog, dogsPath, owner, publishOffers } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

const cards = makeDemoCards()
const mails: string[] = []
let world: TestPortal
let db: Database<PortalTables>
before(async () => {
  world = await openTestPortal({ cards, mailer: { send: async ({ text }) => void mails.push(text) } })
  db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  await publishOffers(world)
})
after(async () => {
  await db[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

/** Every address of a form, as the router is given them. */
function listForms(): readonly string[] {
  const forms: string[] = []
  const none = () => undefined
  const post = (path: string) => void forms.push(path)
  for (const { pages } of world.portal.journeys)
    pages?.({ get: none, peek: none, open: none, beside: none, call: none, post })
  return forms
}

async function enterAs(name: string): Promise<TestBrowser> {
  cards.insert(await world.makePerson(name))
  const browser = makeBrowser(world)
  await logInHere(browser)
  return browser
}

async function logInHere(browser: TestBrowser): Promise<Seen> {
  const seen = await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  if (seen.location === '/registration') await browser.post('/registration', { consent: 'yes', email: '' })
  return seen
}

const tokenOf = (mail = '') => /\/email\/confirm#([0-9A-Z-]{19})/.exec(mail)?.[1] ?? assert.fail(mail)
const emailOf = ({ text }: Seen) =>
  /<input[^>]*name="email"[^>]*type="email"[^>]*>|<input[^>]*type="email"[^>]*>/.exec(text)?.[0] ?? ''
const aimOf = ({ text }: Seen, action: string) =>
  new RegExp(`action="(${action}\\?held=[\\w-]+)"`).exec(text)?.[1] ?? assert.fail('a form of this window')

test('no form is answered with a page: sent empty, with nonsense, by a stranger, by somebody logged in, and after the session ended', async () => {
  const forms = listForms()
  assert.ok(forms.length > 20, String(forms.length))
  const nonsense = {
    email: '\u0000<"',
    token: 'x',
    card: 'nobody',
    pin: 'abc',
    code: 'x',
    type: 'nothing',
    name: 'x'.repeat(99),
    phone: 'z',
  }
  const ended = await enterAs('見本 終子')
  world.clock.advance(hourMs)
  const browsers = { stranger: makeBrowser(world), citizen: await enterAs('見本 一子'), ended }
  for (const [who, browser] of Object.entries(browsers)) {
    const draft = who === 'citizen' ? await begin(browser) : '/fill/dft_AAAAAAAAAAAAAAAAAAAAAA'
    const things: Readonly<Record<string, string>> = {
      ...{ draft: draft.split('/').at(-1) ?? '', page: 'owner', item: `itm_${'x'.repeat(22)}` },
      ...{ request: 'req_AAAAAAAAAAAAAAAAAAAAAA', exchange: 'exc_AAAAAAAAAAAAAAAAAAAAAA' },
      ...{ municipality: '999001', procedure: 'dog-registration' },
      ...{ filing: 'fil_AAAAAAAAAAAAAAAAAAAAAA', attachment: 'att_AAAAAAAAAAAAAAAAAAAAAA' },
    }
    for (const form of forms) {
      // Whoever logs out, or removes the draft, is somebody else for the forms that come then.
      if (/logout$|remove|leave/.test(form) && who === 'citizen') continue
      const path = form.replace(
        /:(\w+)/g,
        (_, name: string) => things[name] ?? assert.fail(`${form}: what is ${name}?`),
      )
      for (const fields of [{}, nonsense]) {
        const seen = await browser.post(path, fields)
        const isLed = seen.shownAt === undefined ? seen.status === 303 : seen.status !== 303 && seen.status < 500
        assert.ok(isLed, `${who} ${path} ${seen.status} ${seen.shownAt}`)
        if (seen.shownAt !== undefined) assert.match(seen.shownAt, /^[\w/.-]+\?(held=[\w-]+|why=busy)$/)
      }
    }
  }
})

test('no form is answered with a page when all in it is right, either', async () => {
  const browser = makeBrowser(world)
  cards.insert(await world.makePerson('見本 正子'))
  const forms: string[] = []
  /** Sends what is right; gives where it led. */
  async function send(form: string, fields: Readonly<Record<string, string>> = {}, path = form): Promise<string> {
    forms.push(form)
    const { status, location, shownAt } = await browser.post(path, fields)
    assert.ok(shownAt === undefined ? status === 303 : status === 200, `${path} ${status} ${shownAt}`)
    return location ?? shownAt ?? assert.fail(path)
  }
  const card = { card: 'hanako', pin: testPin }
  const confirm = async (act: string, fields = {}) => send(`/confirm/${act}/sandbox`, { ...card, ...fields })
  assert.equal(await send('/demo-cards/unlock', { card: 'hanako' }), '/demo-cards?done=unlocked')
  assert.equal(await send('/login/sandbox', card), '/registration')
  assert.equal(await send('/registration', { consent: 'yes', email: '' }), '/home')
  assert.equal(await send('/session/continue', { back: '/settings' }), '/settings')
  assert.match(await send('/settings/email', { email: 'tadashii@example.jp' }), /^\/confirm\/email\?held=/)
  assert.equal(await confirm('email', { email: 'tadashii@example.jp' }), '/settings?done=email-sent')
  assert.equal(await send('/settings/email/resend'), '/settings?done=email-sent')
  await waitUntil(() => mails.length === 2)
  assert.match(await send('/email/confirm', { token: tokenOf(mails.at(-1)) }), /^\/email\/confirm/)
  assert.equal(await send('/settings/email/remove'), '/settings?done=email-removed')
  assert.match(await send('/settings/recovery-code'), /^\/confirm\/recovery-code\?held=/)
  assert.equal(await confirm('recovery-code'), '/settings/recovery-code')
  assert.match(await send('/activity/close-others'), /^\/confirm\/close-others\?held=/)
  assert.match(await confirm('close-others'), /^\/activity/)

  world.peers.reply = 'nothing-to-show'
  const request = await send('/information', { type: 'household' })
  await waitUntil(async () => (await browser.get(request)).text.includes('お見せできる情報はありません'))
  const exchange = /exc_[\w-]{22}/.exec((await browser.get(request)).text)?.[0] ?? assert.fail('an exchange')
  const check = `${request}/checks/${exchange}`
  assert.equal(await send('/requests/:request/checks/:exchange', { name: '見本' }, check), check)
  assert.equal(await send('/requests/:request/ask-again', {}, `${request}/ask-again`), request)
  assert.equal(await send('/requests/:request/withdraw', {}, `${request}/withdraw`), request)
  assert.equal(await send('/requests/:request/delete', {}, `${request}/delete`), '/requests?deleted=1')
  assert.equal(await send('/requests/:request/delete', {}, `${request}/delete`), '/requests?deleted=before')

  const fill = await send('/procedures/:municipality/:procedure/fill', {}, dogsPath)
  assert.equal(await send('/fill/:draft/:page', { ...owner, _go: 'next' }, `${fill}/owner`), `${fill}/dogs`)
  const item = `${fill}/dogs/itm_${'x'.repeat(22)}`
  await send('/fill/:draft/:page/:item', { ...dog('ポチ'), _new: '1', _go: 'next' }, item)
  assert.match(await send('/fill/:draft/left-out', {}, `${fill}/left-out`), /\/left-out\?told=put-away$/)
  assert.equal(await send('/fill/:draft/remove', {}, `${fill}/remove`), '/drafts?removed=1')
  assert.equal(await send('/fill/:draft/remove', {}, `${fill}/remove`), '/drafts?removed=before')
  assert.equal(await send('/drafts/take'), '/drafts?taken=0')
  assert.equal(await send('/drafts/remove-all'), '/drafts?removed=1')
  assert.match(await send('/settings/leave', { confirmed: 'yes' }), /^\/confirm\/leave\?held=/)
  assert.equal(await confirm('leave'), '/left')
  assert.equal(await send('/logout'), '/logged-out')

  // With a second card, with a document that is signed, and what is sent: `new-card.test.ts`, `card-verify.test.ts`,
  // `verify-several.test.ts`, `apply.test.ts`, `files.test.ts`, `replies.test.ts`,
  // `corrections.test.ts`.
  const others = /^\/new-card|vault-anew|^\/card\/verify|^\/fill\/:draft\/(?:files|send|correction)|^\/filings/
  const elsewhere = listForms().filter((form) => others.test(form))
  assert.deepEqual([...new Set([...forms, ...elsewhere])].sort(), [...listForms()].sort())
})

test('two windows of a browser that has no cookie yet are both wrong at once, and each still shows what was typed in it', async () => {
  const browser = makeBrowser(world)
  const typed = ['hitotsu', 'futatsu']
  const windows = await Promise.all(typed.map((token) => browser.post('/email/confirm', { token })))
  for (const [i, { shownAt = '' }] of windows.entries())
    assert.match((await browser.get(shownAt)).text, new RegExp(`value="${typed[i]}"`))
})

test('what was typed wrong stands in its own window until it is right; then its page shows nothing of it, and another window keeps its own', async () => {
  const browser = await enterAs('見本 窓子')
  const [one, other] = [
    await browser.post('/settings/email', { email: 'first' }),
    await browser.post('/settings/email', { email: 'second' }),
  ]
  const again = async ({ shownAt = '' }: Seen) => browser.get(shownAt)
  for (const [seen, typed] of [
    [one, 'first'],
    [other, 'second'],
  ] as const) {
    assert.equal(seen.status, 422)
    const loaded = await again(seen)
    assert.match(emailOf(loaded), new RegExp(`value="${typed}"`))
    assert.match(loaded.text, /メールアドレスの形を確かめてください/)
  }
  const wrongAgain = await browser.post(aimOf(one, '/settings/email'), { email: 'third' })
  assert.match(emailOf(await again(wrongAgain)), /value="third"/)
  const right = await browser.post(aimOf(wrongAgain, '/settings/email'), { email: 'fuku@example.jp' })
  assert.match(right.shownAt ?? '', /^\/confirm\/email\?held=/)
  for (const gone of [one, wrongAgain]) {
    const back = await again(gone)
    assert.deepEqual([back.status, /形を確かめて/.test(back.text), /first|third/.test(back.text)], [200, false, false])
  }
  assert.match(emailOf(await again(other)), /value="second"/)
  const done = await browser.post(aimOf(right, '/confirm/email/sandbox'), {
    email: 'fuku@example.jp',
    card: 'hanako',
    pin: testPin,
  })
  assert.equal(done.location, '/settings?done=email-sent')
  const back = await again(right)
  assert.deepEqual([back.status, back.location], [303, '/settings'])
})

test('what somebody typed opens for nobody else in the same browser, and for nobody after they left', async () => {
  const browser = await enterAs('見本 前子')
  const { shownAt = '' } = await browser.post('/settings/email', { email: 'mine' })
  await browser.post('/logout')
  assert.doesNotMatch((await browser.get(shownAt)).text, /mine/)
  await logInHere(browser)
  assert.doesNotMatch((await browser.get(shownAt)).text, /value="mine"/)
  const mine = await browser.post('/settings/email', { email: 'mine' })
  cards.insert(await world.makePerson('見本 後子'))
  await logInHere(browser)
  assert.doesNotMatch((await browser.get(mine.shownAt ?? '')).text, /value="mine"/)
})

test('a session ends while somebody types: after the log-in the page has what was typed, and says that it was not sent', async () => {
  const browser = await enterAs('見本 途子')
  world.clock.advance(hourMs)
  const refused = await browser.post('/settings/email', { email: 'machi@example.jp' })
  assert.deepEqual([refused.status, /^\/refused\?held=/.test(refused.shownAt ?? '')], [401, true])
  assert.match(refused.text, /入力した内容は、このブラウザに取ってあります/)
  const { shownAt: location } = await logInHere(browser)
  assert.match(location ?? '', /^\/settings\?held=/)
  const page = await browser.get(location ?? '')
  assert.match(page.text, /入力した内容は、まだ送られていません/)
  assert.match(emailOf(page), /value="machi@example.jp"/)
  const sent = await browser.post(aimOf(page, '/settings/email'), { email: 'machi@example.jp' })
  assert.match(sent.shownAt ?? '', /^\/confirm\/email/)
  assert.doesNotMatch((await browser.get(location ?? '')).text, /まだ送られていません/)
})

test('after a session’s end whoever logs in next in the same browser reads nothing of what was typed', async () => {
  const browser = await enterAs('見本 先子')
  world.clock.advance(hourMs)
  await browser.post('/settings/email', { email: 'saki@example.jp' })
  cards.insert(await world.makePerson('見本 次子'))
  await logInHere(browser)
  const [row] = await db.kysely
    .selectFrom('held_replies')
    .select('id')
    .orderBy('number', 'desc')
    .offset(1)
    .limit(1)
    .execute()
  assert.doesNotMatch((await browser.get(`/settings?held=${row?.id}`)).text, /saki@example/)
})

test('no PIN and no recovery code is held, and what is held says nothing to who has the database alone', async () => {
  const browser = makeBrowser(world)
  const wrong = await browser.post('/login/sandbox', { card: 'hanako', pin: '9731' })
  assert.match(wrong.text, /暗証番号/)
  assert.doesNotMatch(wrong.text, /9731/)
  const typed = await browser.post('/email/confirm', { token: 'kimitsu' })
  assert.match((await browser.get(typed.shownAt ?? '')).text, /kimitsu/)
  const rows = await db.kysely.selectFrom('held_replies').select('sealed').execute()
  for (const { sealed } of rows) assert.doesNotMatch(Buffer.from(sealed).toString('latin1'), /kimitsu|<form/)
})

test('an error in a form is mended, and its page shows no error any more; another browser is shown nothing by the same address', async () => {
  const browser = makeBrowser(world)
  const path = await begin(browser)
  const wrong = await browser.post(`${path}/owner`, { ...owner, ownerName: '' })
  assert.equal(wrong.status, 422)
  const { shownAt = '' } = wrong
  assert.equal((await makeBrowser(world).get(shownAt)).status, 404)
  await fillIn(browser, shownAt, owner)
  const back = await browser.get(shownAt)
  assert.deepEqual([back.status, /エラー:/.test(back.text)], [200, false])
  const again = await fillIn(browser, shownAt, owner)
  assert.equal(again.location, `${path}/dogs`)
})

test('whoever clears the drafts of a browser clears what its forms were answered with', async () => {
  const browser = makeBrowser(world)
  const path = await begin(browser)
  const { shownAt = '' } = await browser.post(`${path}/owner`, {
    ...owner,
    ownerName: '',
    ownerAddress: 'みほん市ひみつ町',
  })
  assert.match((await browser.get(shownAt)).text, /ひみつ町/)
  await browser.post('/drafts/remove-all')
  assert.doesNotMatch((await browser.get(shownAt)).text, /ひみつ町/)
})

test('what nobody came back for is forgotten after a day', async () => {
  const browser = makeBrowser(world)
  const { shownAt = '' } = await browser.post('/email/confirm', { token: 'kinou' })
  assert.match((await browser.get(shownAt)).text, /kinou/)
  world.clock.advance(dayMs + 1)
  await world.portal.sweep()
  assert.doesNotMatch((await browser.get(shownAt)).text, /kinou/)
  assert.deepEqual(await db.kysely.selectFrom('held_replies').select('id').execute(), [])
})

test('a script that sends a card reads its refusal in JSON as before', async () => {
  const browser = makeBrowser(world)
  const card = await world.makePerson('見本 票子')
  const refused = await browser.post('/login/card', { certificate: 'AA', signature: 'AA', wrappingKey: 'AA' })
  assert.ok(refused.shownAt === undefined && /^{"code":/.test(refused.text))
  assert.equal((await logInByPage(browser, card)).href, '/registration')
})
