import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { makeFairQueue } from './fair-queue.ts'

type Item = { readonly sender: string; readonly number: number; readonly key: string }

const itemOf = (sender: string, number: number, key = `${sender} ${number}`): Item => ({ sender, number, key })

describe('what waits at a receiver', () => {
  it('leaves half of the room free, however loud one sender is, and shares it among several', () => {
    const queue = makeFairQueue<Item>(4000)
    const fill = (sender: string) => {
      let count = 0
      while (queue.hasRoom(sender, 1)) queue.push(sender, itemOf(sender, count++))
      return count
    }
    assert.equal(fill('loud'), 2000)
    assert.ok(queue.hasRoom('quiet', 64))
    assert.equal(fill('second'), 1000)
    assert.equal(fill('third'), 500)
    assert.ok(queue.hasRoom('quiet', 64), 'there is room for one who is quiet')
    assert.ok(!queue.hasRoom('loud', 1))
  })

  it('lets a quiet sender into the very next batch, behind whom a loud one has thousands', () => {
    const queue = makeFairQueue<Item>(4000)
    for (let i = 0; i < 2000; i++) queue.push('loud', itemOf('loud', i))
    queue.push('quiet', itemOf('quiet', 0))
    const batch = queue.takeTogether(64, ({ key }) => key)
    assert.equal(batch.length, 64)
    assert.ok(batch.some(({ sender }) => sender === 'quiet'))
    assert.equal(queue.size, 1937)
  })

  it('gives more senders than a batch has places one after the other', () => {
    const queue = makeFairQueue<Item>(4000)
    const senders = Array.from({ length: 100 }, (_, i) => `s${i}`)
    for (const sender of senders) for (let i = 0; i < 3; i++) queue.push(sender, itemOf(sender, i))
    const first = [...queue.takeTogether(64, ({ key }) => key), ...queue.takeTogether(64, ({ key }) => key)]
    assert.equal(new Set(first.map(({ sender }) => sender)).size, 100)
  })

  it('has a copy wait for what becomes of the first', () => {
    const queue = makeFairQueue<Item>(100)
    for (const [number, key] of ['a', 'b', 'a', 'c'].entries()) queue.push('one', itemOf('one', number, key))
    queue.push('two', itemOf('two', 0, 'x'))
    const numbers = () => queue.takeTogether(64, ({ key }) => key).map(({ sender, number }) => `${sender}${number}`)
    assert.deepEqual(numbers(), ['one0', 'two0', 'one1'])
    assert.deepEqual(numbers(), ['one2', 'one3'])
    assert.deepEqual(numbers(), [])
  })

  it('loses nothing, doubles nothing and keeps each sender’s order, whatever comes and goes', () => {
    const step = fc.oneof(
      fc.record({ sender: fc.constantFrom('a', 'b', 'c'), count: fc.integer({ min: 1, max: 20 }) }),
      fc.record({ take: fc.integer({ min: 1, max: 30 }) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const queue = makeFairQueue<Item>(60)
        const pushed = new Map<string, number>()
        const seen = new Map<string, number>()
        const take = (max: number) => {
          const batch = queue.takeTogether(max, ({ key }) => key)
          assert.ok(batch.length <= max)
          for (const { sender, number } of batch) {
            assert.equal(number, seen.get(sender) ?? 0)
            seen.set(sender, number + 1)
          }
          return batch.length
        }
        for (const one of steps) {
          if ('take' in one) take(one.take)
          else if (queue.hasRoom(one.sender, one.count))
            for (let i = 0; i < one.count; i++) {
              const number = pushed.get(one.sender) ?? 0
              queue.push(one.sender, itemOf(one.sender, number))
              pushed.set(one.sender, number + 1)
            }
          assert.ok(queue.size <= 60)
        }
        while (take(64) > 0);
        assert.deepEqual(seen, pushed)
        assert.equal(queue.size, 0)
      }),
    )
  })
})
