import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { dayMs } from '@madoguchi/kit'
import { enterPages, noteFiled } from '../testing/test-apply.fixture.ts'
import { wordsOf } from '../testing/test-fill.fixture.ts'
import type { TestPortal } from '../testing/test-portal.fixture.ts'
import { beginFiling, openSendingPortal } from '../testing/test-sending.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openSendingPortal()
})
after(() => world[Symbol.asyncDispose]())
afterEach(() => world.peers.refusals.clear())

test('a filing that the core would not take is told in plain words, and goes again from its draft under a new number', async () => {
  const { send, read, draft, browser } = await beginFiling(world, 'refused')
  world.peers.refusals.set('file', 'FILING_MISMATCH')
  const first = await send()
  await world.portal.sweep()
  assert.match(await read(first), /送れませんでした.*あなたの書いたことのせいではありません.*下書きは残っています/)
  assert.match((await browser.get(`/filings/${first}`)).text, new RegExp(`href="${draft}/check"`))
  world.peers.refusals.clear()
  const second = await send()
  assert.notEqual(second, first)
  assert.match(await read(second), /送信中/)
})

test('who has taken the draft away meanwhile is not promised one', async () => {
  const { send, read, draft, browser } = await beginFiling(world, 'draft gone')
  world.peers.refusals.set('file', 'FILING_MISMATCH')
  const filing = await send()
  await world.portal.sweep()
  await browser.post(`${draft}/remove`)
  const shown = await read(filing)
  assert.match(shown, /送れませんでした.*下書きはもうありません/)
  assert.doesNotMatch(shown, /下書きは残っています/)
})

test('a filing of which no word comes for a month is not 送信中 for ever; the core’s word counts all the same, should it come', async () => {
  const { send, card } = await beginFiling(world, 'unanswered')
  const filing = await send()
  world.clock.advance(30 * dayMs)
  await world.portal.sweep()
  const again = async () => wordsOf((await (await enterPages(world, card)).get(`/filings/${filing}`)).text)
  assert.match(await again(), /送信中/, 'word of the last moment may be on its way')
  world.clock.advance(2 * dayMs)
  await world.portal.sweep()
  assert.match(await again(), /送れませんでした.*30日たっても/)
  assert.equal(await noteFiled(world, filing), undefined)
  assert.match(await again(), /提出済み/)
})
