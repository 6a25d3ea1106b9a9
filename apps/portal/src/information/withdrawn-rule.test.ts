import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayMs } from '@madoguchi/kit'
import type { Received } from '@madoguchi/messages'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { makeRecordView } from '../testing/test-peers.fixture.ts'
import { openTestPortal } from '../testing/test-portal.fixture.ts'

test('a citizen reads, where they wait and in their history, that the rule was withdrawn by which was asked', async () => {
  const cards = makeDemoCards()
  await using world = await openTestPortal({ cards })
  world.peers.reply = 'silent'
  cards.insert(await world.makePerson('取り消されたきまり'))
  const browser = makeBrowser(world)
  await browser.get('/login')
  await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await browser.post('/registration', { consent: 'yes' })
  const { location: path } = await browser.post('/information', { type: ['household'] })
  const findWhom = () => world.peers.seen.find((one): one is Received<'whom'> => one.name === 'whom')
  for (let i = 0; i < 400 && findWhom() === undefined; i++) await world.settle()
  const closedAt = world.clock.now().toISOString()
  const reason = 'PERMISSION_WITHDRAWN'
  const { exchange } = findWhom()?.body ?? assert.fail('nobody asked')
  const body = { exchange, outcome: 'not-permitted', reason, closedAt } as const
  const notAfter = world.clock.now().getTime() + dayMs
  assert.equal(await world.peers.send('core', { name: 'closed', to: 'mihon-portal', body, notAfter }), undefined)
  const said = 'この照会を認めていたきまりが、照会のあとで取り消されました。'
  const page = (await browser.get(path ?? assert.fail())).text
  assert.ok(page.includes(said) && page.includes('許可なし'), page)

  const line = makeRecordView(world.clock, 0, undefined, 4)
  world.peers.history = [{ ...line, outcome: 'not-permitted', reason } as typeof line]
  const record = (await browser.get(`/history/${line.exchange}`)).text
  assert.match(record, /この照会を認めていたきまりが、照会のあとで取り消されたため、認められませんでした。/)
  assert.match(record, /きまりの第4版で決めました/)
})
