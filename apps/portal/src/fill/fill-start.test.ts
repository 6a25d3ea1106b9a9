import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { reservedPageIds } from '@madoguchi/forms'
import { dayMs } from '@madoguchi/kit'
import type { PageRoutes } from '../shell/pages-app.ts'
import { makeApiClient } from '../testing/test-api-client.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import { addFill } from './fill.page.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
  const offer = { procedure: 'dog-registration', addressee: 'みほん市長', counters: [] }
  const body = { municipality: '482013', version: 1, counters: [], offers: [{ ...offer, ways: ['visit' as const] }] }
  const notAfter = world.clock.now().getTime() + dayMs
  assert.equal(await world.peers.send('city', { name: 'offers', to: 'mihon-portal', body, notAfter }), undefined)
})
after(() => world[Symbol.asyncDispose]())

test('where one can only go there nothing is offered to be filled in, and the page says so', async () => {
  const browser = makeBrowser(world)
  const path = '/procedures/482013/dog-registration'
  assert.equal((await browser.get(`${path}/fill`)).location, path)
  const begun = await browser.post(`${path}/fill`)
  assert.equal(begun.location, path, 'no draft is begun')
  const { text } = await browser.get(path)
  assert.doesNotMatch(text, /\/fill"/)
  assert.match(text, /窓口/)
  assert.match((await browser.get('/drafts')).text, /下書きはありません/)
})

test('filling in what this town does not offer says that there is no such procedure here, as its own page does', async () => {
  const client = makeApiClient(world)
  for (const path of ['482013/nothing', '000000/dog-registration', '482013/child-allowance-claim']) {
    const reply = await client.call('GET', `/procedures/${path}`)
    assert.equal(reply.body.code, 'PROCEDURE_UNKNOWN')
    const page = await makeBrowser(world).get(`/procedures/${path}/fill`)
    assert.equal(page.status, 404)
    assert.match(page.text, /この手続の案内は見つかりません/)
  }
})

test('every address beneath a draft is one that no page of a procedure can have', () => {
  const paths: string[] = []
  const add = (path: string) => void paths.push(path)
  const routes: PageRoutes = { get: add, open: add, post: add, call: add, peek: add, beside: add }
  const unused = {} as never
  const tools = { fills: unused, answers: unused, cards: undefined }
  addFill(routes, unused, { finder: unused, queues: unused, tools })
  const own = paths.flatMap((path) => /^\/fill\/:draft\/([a-z][^/]*)/.exec(path)?.[1] ?? [])
  assert.ok(own.length >= 5)
  for (const name of own) assert.ok(reservedPageIds.includes(name), name)
})
