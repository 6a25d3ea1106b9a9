import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, makeId } from '@madoguchi/kit'
import type { Received, Signed } from '@madoguchi/messages'
import { encodeBatch, readReceipt, signBatch } from '@madoguchi/messages'
import { sql } from 'kysely'
import type { Work } from './handler.ts'
import type { DeliveryTables } from './tables.ts'
import type { Peer, TestNetwork } from './testing.fixture.ts'
import { makeTestNetwork, openPeer } from './testing.fixture.ts'

type Answer = (message: Received, work: Work<DeliveryTables>) => string | undefined | Promise<string | undefined>

describe('messages that had come before, in a batch', () => {
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

  async function open(answer: Answer): Promise<Peer> {
    const peer = await openPeer({ test, id: 'core', answer })
    opened.push(peer)
    return peer
  }

  function sign(count: number): readonly Signed[] {
    const notAfter = test.clock.now().getTime() + dayMs
    const drafts = Array.from(
      { length: count },
      () => ({ name: 'withdraw', to: 'core', body: { exchange: makeId('exc') }, notAfter }) as const,
    )
    return signBatch({ from: 'portal', key: test.keyOf('portal'), drafts })
  }

  async function receive(core: Peer, signed: readonly Signed[]) {
    const receipt = await core.delivery.receive(encodeBatch(signed.map(({ bytes }) => bytes)))
    const read = readReceipt(receipt, (from, keyId) => test.directory.findKey(from, keyId, test.clock.now())?.publicKey)
    assert(read.ok)
    return read.value.lines
  }

  const linesFor = (signed: readonly Signed[]) => signed.map(({ id }) => ({ id }))
  const takenBy = (core: Peer) => core.received.map(({ id }) => id)
  const failedAt = (core: Peer) => core.events.filter((event) => event.startsWith('failed'))
  const closedBy = (core: Peer) => core.db.kysely.selectFrom('outbox').select('reference').execute()

  /** Tells the sender, as the core would: so that what is given up would be seen if it were not. */
  const close: Answer = (message, work) => {
    const { exchange } = message.body as { exchange: string }
    const body = { exchange, outcome: 'withdrawn', closedAt: work.at.toISOString() } as const
    work.post({ name: 'closed', to: 'portal', body, notAfter: message.notAfter })
    return undefined
  }

  it('are left out, and the fresh ones among them are taken once', async () => {
    const core = await open(close)
    const signed = sign(5)
    await receive(core, signed.slice(1, 2))
    assert.deepEqual(await receive(core, signed), linesFor(signed))
    assert.deepEqual(takenBy(core).sort(), signed.map(({ id }) => id).sort())
    assert.equal((await closedBy(core)).length, 5)
  })

  it('change nothing when all of them had come', async () => {
    const core = await open(close)
    const signed = sign(3)
    assert.deepEqual(await receive(core, signed), linesFor(signed))
    for (let again = 0; again < 2; again++) assert.deepEqual(await receive(core, signed), linesFor(signed))
    assert.deepEqual([core.received.length, (await closedBy(core)).length, failedAt(core)], [3, 3, []])
  })

  it('keep their first code, whatever their handler would say or write now', async () => {
    let code: string | undefined = 'EXCHANGE_UNKNOWN'
    const core = await open(() => code)
    const signed = sign(2)
    const first = signed.slice(0, 1)
    await receive(core, first)
    code = 'EXCHANGE_CLOSED'
    assert.deepEqual(
      (await receive(core, signed)).map((line) => line.code),
      ['EXCHANGE_UNKNOWN', 'EXCHANGE_CLOSED'],
    )
    code = 'MESSAGE_ENCLOSURE'
    assert.deepEqual(
      (await receive(core, signed)).map((line) => line.code),
      ['EXCHANGE_UNKNOWN', 'EXCHANGE_CLOSED'],
      'nor do they lose it to a spoilt copy',
    )
  })

  /** A row that can be there once only. */
  const once = (message: Received, at: Date) => sql`
    insert into dead_letters (message_id, recipient, name, envelope, not_after, code, died_at)
    values (${message.id}, 'core', 'withdraw', '', ${at}, 'TEST', ${at})`
  const throwing: [string, Answer][] = [
    [
      'a statement that it waits for',
      async (message, { tx, at }) => {
        await once(message, at).execute(tx)
        return undefined
      },
    ],
    [
      'a statement that it does not wait for',
      (message, { write, at }) => {
        write(once(message, at))
        return undefined
      },
    ],
    [
      'what it finds',
      async (message, { tx, write, at }) => {
        const rows = await tx.selectFrom('dead_letters').where('message_id', '=', message.id).select('code').execute()
        if (rows.length > 0) throw new Error('This was here before.')
        write(once(message, at))
        return undefined
      },
    ],
  ]
  for (const [reason, answer] of throwing)
    it(`sink nobody when their handler stumbles over ${reason}`, async () => {
      const core = await open(answer)
      const signed = sign(4)
      await receive(core, signed.slice(2, 3))
      assert.deepEqual(await receive(core, signed), linesFor(signed))
      assert.deepEqual(await receive(core, signed), linesFor(signed))
      assert.deepEqual([core.received.length, failedAt(core)], [4, []])
    })

  it('do not hide a fresh one whose handler throws: that one is left out and comes again', async () => {
    let bad = ''
    const core = await open((message, work) => {
      if (message.id === bad) throw new Error('a bug')
      return close(message, work)
    })
    const signed = sign(4)
    await receive(core, signed.slice(0, 1))
    bad = signed[3]?.id ?? assert.fail()
    assert.deepEqual(await receive(core, signed), linesFor(signed.slice(0, 3)))
    assert.deepEqual(failedAt(core), ['failed withdraw'])
    bad = ''
    assert.deepEqual(await receive(core, signed), linesFor(signed))
    assert.deepEqual([core.received.length, (await closedBy(core)).length], [4, 4])
  })
})
