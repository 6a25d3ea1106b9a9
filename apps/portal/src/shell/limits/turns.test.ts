import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTestClock, minuteMs, systemRandom } from '@madoguchi/kit'
import fc from 'fast-check'
import { makeTurns, type Turns } from './turns.ts'

const openTurns = (
  size: { atOnce: number; waitingMax: number },
  clock = makeTestClock('2026-11-22T06:00:00.000Z'),
): Turns => makeTurns({ ...size, clock, random: systemRandom })

/** Who works now, in the order in which they began; and who was turned away. */
function watch(turns: Turns) {
  const began: { who: string; end(): void }[] = []
  const away: string[] = []
  return {
    began,
    away,
    who: () => began.map(({ who }) => who),
    ask(group: string, one = ''): void {
      const who = `${group}${one}`
      void turns.take({ group, one }).then((turn) => {
        if (turn.ok) began.push({ who, end: () => turn.value[Symbol.dispose]() })
        else away.push(who)
      })
    },
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('one of each in turn: who asks once waits for two of somebody else, however many that one asked for before', async () => {
  const seen = watch(openTurns({ atOnce: 1, waitingMax: 100 }))
  for (let i = 0; i < 50; i++) seen.ask('loud')
  seen.ask('quiet')
  await settled()
  for (let i = 0; i < 3; i++) {
    seen.began[i]?.end()
    await settled()
  }
  assert.deepEqual(seen.who(), ['loud', 'loud', 'quiet', 'loud'])
  assert.deepEqual(seen.away, [])
})

test('at one address the browser with fewer documents is before the one with more', async () => {
  const seen = watch(openTurns({ atOnce: 1, waitingMax: 100 }))
  for (let i = 0; i < 50; i++) seen.ask('school', ' loud')
  seen.ask('school', ' quiet')
  await settled()
  for (let i = 0; i < 2; i++) {
    seen.began[i]?.end()
    await settled()
  }
  assert.deepEqual(seen.who(), ['school loud', 'school quiet', 'school loud'])
})

test('where all places are taken the loudest loses its last, and is itself turned away', async () => {
  const seen = watch(openTurns({ atOnce: 1, waitingMax: 4 }))
  for (let i = 0; i < 6; i++) seen.ask('loud')
  await settled()
  assert.deepEqual(seen.away, ['loud'])
  seen.ask('quiet')
  seen.ask('other')
  await settled()
  assert.deepEqual(seen.away, ['loud', 'loud', 'loud'])
  for (let i = 0; i < 2; i++) {
    seen.began[i]?.end()
    await settled()
  }
  assert.deepEqual(seen.who(), ['loud', 'loud', 'quiet'])
})

test('nobody works on all that may be worked on at once', async () => {
  const seen = watch(openTurns({ atOnce: 4, waitingMax: 100 }))
  for (let i = 0; i < 9; i++) seen.ask('loud')
  await settled()
  assert.equal(seen.began.length, 2)
  seen.ask('quiet')
  await settled()
  assert.deepEqual(seen.who(), ['loud', 'loud', 'quiet'])
})

/** Everybody of a class prints `times` times and is done. */
async function printAll(seen: ReturnType<typeof watch>, count: number, times: number): Promise<void> {
  for (let at = 0; at < count * times; at++) {
    seen.ask('school', ` ${at % count}`)
    await settled()
    seen.began.at(-1)?.end()
    await settled()
  }
}

test('where each browser of an address has one place, who comes anew has the place and the turn of who had most', async () => {
  const seen = watch(openTurns({ atOnce: 1, waitingMax: 4 }))
  await printAll(seen, 5, 3)
  for (let i = 0; i < 5; i++) seen.ask('school', ` ${i}`)
  await settled()
  assert.equal(seen.away.length, 0)
  for (let i = 0; i < 50; i++) seen.ask('school', ` ${i % 5}`)
  await settled()
  assert.equal(seen.away.length, 50, 'who waits already gets no second place')
  seen.ask('school', ' new')
  await settled()
  assert.equal(seen.away.length, 51)
  assert.ok(!seen.away.includes('school new'))
  seen.began.at(-1)?.end()
  await settled()
  assert.equal(seen.who().at(-1), 'school new')
})

test('a browser that had many places is forgotten after some minutes, and comes like a new one', async () => {
  const clock = makeTestClock('2026-11-22T06:00:00.000Z')
  const seen = watch(openTurns({ atOnce: 1, waitingMax: 2 }, clock))
  await printAll(seen, 1, 5)
  for (const one of [' a', ' b', ' c', ' 0']) seen.ask('school', one)
  await settled()
  assert.deepEqual(seen.away, ['school 0'])
  clock.advance(5 * minuteMs)
  seen.ask('school', ' 0')
  await settled()
  assert.equal(seen.away.length, 2)
  assert.notEqual(seen.away[1], 'school 0')
})

test('who has new browsers without end leaves another of the address what the lot gives, not nothing', async () => {
  let stayed = 0
  for (let round = 0; round < 400; round++) {
    const seen = watch(openTurns({ atOnce: 1, waitingMax: 4 }))
    for (let i = 0; i < 5; i++) seen.ask('school', ` ${i}`)
    seen.ask('school', ' quiet')
    for (let i = 5; i < 9; i++) seen.ask('school', ` ${i}`)
    await settled()
    if (!seen.away.includes('school quiet')) stayed += 1
  }
  // Four tries against one of four places each: (3/4)^4 of 400 are 127, give or take 9.
  assert.ok(stayed > 70 && stayed < 190, `${stayed}`)
})

test('whoever asks in whatever order, each is answered once, and a place that is given back is never lost', async () => {
  const asks = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 2 }), fc.boolean()), {
    maxLength: 60,
  })
  await fc.assert(
    fc.asyncProperty(
      asks,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 8 }),
      async (all, atOnce, waitingMax) => {
        const seen = watch(openTurns({ atOnce, waitingMax }))
        let ended = 0
        for (const [group, one, ends] of all) {
          seen.ask(`${group}`, ` ${one}`)
          await settled()
          assert.ok(seen.began.length - ended <= atOnce)
          if (ends && ended < seen.began.length) seen.began[ended++]?.end()
        }
        await settled()
        for (; ended < seen.began.length; ended++) {
          seen.began[ended]?.end()
          await settled()
        }
        assert.equal(seen.began.length + seen.away.length, all.length)
      },
    ),
    { numRuns: 100 },
  )
})
