import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadProcedures } from '@madoguchi/procedures'
import { listDeadLinks } from '../testing/list-dead-links.fixture.ts'
import { listUnanswered } from '../testing/list-unanswered.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { begin, publishOffers } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import { journeys } from './journeys.ts'

const cards = makeDemoCards()
let world: TestPortal
before(async () => {
  world = await openTestPortal({
    cards,
    procedures: loadProcedures().map((one) => ({ ...one, signers: [{ who: '請求者本人', how: 'by-card' }] })),
  })
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

test('a stranger who follows every link from the front page never stands before a page that is not there', async () => {
  const { opened, dead } = await listDeadLinks(makeBrowser(world), ['/', '/procedures?where=482013'])
  assert.deepEqual(dead, [])
  for (const path of ['/login', '/procedures/482013/dog-registration', '/privacy', '/api'])
    assert.ok(opened.includes(path), path)
})

test('a citizen with an answer and a form filled in gets to no page that is not there either', async () => {
  cards.insert(await world.makePerson('花子'))
  const browser = makeBrowser(world)
  await browser.get('/login')
  await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await browser.post('/registration', { consent: 'yes' })
  world.peers.reply = 'answered'
  const { location } = await browser.post('/information', { type: ['household'] })
  assert.ok(location)
  let page = await browser.get(location)
  for (let i = 0; i < 400 && !page.text.includes('回答あり'); i++) page = await browser.get(location)
  const draft = await begin(browser)
  const { opened, dead } = await listDeadLinks(browser, ['/home', `${draft}/print`])
  assert.deepEqual(dead, [])
  for (const path of [`${location}/answers`, `${draft}/check`, '/settings/leave', '/history'])
    assert.ok(opened.includes(path), path)
})

test('where a journey says that it has a page for others, it has one, and no other journey says so', () => {
  const places = journeys.flatMap((journey) => Object.entries(journey.places ?? {}))
  const names = places.map(([name]) => name)
  assert.deepEqual(names, [...new Set(names)])
  assert.deepEqual(listUnanswered(world, places.map(([, path]) => `GET ${path}`).join('\n')), [])
})

test('the check itself: links, files, what only asks and redirects are followed, what is sent is not', async () => {
  const pages: Readonly<Record<string, string>> = {
    '/': '<a href="/a?b=1&amp;c#d">a</a><form method="post" action="/sent"></form><form action="/asked"></form>',
    '/a': '<p data-words="/words.json"></p><a href="https://elsewhere.example/">b</a>',
    '/words.json': '{"CODE":{"href":"/gone"}}',
  }
  const fetch = (request: Request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/asked') return new Response('', { status: 303, headers: { location: '/led' } })
    return new Response(pages[pathname] ?? '', { status: pathname in pages ? 200 : 404 })
  }
  const browser = makeBrowser({ portal: { fetch: async (request) => fetch(request) } })
  const { opened, dead } = await listDeadLinks(browser, ['/'])
  assert.deepEqual(opened, ['/', '/a', '/asked', '/words.json', '/led', '/gone'])
  assert.deepEqual(dead, ['/asked → /led', '/words.json → /gone'])
})
