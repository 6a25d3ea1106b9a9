import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dayMs, minuteMs, secondMs, systemClock } from '@madoguchi/kit'
import { enterByPage, readRows, sendDog } from './filing.ts'
import { openNation } from './open-nation.ts'

let nation: Awaited<ReturnType<typeof openNation>>
/** By so much the portal's clock is ahead of everybody's. */
let aheadMs = 0
/** Cards were issued a day before anybody uses one. */
let isBegun = false

before(async () => {
  const clock = { now: () => new Date(systemClock.now().getTime() - (isBegun ? 0 : dayMs)) }
  const portalClock = { now: () => new Date(clock.now().getTime() + aheadMs) }
  nation = await openNation({ residents: 16, clock, portalClock })
  isBegun = true
})
after(() => nation[Symbol.asyncDispose]())

const stateOf = async (filing: string) => {
  const text = 'select state, reason from filings where filing = $1'
  return (await readRows(nation, 'portal', { text, values: [filing] }))[0]
}

for (const [name, ms] of [
  ['two minutes ahead', 2 * minuteMs],
  ['fifty seconds behind', -50 * secondMs],
] as const)
  test(`a portal whose clock is ${name} files what somebody sends right after the log-in`, async () => {
    aheadMs = ms
    const browser = await enterByPage(nation, 'taro')
    const filing = await sendDog(nation, browser, 'taro')
    await nation.settle()
    assert.deepEqual(await stateOf(filing), { state: 'filed', reason: null })
  })

test('a portal whose clock is eleven minutes ahead tells its citizen that nothing was sent, and who does not have to look for the fault', async () => {
  aheadMs = 0
  const browser = await enterByPage(nation, 'hanako')
  aheadMs = 11 * minuteMs
  const filing = await sendDog(nation, browser, 'hanako')
  await nation.settle()
  await nation.portal.sweep()
  assert.deepEqual(await stateOf(filing), { state: 'refused', reason: 'FILING_MISMATCH' })
  assert.match((await browser.get(`/filings/${filing}`)).text, /送れませんでした/)
  aheadMs = 0
})
