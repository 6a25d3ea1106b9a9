import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { base64url, dayMs, makeId, minuteMs, systemRandom } from '@madoguchi/kit'
import type { Draft, Received } from '@madoguchi/messages'
import { composeInquiries, deriveReaderKey, encodeBatch, openEnclosure, readBatch } from '@madoguchi/messages'
import type { Peer, TestNetwork } from './testing.fixture.ts'
import { makeTestNetwork, openPeer } from './testing.fixture.ts'
import type { Transport } from './transport.ts'

describe('an enclosure that a carrier spoilt', () => {
  let server: EmbeddedServer
  let test: TestNetwork
  const opened: Peer[] = []

  before(async () => {
    server = await openTestServer()
    const parties = [{ id: 'core', kind: 'core' } as const, { id: 'portal', kind: 'portal' } as const]
    test = await makeTestNetwork({ server, parties })
  })
  afterEach(async () => {
    for (const peer of opened.splice(0)) {
      await peer.forgetAll()
      await peer[Symbol.asyncDispose]()
    }
  })
  after(() => server[Symbol.asyncDispose]())

  async function open(options: Omit<Parameters<typeof openPeer>[0], 'test'>): Promise<Peer> {
    const peer = await openPeer({ test, ...options })
    opened.push(peer)
    return peer
  }

  const post = (peer: Peer, drafts: readonly Draft[]) =>
    peer.delivery.transact(async (work) => {
      for (const draft of drafts) work.post(draft)
    })
  const waiting = (peer: Peer) => peer.db.kysely.selectFrom('outbox').selectAll().execute()
  const deadLetters = (peer: Peer) => peer.db.kysely.selectFrom('dead_letters').selectAll().execute()

  async function sweepAfter(peer: Peer, ms: number): Promise<void> {
    test.clock.advance(ms)
    await peer.delivery.sweep()
    await test.settle()
  }

  it('takes a message whose enclosure was spoilt on the way when it comes whole, and refuses one that was never whole', async () => {
    const core = await open({
      id: 'core',
      answer: (message) => {
        const { verifier } = core.delivery
        const ask = openEnclosure({ message: message as Received<'whom'>, name: 'ask', verifier, at: test.clock.now() })
        return ask.ok ? undefined : 'MESSAGE_ENCLOSURE'
      },
    })
    // No signature of the sender covers the end of its envelope, where the ask's own signature stands.
    const spoil = (bytes: Uint8Array) => bytes.with(-20, (bytes.at(-20) ?? 0) ^ 1)
    let isSpoiling = true
    const transport: Transport = {
      send: (to, batch) => test.network.transport.send(to, isSpoiling ? spoil(batch) : batch),
    }
    const portal = await open({ id: 'portal', transport })
    const whom = await composeWhom()
    await post(portal, [whom])
    await test.settle()
    assert.deepEqual([core.received.length, (await waiting(portal)).length], [1, 1], 'seen, and not decided')
    isSpoiling = false
    await sweepAfter(portal, minuteMs)
    assert.deepEqual([await waiting(portal), await deadLetters(portal), core.received.length], [[], [], 2])

    await post(portal, [
      { ...(await composeWhom()), enclosures: [spoil(core.received.at(-1)?.enclosures[0] ?? assert.fail())] },
    ])
    await test.settle()
    assert.deepEqual(
      [await waiting(portal), (await deadLetters(portal)).map(({ code }) => code)],
      [[], ['MESSAGE_ENCLOSURE']],
    )
  })

  it('takes the whole copy of a message, though a spoilt one came with it', async () => {
    const core = await open({
      id: 'core',
      answer: (message) => {
        const { verifier } = core.delivery
        const ask = openEnclosure({ message: message as Received<'whom'>, name: 'ask', verifier, at: test.clock.now() })
        return ask.ok ? undefined : 'MESSAGE_ENCLOSURE'
      },
    })
    const spoil = (bytes: Uint8Array) => bytes.with(-20, (bytes.at(-20) ?? 0) ^ 1)
    for (const isWholeFirst of [true, false]) {
      const transport: Transport = {
        send(to, batch) {
          const read = readBatch(batch)
          const whole = read.ok ? read.value.at(-1) : undefined
          assert(whole !== undefined)
          const both = isWholeFirst ? [whole, spoil(whole)] : [spoil(whole), whole]
          return test.network.transport.send(to, encodeBatch(both, { receiptForm: 2 }))
        },
      }
      const portal = await open({ id: 'portal', transport })
      await post(portal, [await composeWhom()])
      await test.settle()
      assert.deepEqual([await waiting(portal), await deadLetters(portal)], [[], []])
    }
  })

  async function composeWhom(): Promise<Draft> {
    const exchange = makeId('exc')
    const { publicKey: readerKey } = await deriveReaderKey(systemRandom.bytes(32), exchange)
    const notAfter = test.clock.now().getTime() + dayMs
    const body = { exchange, affair: 'self-information', type: 'local-tax', readerKey }
    const linkCode = `1.${base64url.encode(systemRandom.bytes(32))}`
    const inquiries = [{ body, core: 'core', provider: 'mihon-shi', linkCode, notAfter }]
    const [composed] = composeInquiries({ from: 'portal', inquiries })
    assert(composed !== undefined)
    return composed.whom
  }
})
