import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTestClock, secondMs } from '@madoguchi/kit'
import { makeRoom } from './room.ts'

/** What waits, as its owner's table would say, and how often somebody looked. */
function openRoom(max: number) {
  const clock = makeTestClock('2026-11-22T06:00:00.000Z')
  const waiting = new Map<string, number>()
  let looks = 0
  const room = makeRoom({
    max,
    clock,
    async count() {
      looks++
      return waiting
    },
  })
  return { room, clock, waiting, looks: () => looks }
}

const full = { code: 'DELIVERY_BACKLOG_FULL' }

test('whoever begins something new is let through without a look, until the bound seems reached', async () => {
  const { room, looks } = openRoom(10)
  for (let i = 0; i < 9; i++) {
    await room.demand('core')
    room.note('core', 1)
  }
  await room.demand('core')
  assert.equal(looks(), 1, 'the first look is at what was there before')
})

test('a bound that only seems reached is looked at, and nobody is turned away', async () => {
  const { room, waiting, looks } = openRoom(10)
  await room.demand('core')
  room.note('core', 50)
  waiting.set('core', 3)
  await room.demand('core')
  assert.equal(looks(), 2)
})

test('who finds it full hears so at once, and how full, and everybody else is let through', async () => {
  const { room, clock, waiting, looks } = openRoom(10)
  waiting.set('core', 10)
  await assert.rejects(room.demand('core'), { ...full, facts: { to: 'core', waiting: 10, waitingInAll: 10, max: 10 } })
  await Promise.all(Array.from({ length: 100 }, () => assert.rejects(room.demand('core'), full)))
  assert.equal(looks(), 1, 'a hundred who are turned away ask nothing of the database')
  await room.demand('registry')
  clock.advance(secondMs)
  waiting.set('core', 9)
  await room.demand('core')
})

test('many parties that are each below their bound are full together, but for those that owe next to nothing', async () => {
  const { room, waiting } = openRoom(100)
  for (let i = 0; i < 10; i++) waiting.set(`party-${i}`, 50)
  const facts = { to: 'party-3', waiting: 50, waitingInAll: 500, max: 100 }
  await assert.rejects(room.demand('party-3'), { ...full, facts })
  await room.demand('another')
  room.note('another', 1)
  waiting.set('another', 1)
  await assert.rejects(room.demand('another'), full)
})

test('one order of many is taken whole, whatever room is left', async () => {
  const { room, waiting } = openRoom(10)
  await room.demand('core')
  room.note('core', 1000)
  waiting.set('core', 1000)
  await assert.rejects(room.demand('core'), full)
})

test('a look that fails turns nobody away for good', async () => {
  let isBroken = true
  const room = makeRoom({
    clock: makeTestClock('2026-11-22T06:00:00.000Z'),
    async count() {
      if (isBroken) throw new Error('no database')
      return new Map()
    },
  })
  await assert.rejects(room.demand('core'), { message: 'no database' })
  isBroken = false
  await room.demand('core')
})
