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

/** The boxes that are said to be wrong on top of the page. */
function listBoxes(text: string): readonly string[] {
  const [, summary = ''] = /<div class="error-summary[^>]*>([\s\S]*?)<\/div>/.exec(text) ?? []
  return [...(summary || text).matchAll(/<li><a href="#([\w-]+)">/g)].map(([, box = '']) => box)
}

test('who leaves card and PIN empty reads both at once, at the log-in and where the card is asked for again', async () => {
  cards.insert(await world.makePerson('見本 花子'))
  const browser = makeBrowser(world)
  const wrong = await browser.post('/login/sandbox', { card: '', pin: '12' })
  assert.deepEqual([wrong.status, listBoxes(wrong.text)], [422, ['card', 'pin']])
  await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await browser.post('/registration', { consent: 'yes', email: '' })
  const again = await browser.post('/confirm/email/sandbox', { email: 'a@example.jp', card: '', pin: '' })
  assert.deepEqual([again.status, listBoxes(again.text)], [422, ['card', 'pin']])
})

test('before the last try, a PIN that is none and a box that is not ticked are said together; a wrong PIN is said alone', async () => {
  cards.insert(await world.makePerson('見本 花子'))
  const browser = makeBrowser(world)
  const send = (pin: string, accept = '') => browser.post('/login/sandbox', { card: 'hanako', pin, accept })
  for (const _ of [1, 2]) assert.deepEqual(listBoxes((await send('0000')).text), ['pin'])
  assert.deepEqual(listBoxes((await send('12')).text), ['pin', 'accept'])
  assert.deepEqual(listBoxes((await send(testPin)).text), ['accept'])
  assert.equal((await send(testPin, 'yes')).status, 303)
})
