import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkPage, checkScripts } from '../testing/check-page.fixture.ts'
import { listUnanswered } from '../testing/list-unanswered.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
})
after(() => world[Symbol.asyncDispose]())

test('every page of the card is valid, names its operator, and needs no inline script or style (invariant 11)', async () => {
  for (const path of [
    '/card',
    '/card/setup',
    '/card/attributes',
    '/card/sign',
    '/card/verify',
    '/card/verify/signed-revision',
  ])
    await checkPage(path, await makeBrowser(world).get(path))
})

test('the scripts of a page of the card weigh less than 20 kB together, and each import leads to a file that is there', async () => {
  for (const path of ['/card', '/card/attributes', '/card/sign'])
    await checkScripts(path, await makeBrowser(world).get(path))
})

test('whoever is to use the card on another page is led to what it needs, and to what is wrong with it', async () => {
  for (const path of ['/', '/login']) {
    const { text } = await makeBrowser(world).get(path)
    for (const led of ['/card', '/card/setup']) assert.ok(text.includes(`<li><a href="${led}">`), path)
  }
  const { text } = await makeBrowser(world).get('/login')
  assert.match(text, /<form[^>]* action="\/card\/setup"/)
  const words = await makeBrowser(world).get(/data-words="([^"]+)"/.exec(text)?.[1] ?? '')
  for (const led of ['/card', '/card/setup']) assert.ok(words.text.includes(`"href":"${led}"`), led)
})

/** Addresses that stand on paper, in bookmarks, in the extension and in forms that are open somewhere: none is taken out. */
const known = `
GET /card
GET /card/attributes
GET /card/setup
GET /card/sign
GET /card/verify
GET /card/verify/report.pdf
GET /card/verify/signed-revision
GET /fill/:draft/sign
GET /requests/:request/answers/:exchange/sign
POST /card/look
POST /card/verify
POST /card/verify/signed-revision
`

test('every address of the card that a printed page or an open form of before leads to is still answered', () => {
  assert.deepEqual(listUnanswered(world, known), [])
})
