import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { makeTestClock } from '@madoguchi/kit'
import { openPair } from './direct-tls.fixture.ts'
import { makeFairQueue } from './fair-queue.ts'
import { deliveryLimits } from './limits.ts'
import { makePartyPlaces } from './party-places.ts'
import { makeRoom } from './room.ts'
import { shareConnections } from './share-connections.ts'
import { makeTlsIdentity } from './tls-identity.ts'

/** For each row: it is full, by whoever can fill it for others, and somebody else is served. A row without a test does not compile. */
const tests: Readonly<Record<keyof typeof deliveryLimits, { title: string; run(): Promise<void> | void }>> = {
  'connections-of-strangers': {
    title: 'a stranger at the address of a party holds more connections than there may be; the party is answered',
    async run() {
      // A few of many: how long a thousand take is the machine's.
      const connectionsMax = 256
      await using pair = await openPair({ connectionsMax })
      const mayStay = shareConnections(connectionsMax).strangers / 2
      const held = Array.from({ length: mayStay + 40 }, () => connect(pair.port, '127.0.0.1').on('error', () => {}))
      try {
        await Promise.all(held.map((socket) => once(socket, 'connect')))
        using transport = pair.call(undefined, 20_000)
        assert.deepEqual(await transport.send('core', new Uint8Array([0x80])), new Uint8Array([0x82]))
        assert.ok(pair.turned.length >= 40 && pair.turned.every((why) => why === 'CROWDED_OUT' || why === 'TOO_SLOW'))
      } finally {
        for (const socket of held) socket.destroy()
      }
    },
  },
  'connections-of-parties': {
    title: 'parties hold all connections that parties may have; one that has none opens the four of its program',
    run() {
      const { most } = deliveryLimits['connections-of-parties']
      const places = makePartyPlaces(most)
      for (let i = 0; i < most; i++) assert.ok(places.enter(`loud ${i % 32}`))
      assert.equal(places.enter('loud 0'), undefined)
      for (let i = 0; i < 4; i++) assert.ok(places.enter('quiet'))
    },
  },
  'connections-of-key': {
    title: 'one key holds all connections that a key may have; another is answered',
    async run() {
      await using pair = await openPair()
      const places = makePartyPlaces(deliveryLimits['connections-of-parties'].most)
      for (let i = 0; i < deliveryLimits['connections-of-key'].most; i++) assert.ok(places.enter('loud'))
      assert.equal(places.enter('loud'), undefined)
      assert.ok(places.enter('quiet'))
      const quiet = makeTlsIdentity()
      pair.rotate({ 'mihon-shi': [quiet] })
      using transport = pair.call(quiet)
      await transport.send('core', new Uint8Array([0x80]))
    },
  },
  'messages-of-sender': {
    title: 'one sender has as much waiting as it may; another is taken, and has the next turn',
    run() {
      const queue = makeFairQueue<string>(deliveryLimits['messages-of-sender'].most)
      let count = 0
      for (; queue.hasRoom('loud', 1); count++) queue.push('loud', `loud ${count}`)
      assert.ok(queue.hasRoom('quiet', 256))
      assert.equal(count, deliveryLimits['messages-of-sender'].most / 2)
      queue.push('quiet', 'quiet')
      assert.ok(queue.takeTogether(2, (item) => item).includes('quiet'))
    },
  },
  'messages-to-recipient': {
    title: 'as much waits for a dead party as may wait for one; another is asked as ever',
    async run() {
      const { most } = deliveryLimits['messages-to-recipient']
      const clock = makeTestClock('2026-11-22T06:00:00.000Z')
      const room = makeRoom({ clock, count: async () => new Map([['dead', most]]) })
      await assert.rejects(room.demand('dead'), { code: 'DELIVERY_BACKLOG_FULL' })
      await room.demand('alive')
    },
  },
  'messages-in-all': {
    title: 'six parties are away and as much waits for them as may wait in all; a seventh is asked as ever',
    async run() {
      const { most } = deliveryLimits['messages-in-all']
      const clock = makeTestClock('2026-11-22T06:00:00.000Z')
      const waiting = Array.from({ length: 6 }, (_, i): [string, number] => [`dead ${i}`, most / 6])
      const room = makeRoom({ clock, count: async () => new Map(waiting) })
      await assert.rejects(room.demand('dead 0'), { code: 'DELIVERY_BACKLOG_FULL' })
      for (let i = 0; i < 199; i++) {
        await room.demand('alive')
        room.note('alive', 1)
      }
    },
  },
}

for (const [name, { title, run }] of Object.entries(tests)) test(`${name}: ${title}`, run)
