import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { makeTurns, type Turns } from './turns.ts'

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
  const seen = watch(makeTurns({ atOnce: 1, waitingMax: 100 }))
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

test('at one address one of each browser in turn', async () => {
  const seen = watch(makeTurns({ atOnce: 1, waitingMax: 100 }))
  for (let i = 0; i < 50; i++) seen.ask('school', ' loud')
  seen.ask('school', ' quiet')
  await settled()
  for (let i = 0; i < 2; i++) {
    seen.began[i]?.end()
    await settled()
  }
  assert.deepEqual(seen.who(), ['school loud', 'school loud', 'school quiet'])
})

test('where all places are taken the loudest loses its last, and is itself turned away', async () => {
  const seen = watch(makeTurns({ atOnce: 1, waitingMax: 4 }))
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
  const seen = watch(makeTurns({ atOnce: 4, waitingMax: 100 }))
  for (let i = 0; i < 9; i++) seen.ask('loud')
  await settled()
  assert.equal(seen.began.length, 2)
  seen.ask('quiet')
  await settled()
  assert.deepEqual(seen.who(), ['loud', 'loud', 'quiet'])
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
        const seen = watch(makeTurns({ atOnce, waitingMax }))
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
