import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { base64url, hex } from '@madoguchi/kit'
import { makeEntry } from '@madoguchi/ledger'
import { enter } from '../testing/test-api-client.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { makeRecordView } from '../testing/test-peers.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

const cards = makeDemoCards()
let world: TestPortal
before(async () => {
  world = await openTestPortal({ cards })
  fillHistory(1300)
})
after(() => world[Symbol.asyncDispose]())

/** So many exchanges about anybody, all asked in one frame, in a chain that recomputes. */
function fillHistory(count: number): void {
  const history: ReturnType<typeof makeRecordView>[] = []
  let previous = '0'.repeat(64)
  for (let index = 0; index < count; index++) {
    const view = makeRecordView(world.clock, index, previous)
    const { record, salt } = view.ledger.closed
    previous = hex.encode(makeEntry(record, base64url.decode(salt)).leafHash)
    history.unshift(view)
  }
  world.peers.history = history
}

async function logIn(name: string): Promise<TestBrowser> {
  cards.insert(await world.makePerson(name))
  const browser = makeBrowser(world)
  await browser.get('/login')
  await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await browser.post('/registration', { consent: 'yes' })
  return browser
}

/** The lines of a page, by their links. */
const linesOf = (text: string) => [...text.matchAll(/href="\/history\/(exc_[\w-]{22})/g)].map(([, id]) => id)
const linkOf = (text: string, label: string) =>
  new RegExp(`href="([^"]*)"[^>]*>(?:<[^>]*>)*${label}`).exec(text)?.[1]?.replaceAll('&amp;', '&')
const expected = () => world.peers.history.map(({ exchange }) => exchange)

test('thirteen hundred records of one frame are read to the oldest, at two pages, each once and in order', async () => {
  const browser = await logIn('長い履歴')
  const first = (await browser.get('/history')).text
  assert.match(first, /1,000件です。これより前の記録もあります/)
  assert.doesNotMatch(first, /抜けていません/, 'of a part nobody can say that nothing is missing')
  const older = linkOf(first, 'これより前の記録を見る') ?? assert.fail('no way further')
  const second = (await browser.get(older)).text
  assert.deepEqual([...linesOf(first), ...linesOf(second)], expected())
  assert.equal(linkOf(second, 'これより前の記録を見る'), undefined)
  assert.equal(linkOf(second, 'いちばん新しい記録に戻る'), '/history')
})

test('an old line is opened, saved and filtered where it stands', async () => {
  const browser = await logIn('古い行')
  const older = linkOf((await browser.get('/history')).text, 'これより前の記録を見る') ?? assert.fail('no way further')
  const oldest = expected().at(-1) ?? ''
  const page = (await browser.get(older)).text
  const line = new RegExp(`href="(/history/${oldest}[^"]*)"`).exec(page)?.[1] ?? assert.fail('no link')
  assert.equal((await browser.get(line)).status, 200)
  const file = /href="(\/history\/records\.csv[^"]*)"/.exec(page)?.[1] ?? assert.fail('no file')
  assert.match((await browser.get(file)).text, new RegExp(oldest))
  const filtered = (await browser.get(`${older}&agency=${encodeURIComponent('みほん市')}`)).text
  assert.equal(linesOf(filtered).length, 300)
  assert.match(filtered, /<input type="hidden" name="before"/)
  assert.equal(
    linesOf((await browser.get('/history?before=2026-99-99')).text).length,
    1000,
    'what is no line is the newest',
  )
})

test('a program reads on where it is told', async () => {
  const client = await enter(world, await world.makePerson('続きを読むプログラム'))
  const first = (await client.call('GET', '/history')).body
  assert.equal(first.hasMore, true)
  const second = (await client.call('GET', `/history?before=${encodeURIComponent(String(first.older))}`)).body
  assert.equal(second.hasMore, false)
  assert.equal(second.older, undefined)
  const ids = [first, second].flatMap(({ records }) =>
    (records as { exchange: string }[]).map(({ exchange }) => exchange),
  )
  assert.deepEqual(ids, expected())
})

test('a line says by which version of the rules it was judged, on the page and in the file; an old one says nothing', async () => {
  const [old, ruled] = [makeRecordView(world.clock, 0), makeRecordView(world.clock, 1, undefined, 3)]
  const whole = world.peers.history
  world.peers.history = [ruled, old]
  try {
    const browser = await logIn('きまりの版')
    const page = async ({ exchange }: { exchange: string }) => (await browser.get(`/history/${exchange}`)).text
    const said = 'この照会を認めるかどうかは、照会した日に使われていた、きまりの第3版で決めました。'
    assert.ok((await page(ruled)).includes(said))
    assert.doesNotMatch(await page(old), /判断に使ったきまり|きまりの第/)
    const [head = '', ...lines] = (await browser.get('/history/records.csv')).text.trim().split('\r\n')
    assert.match(head, /判断に使ったきまり"?$/)
    assert.deepEqual(
      lines.map((line) => /第3版"?$/.test(line)),
      [true, false],
    )
  } finally {
    world.peers.history = whole
  }
})
