import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

const cards = makeDemoCards()
let world: TestPortal
before(async () => {
  world = await openTestPortal({ mailer: { send: async () => undefined }, cards })
})
after(() => world[Symbol.asyncDispose]())

async function enterWithDemoCard() {
  cards.insert(await world.makePerson('見本 花子'))
  const browser = makeBrowser(world)
  await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await browser.post('/registration', { consent: 'yes', email: '' })
  return browser
}

test('who locks a demo card while it is asked for again is led to its unlocking, and from there back to where the form stood', async () => {
  const browser = await enterWithDemoCard()
  const confirm = (pin: string) =>
    browser.post('/confirm/email/sandbox', { email: 'a@example.jp', card: 'hanako', pin, accept: 'yes' })
  const before = await browser.post('/settings/email', { email: 'a@example.jp' })
  assert.ok(!before.text.includes('/demo-cards'), 'nothing is locked')
  for (const _ of [1, 2, 3]) assert.equal((await confirm('0000')).status, 422)
  const blocked = await confirm(testPin)
  assert.equal(blocked.status, 422)
  const offer = 'href="/demo-cards?back=/settings"'
  assert.ok(blocked.text.includes(offer))
  assert.match(blocked.text, /<title>エラー: /)
  const again = await browser.post('/settings/email', { email: 'a@example.jp' })
  assert.ok(again.text.includes(offer), 'whoever comes later sees it before a PIN is typed')
  const page = await browser.get('/demo-cards?back=/settings')
  assert.match(page.text, /name="back" value="\/settings"/)
  const done = await browser.post('/demo-cards/unlock', { card: 'hanako', back: '/settings' })
  assert.match((await browser.get(done.location ?? '')).text, /<a href="\/settings">前の画面へ戻る/)
  assert.equal((await confirm(testPin)).location, '/settings?done=email-sent')
  for (const back of ['//evil.example', 'https://evil.example', '/\\\\evil', 'javascript:alert(1)'])
    assert.ok(!(await browser.get(`/demo-cards?back=${encodeURIComponent(back)}`)).text.includes('evil.example'))
})

test('what is for readers without a script is shown to nobody else', async () => {
  const { text } = await (await enterWithDemoCard()).post('/settings/email', { email: 'b@example.jp' })
  assert.match(text, /<noscript><p>[^<]*JavaScript[^<]*<\/p><\/noscript>/)
  assert.doesNotMatch(text.replace(/<noscript>[\s\S]*?<\/noscript>/g, ''), /JavaScript/)
})
