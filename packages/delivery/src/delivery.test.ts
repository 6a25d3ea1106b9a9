import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, makeId, minuteMs, secondMs } from '@madoguchi/kit'
import type { Draft } from '@madoguchi/messages'
import { encodeBatch, readReceipt, signBatch, signReceipt } from '@madoguchi/messages'
import type { Peer, TestNetwork } from './testing.fixture.ts'
import { makeTestNetwork, openPeer } from './testing.fixture.ts'
import type { Transport } from './transport.ts'

describe('delivery', () => {
  let server: EmbeddedServer
  let test: TestNetwork
  const opened: Peer[] = []

  before(async () => {
    server = await openTestServer()
    test = await makeTestNetwork({
      server,
      parties: [
        { id: 'core', kind: 'core' },
        { id: 'portal', kind: 'portal' },
        { id: 'mihon-shi', kind: 'agency' },
        { id: 'aoba-shi', kind: 'agency' },
      ],
    })
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

  const withdraw = (to = 'core', livesMs = dayMs): Draft => ({
    name: 'withdraw',
    to,
    body: { exchange: makeId('exc') },
    notAfter: test.clock.now().getTime() + livesMs,
  })
  const post = (peer: Peer, drafts: readonly Draft[]) =>
    peer.delivery.transact(async (work) => {
      for (const draft of drafts) work.post(draft)
    })
  const waiting = (peer: Peer) => peer.db.kysely.selectFrom('outbox').selectAll().execute()
  const deadLetters = (peer: Peer) => peer.db.kysely.selectFrom('dead_letters').selectAll().execute()
  const linesOf = (receipt: Uint8Array, from: string) => {
    const read = readReceipt(receipt, (name, keyId) => test.directory.findKey(name, keyId, test.clock.now())?.publicKey)
    assert(read.ok && read.value.from === from)
    return read.value.lines
  }

  async function sweepAfter(peer: Peer, ms: number): Promise<void> {
    test.clock.advance(ms)
    await peer.delivery.sweep()
    await test.settle()
  }

  it('posts nothing when the transaction is undone', async () => {
    const [core, portal] = [await open({ id: 'core' }), await open({ id: 'portal' })]
    const posted = portal.delivery.transact(async (work) => {
      work.post(withdraw())
      throw new Error('changed my mind')
    })
    await assert.rejects(posted, { message: 'changed my mind' })
    await test.settle()
    assert.deepEqual([core.received, await waiting(portal)], [[], []])
  })

  it('tells whoever begins something new that too much waits for a dead party, and takes what is owed all the same', async () => {
    const portal = await open({ id: 'portal', waitingMax: 3 })
    const full = { code: 'DELIVERY_BACKLOG_FULL', facts: { to: 'core', waiting: 3, waitingInAll: 3, max: 3 } }
    for (let i = 0; i < 3; i++) {
      await portal.delivery.demandRoom('core')
      await post(portal, [withdraw()])
    }
    test.clock.advance(secondMs)
    await assert.rejects(portal.delivery.demandRoom('core'), full)
    await portal.delivery.demandRoom('mihon-shi')
    await post(portal, [withdraw(), withdraw()])
    await test.settle()
    assert.equal((await waiting(portal)).length, 5, 'what answers, closes or ends asks for no room')
    const core = await open({ id: 'core' })
    await sweepAfter(portal, minuteMs)
    assert.deepEqual([await waiting(portal), core.received.length], [[], 5])
    await portal.delivery.demandRoom('core')
  })

  it('sends the messages of one transaction to one party as one batch under one signature', async () => {
    const batches: Uint8Array[] = []
    const transport: Transport = {
      send(to, batch) {
        batches.push(batch)
        return test.network.transport.send(to, batch)
      },
    }
    const [core, portal] = [await open({ id: 'core' }), await open({ id: 'portal', transport })]
    await post(
      portal,
      Array.from({ length: 64 }, () => withdraw()),
    )
    await test.settle()
    assert.deepEqual([batches.length, core.received.length], [1, 64])
  })

  it('lets one message whose handler throws harm no other, and brings that one again', async () => {
    let isBroken = true
    const unlucky = withdraw()
    const core = await open({
      id: 'core',
      answer(message) {
        if (isBroken && 'exchange' in message.body && isUnlucky(message.body.exchange)) throw new Error('a bug of ours')
        return undefined
      },
    })
    const isUnlucky = (exchange: string) => 'exchange' in unlucky.body && unlucky.body.exchange === exchange
    const portal = await open({ id: 'portal' })
    await post(portal, [...Array.from({ length: 9 }, () => withdraw()), unlucky])
    await test.settle()
    assert.equal(core.received.length, 9)
    assert.deepEqual(core.events, ['failed withdraw'])
    assert.equal((await waiting(portal)).length, 1)
    isBroken = false
    await sweepAfter(portal, 2 * secondMs)
    assert.equal(core.received.length, 10)
    assert.deepEqual([await waiting(portal), portal.events], [[], []])
  })

  it('never sends a refused message again: it becomes a dead letter with the code', async () => {
    await open({ id: 'core', answer: () => 'EXCHANGE_UNKNOWN' })
    const portal = await open({ id: 'portal' })
    await post(portal, [withdraw()])
    await test.settle()
    const [letter, ...more] = await deadLetters(portal)
    assert.deepEqual([letter?.code, letter?.name, more], ['EXCHANGE_UNKNOWN', 'withdraw', []])
    assert.deepEqual([portal.events, await waiting(portal)], [[`refused ${letter?.message_id} EXCHANGE_UNKNOWN`], []])
  })

  it('makes a dead letter of what nobody took in time, and says so', async () => {
    const portal = await open({ id: 'portal' })
    await post(portal, [withdraw('aoba-shi', minuteMs), withdraw('aoba-shi', dayMs)])
    await test.settle()
    await sweepAfter(portal, 2 * minuteMs)
    assert.deepEqual(
      (await deadLetters(portal)).map(({ code }) => code),
      ['DELIVERY_EXPIRED'],
    )
    assert.equal((await waiting(portal)).length, 1)
    assert.equal(portal.events.filter((event) => event.endsWith('DELIVERY_EXPIRED')).length, 1)
  })

  it('tells of the first failed attempt of a message once', async () => {
    const firsts: number[] = []
    const unreachable = (_: string, first: readonly unknown[]) => void firsts.push(first.length)
    const portal = await open({ id: 'portal', events: { unreachable } })
    await post(portal, [withdraw('aoba-shi'), withdraw('aoba-shi')])
    await test.settle()
    await sweepAfter(portal, minuteMs)
    await sweepAfter(portal, minuteMs)
    assert.deepEqual(firsts, [2, 0, 0])
  })

  it('lets a dead recipient slow nobody else, and brings everything when it is back', async () => {
    const core = await open({ id: 'core' })
    const portal = await open({ id: 'portal' })
    await post(
      portal,
      Array.from({ length: 2000 }, () => withdraw('mihon-shi')),
    )
    await test.settle()
    const late = withdraw()
    test.network.connect('core', () => Promise.reject(new Error('a hiccup')))
    await post(portal, [late])
    await test.settle()
    test.join('core', core.delivery)
    await sweepAfter(portal, minuteMs)
    assert.equal(core.received.length, 1, 'one sweep reaches it, however much waits for the dead party')
    await sweepAfter(portal, minuteMs)
    const back = await open({ id: 'mihon-shi' })
    await post(portal, [withdraw('mihon-shi')])
    await test.settle()
    await sweepAfter(portal, 0)
    assert.equal(back.received.length, 2001, 'the first sign of life brings everything, without waiting for its turn')
    assert.deepEqual(await waiting(portal), [])
  })

  it('takes no receipt of anybody but the recipient', async () => {
    const forge = (from: string, key: string): Transport => ({
      async send(to, batch) {
        const lines = linesOf(await test.network.transport.send(to, batch), to)
        return signReceipt({ form: 2, from, key: test.keyOf(key), lines })
      },
    })
    const core = await open({ id: 'core' })
    for (const [from, key] of [
      ['aoba-shi', 'aoba-shi'],
      ['core', 'aoba-shi'],
    ] as const) {
      const portal = await open({ id: 'portal', transport: forge(from, key) })
      await post(portal, [withdraw()])
      await test.settle()
      assert.equal((await waiting(portal)).length, 1)
      assert.deepEqual(portal.events, ['unreachable core'])
      await portal.db.kysely.deleteFrom('outbox').execute()
    }
    assert.equal(core.received.length, 2)
  })

  it('learns nothing from a receipt that names what was not sent', async () => {
    const lines = [
      { sender: 'portal', id: makeId('msg') },
      ...[{ id: '#0' }, { id: '#0', code: 'MESSAGE_SIGNATURE' }, { id: '#99999' }],
    ]
    const transport = { send: async (to: string) => signReceipt({ form: 2, from: to, key: test.keyOf(to), lines }) }
    const portal = await open({ id: 'portal', transport })
    await post(portal, [withdraw()])
    await test.settle()
    const rows = await waiting(portal)
    assert.deepEqual([rows.length, rows[0]?.attempts, await deadLetters(portal)], [1, 1, []])
  })

  it('sends again what was spoilt on the way, though the receiver refused what it saw', async () => {
    const core = await open({ id: 'core' })
    let isSpoiling = true
    const transport: Transport = {
      send(to, batch) {
        const spoilt = new Uint8Array(batch)
        if (isSpoiling) spoilt[200] = (spoilt[200] ?? 0) ^ 1
        return test.network.transport.send(to, spoilt)
      },
    }
    const portal = await open({ id: 'portal', transport })
    await post(portal, [withdraw()])
    await test.settle()
    assert.deepEqual([core.received.length, (await deadLetters(portal)).length], [0, 0])
    isSpoiling = false
    await sweepAfter(portal, minuteMs)
    assert.equal(core.received.length, 1)
  })

  it('gives a repeated message the receipt of the first time, accepted or refused', async () => {
    let isStrict = true
    const core = await open({ id: 'core', answer: () => (isStrict ? 'EXCHANGE_UNKNOWN' : undefined) })
    const sign = (draft: Draft) => signBatch({ from: 'portal', key: test.keyOf('portal'), drafts: [draft] })[0]
    const [refused, accepted] = [sign(withdraw()), sign(withdraw())]
    assert(refused && accepted)
    const first = await core.delivery.receive(encodeBatch([refused.bytes]))
    isStrict = false
    await core.delivery.receive(encodeBatch([accepted.bytes]))
    isStrict = true
    const again = await core.delivery.receive(encodeBatch([refused.bytes, accepted.bytes, accepted.bytes]))
    assert.deepEqual(linesOf(first, 'core'), [{ id: refused.id, code: 'EXCHANGE_UNKNOWN' }])
    const line = { id: accepted.id }
    assert.deepEqual(linesOf(again, 'core'), [{ id: refused.id, code: 'EXCHANGE_UNKNOWN' }, line, line])
    assert.equal(core.received.length, 2)
  })

  it('refuses by name what is for somebody else, expired or forged, and is silent on whom its directory does not know yet', async () => {
    const core = await open({ id: 'core' })
    const sign = (draft: Draft, from = 'portal', key = from) =>
      signBatch({ from, key: test.keyOf(key), drafts: [draft] })[0] ?? assert.fail()
    const strange = [sign(withdraw('aoba-shi')), sign(withdraw('core', -1)), sign(withdraw(), 'portal', 'aoba-shi')]
    const forged = new Uint8Array(sign(withdraw()).bytes)
    const at = forged.length - 10
    forged[at] = (forged[at] ?? 0) ^ 1
    const receipt = await core.delivery.receive(encodeBatch([...strange.map(({ bytes }) => bytes), forged]))
    assert.deepEqual(
      linesOf(receipt, 'core').map(({ id, code }) => [id.slice(0, 1), code]),
      [
        ['m', 'MESSAGE_NOT_FOR_US'],
        ['m', 'MESSAGE_EXPIRED'],
        ['#', 'MESSAGE_SIGNATURE'],
      ],
    )
    assert.deepEqual(await core.db.kysely.selectFrom('inbox').selectAll().execute(), [])
  })

  it('forgets an id a day after its message could last be sent', async () => {
    const [core, portal] = [await open({ id: 'core' }), await open({ id: 'portal' })]
    await post(portal, [withdraw()])
    await test.settle()
    await sweepAfter(core, 2 * dayMs - minuteMs)
    assert.equal((await core.db.kysely.selectFrom('inbox').selectAll().execute()).length, 1)
    await sweepAfter(core, 2 * minuteMs)
    assert.deepEqual(await core.db.kysely.selectFrom('inbox').selectAll().execute(), [])
  })

  it('asks for patience when too much waits, and takes it later', async () => {
    let letGo = () => {}
    const gate = new Promise<void>((resolve) => (letGo = resolve))
    const core = await open({ id: 'core', answer: async () => void (await gate) })
    const drafts = Array.from({ length: 4200 }, () => withdraw())
    const signed = signBatch({ from: 'portal', key: test.keyOf('portal'), drafts })
    const batches = Array.from({ length: 21 }, (_, i) =>
      encodeBatch(signed.slice(i * 200, (i + 1) * 200).map(({ bytes }) => bytes)),
    )
    const results = batches.map((batch) =>
      core.delivery.receive(batch).then(
        () => 'taken',
        ({ code }: { code: string }) => code,
      ),
    )
    letGo()
    assert.deepEqual(new Set(await Promise.all(results)), new Set(['taken', 'DELIVERY_BUSY']))
    for (const batch of batches) await core.delivery.receive(batch)
    assert.equal(core.received.length, 4200)
  })

  it('finishes what it took in before it stops, and takes nothing after', async () => {
    let letGo = () => {}
    const gate = new Promise<void>((resolve) => (letGo = resolve))
    let noteBegun = () => {}
    const begun = new Promise<void>((resolve) => (noteBegun = resolve))
    const core = await openPeer({
      test,
      id: 'core',
      async answer() {
        noteBegun()
        await gate
      },
    })
    const portal = await open({ id: 'portal' })
    await post(portal, [withdraw()])
    await begun
    const stopping = core[Symbol.asyncDispose]()
    await assert.rejects(core.delivery.receive(encodeBatch([])), { code: 'DELIVERY_STOPPED' })
    letGo()
    await stopping
    await test.settle()
    assert.equal(core.received.length, 1)
    assert.deepEqual(await waiting(portal), [])
  })

  it('keeps for the next start what is posted while it stops', async () => {
    await open({ id: 'core' })
    const portal = await openPeer({ test, id: 'portal' })
    await portal.delivery[Symbol.asyncDispose]()
    await post(portal, [withdraw()])
    await test.settle()
    assert.equal((await waiting(portal)).length, 1)
    await portal.db[Symbol.asyncDispose]()
    const again = await open({ id: 'portal' })
    await sweepAfter(again, minuteMs)
    assert.deepEqual(await waiting(again), [])
  })

  it('lets messages wait, unrefused, while its own directory has run out', async () => {
    const core = await open({ id: 'core' })
    const [signed] = signBatch({ from: 'portal', key: test.keyOf('portal'), drafts: [withdraw('core', 80 * dayMs)] })
    assert(signed)
    test.clock.advance(61 * dayMs)
    const receipt = await core.delivery.receive(encodeBatch([signed.bytes]))
    test.clock.advance(-61 * dayMs)
    assert.deepEqual([linesOf(receipt, 'core'), core.received], [[], []])
  })
})
