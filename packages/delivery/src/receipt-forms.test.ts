import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import type { Bytes } from '@madoguchi/kit'
import { dayMs, makeId } from '@madoguchi/kit'
import type { Draft, ReceiptForm } from '@madoguchi/messages'
import {
  encodeBatch,
  isReceiptRequest,
  parseReceipt,
  readBatch,
  readContent,
  readEnvelope,
  signBatch,
} from '@madoguchi/messages'
import type { Transport } from './index.ts'
import type { Peer, TestNetwork } from './testing.fixture.ts'
import { makeTestNetwork, openPeer } from './testing.fixture.ts'

describe('a receipt and whose message it is for', () => {
  let server: EmbeddedServer
  let test: TestNetwork

  before(async () => {
    server = await openTestServer()
  })
  after(() => server[Symbol.asyncDispose]())

  async function openNetwork(): Promise<void> {
    test = await makeTestNetwork({
      server,
      parties: [
        { id: 'core', kind: 'core' },
        { id: 'portal', kind: 'portal' },
        { id: 'aoba-shi', kind: 'agency' },
        { id: 'mihon-shi', kind: 'agency' },
      ],
    })
  }

  const withdraw = (): Draft => ({
    name: 'withdraw',
    to: 'core',
    body: { exchange: makeId('exc') },
    notAfter: test.clock.now().getTime() + dayMs,
  })
  const good: Transport = { send: (to, batch) => test.network.transport.send(to, batch) }

  async function post(from: Peer): Promise<void> {
    await from.delivery.transact(async (work) => work.post(withdraw()))
    await test.settle()
    await from.delivery.sweep()
    await test.settle()
  }

  async function countWaiting(from: Peer): Promise<number> {
    return (await from.db.kysely.selectFrom('outbox').select('message_id').execute()).length
  }

  /**
   * A carrier that has aoba-shi's key: it keeps what the portal sent, has aoba-shi send messages of its own with the same
   * ids, and shows the portal the receipt for those.
   */
  function makeThief(receiptForm: ReceiptForm): Transport {
    return {
      send(to, batch) {
        const mine = idsOf(batch).flatMap((id) => {
          const random = { bytes: () => Buffer.from(id.slice(4), 'base64url') }
          return signBatch({ from: 'aoba-shi', key: test.keyOf('aoba-shi'), drafts: [withdraw()], random })
        })
        return good.send(
          to,
          encodeBatch(
            mine.map(({ bytes }) => bytes),
            { receiptForm },
          ),
        )
      },
    }
  }

  it('says nothing of the portal’s message when it is for another’s of the same id: the portal sends again', async () => {
    await openNetwork()
    await using core = await openPeer({ test, id: 'core' })
    {
      await using portal = await openPeer({ test, id: 'portal', transport: makeThief(2) })
      await post(portal)
      assert.deepEqual([...new Set(core.received.map(({ from }) => from))], ['aoba-shi'])
      assert.equal(await countWaiting(portal), 1)
    }
    await using portal = await openPeer({ test, id: 'portal' })
    test.clock.advance(dayMs / 2)
    await portal.delivery.sweep()
    await test.settle()
    await portal.delivery.sweep()
    assert.equal(await countWaiting(portal), 0)
    assert.deepEqual(
      core.received.filter(({ from }) => from === 'portal').map(({ name }) => name),
      ['withdraw'],
    )
  })

  it('is not taken without senders of a party that has named them once, also after a restart and by a second copy', async () => {
    await openNetwork()
    await using core = await openPeer({ test, id: 'core' })
    let carrier = good
    const portalTransport: Transport = { send: (to, batch) => carrier.send(to, batch) }
    {
      await using portal = await openPeer({ test, id: 'portal', transport: portalTransport })
      await post(portal)
      assert.equal(await countWaiting(portal), 0)
      carrier = makeThief(1)
      await post(portal)
      assert.deepEqual([await countWaiting(portal), portal.events], [1, ['unreachable core']])
    }
    await using portal = await openPeer({ test, id: 'portal', transport: portalTransport })
    await post(portal)
    assert.equal(await countWaiting(portal), 2)
    assert.equal(core.received.filter(({ from }) => from === 'portal').length, 1)
  })

  it('is taken in its first form of a party that knows no other yet, until that is updated', async () => {
    await openNetwork()
    await using core = await openPeer({ test, id: 'core' })
    // A receiver of before: it finds no message in the request, says so of those bytes, and gives the first form.
    let isUpdated = false
    const transport: Transport = {
      send: (to, batch) => good.send(to, isUpdated ? batch : encodeBatch(itemsOf(batch).map(asUnknown))),
    }
    await using city = await openPeer({ test, id: 'mihon-shi', transport })
    await post(city)
    assert.deepEqual([await countWaiting(city), core.received.length, city.events], [0, 1, []])
    isUpdated = true
    await post(city)
    isUpdated = false
    await post(city)
    assert.deepEqual([await countWaiting(city), core.received.length], [1, 3])
  })

  it('comes in the first form for a sender that asks for no other', async () => {
    await openNetwork()
    await using core = await openPeer({ test, id: 'core' })
    const [signed] = signBatch({ from: 'portal', key: test.keyOf('portal'), drafts: [withdraw()] })
    const items = [signed?.bytes ?? assert.fail()]
    const first = parseReceipt(await core.delivery.receive(encodeBatch(items)))
    const second = parseReceipt(await core.delivery.receive(encodeBatch(items, { receiptForm: 2 })))
    assert.deepEqual([first?.form, first?.lines], [1, [{ id: signed?.id }]])
    assert.deepEqual([second?.form, second?.lines], [2, [{ sender: 'portal', id: signed?.id }]])
  })
})

function itemsOf(batch: Bytes): readonly Bytes[] {
  const items = readBatch(batch)
  return items.ok ? items.value : assert.fail(items.code)
}

/** Bytes in which nobody finds anything, as a party of before finds nothing in the request. */
function asUnknown(item: Bytes): Bytes {
  return isReceiptRequest(item) ? Uint8Array.of(1) : item
}

function idsOf(batch: Bytes): string[] {
  return itemsOf(batch).flatMap((item) => {
    const envelope = readEnvelope(item)
    const content = envelope.ok ? readContent(envelope.value.content) : envelope
    return content.ok ? [content.value.id] : []
  })
}
