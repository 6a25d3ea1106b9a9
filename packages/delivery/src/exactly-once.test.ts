import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { makeId, minuteMs } from '@madoguchi/kit'
import type { Draft } from '@madoguchi/messages'
import { makeDice, makeHostileTransport } from './hostile-transport.fixture.ts'
import type { TestNetwork } from './testing.fixture.ts'
import { makeTestNetwork, openPeer } from './testing.fixture.ts'
import type { Transport } from './transport.ts'

describe('exactly-once effect over a carrier that does its worst', () => {
  let server: EmbeddedServer
  let test: TestNetwork

  before(async () => {
    server = await openTestServer()
    test = await makeTestNetwork({
      server,
      parties: [
        { id: 'core', kind: 'core' },
        { id: 'portal', kind: 'portal' },
        { id: 'mihon-shi', kind: 'agency' },
      ],
    })
  })
  after(() => server[Symbol.asyncDispose]())

  function withdraw(): Draft<'withdraw'> {
    const notAfter = test.clock.now().getTime() + 24 * 60 * minuteMs
    return { name: 'withdraw', to: 'core', body: { exchange: makeId('exc') }, notAfter }
  }

  for (const seed of [1, 2, 3]) {
    it(`handles each of 300 messages once, whatever is dropped, doubled, cut, spoilt or late (seed ${seed})`, async () => {
      const dice = makeDice(seed)
      const transport = makeHostileTransport(test.network.transport, dice)
      // The core answers each withdrawal, so that the way back is as bad as the way there.
      await using core = await openPeer({
        test,
        id: 'core',
        transport,
        answer(message, work) {
          if (message.name !== 'withdraw') return undefined
          const { exchange } = message.body
          const body = { exchange, outcome: 'withdrawn', closedAt: work.at.toISOString() } as const
          work.post({ name: 'closed', to: message.from, body, notAfter: message.notAfter })
          return undefined
        },
      })
      await using portal = await openPeer({ test, id: 'portal', transport })
      await using agency = await openPeer({ test, id: 'mihon-shi', transport })
      const asked: string[] = []
      for (let round = 0; round < 15; round++) {
        const drafts = Array.from({ length: Math.floor(dice() * 20) + 11 }, withdraw).slice(0, 300 - asked.length)
        asked.push(...drafts.map(({ body }) => body.exchange))
        const from = dice() < 0.5 ? portal : agency
        await from.delivery.transact(async (work) => drafts.forEach(work.post))
        if (dice() < 0.3) await test.settle()
      }
      const everything = [core, portal, agency]
      let waiting = 1
      for (let round = 0; waiting > 0; round++) {
        assert(round < 100, 'it does not come to an end')
        await test.settle()
        test.clock.advance(minuteMs)
        for (const { delivery } of everything) await delivery.sweep()
        await test.settle()
        waiting = 0
        for (const { db } of everything)
          waiting += (await db.kysely.selectFrom('outbox').select('message_id').execute()).length
      }
      const withdrawn = core.take('withdraw').map(({ body }) => body.exchange)
      assert.deepEqual(withdrawn.sort(), [...asked].sort())
      const closed = [...portal.take('closed'), ...agency.take('closed')].map(({ body }) => body.exchange)
      assert.deepEqual(closed.sort(), [...asked].sort())
      for (const { db } of everything)
        assert.deepEqual(await db.kysely.selectFrom('dead_letters').selectAll().execute(), [])
    })
  }

  it('loses nothing when the sender dies between the commit and the hand-over', async () => {
    await using core = await openPeer({ test, id: 'core' })
    const dying = await openPeer({ test, id: 'portal', transport: { send: () => new Promise(() => {}) } })
    await dying.delivery.transact(async (work) => work.post(withdraw()))
    await dying.db[Symbol.asyncDispose]()

    await using reopened = await openPeer({ test, id: 'portal' })
    await reopened.delivery.sweep()
    await test.settle()
    assert.equal(core.received.length, 0, 'a fresh row is left to whoever wrote it')
    test.clock.advance(minuteMs)
    await reopened.delivery.sweep()
    await test.settle()
    assert.equal(core.received.length, 1)
    assert.deepEqual(await reopened.db.kysely.selectFrom('outbox').selectAll().execute(), [])
  })

  it('keeps two copies of one party, sending and receiving on one database, from doubling anything', async () => {
    await using first = await openPeer({ test, id: 'core' })
    await using second = await openPeer({ test, id: 'core' })
    // Every batch goes to both copies at once: each message is new to one of them only.
    const both: Transport = {
      async send(_, batch) {
        const [receipt] = await Promise.all([first.delivery.receive(batch), second.delivery.receive(batch)])
        return receipt
      },
    }
    await using portal = await openPeer({ test, id: 'portal', transport: both })
    await using twin = await openPeer({ test, id: 'portal', transport: both })
    const before = first.received.length + second.received.length
    for (let round = 0; round < 10; round++)
      for (const { delivery } of [portal, twin])
        await delivery.transact(async (work) => Array.from({ length: 8 }, withdraw).forEach(work.post))
    await Promise.all([portal.delivery.sweep(), twin.delivery.sweep()])
    while (!portal.delivery.isIdle()) await test.settle()
    await test.settle()
    assert.equal(first.received.length + second.received.length - before, 160)
    assert.deepEqual(await portal.db.kysely.selectFrom('outbox').selectAll().execute(), [])
  })
})
