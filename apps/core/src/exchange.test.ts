import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { swapEnclosuresTo } from '@madoguchi/delivery/testing'
import { base64url, dayMs, hex, hourMs, japaneseDay, makeId, minuteMs, sha256, utf8 } from '@madoguchi/kit'
import type { Draft } from '@madoguchi/messages'
import { readEnvelope, signBatch } from '@madoguchi/messages'
import type { TestCore } from './open-test-core.fixture.ts'
import { openTestCore, subjectOf } from './open-test-core.fixture.ts'

const sealed = utf8.encode('what only the inquirer can open')

describe('an exchange at the core', () => {
  let server: EmbeddedServer
  let net: TestCore
  /** みほん太郎, as the cities and the portal call him. */
  let mihonCode: string
  let aobaCode: string

  before(async () => {
    server = await openTestServer()
    net = await openTestCore(server)
    mihonCode = await net.assignCode('mihon-shi', subjectOf('taro'))
    aobaCode = await net.assignCode('aoba-shi', subjectOf('taro'))
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })
  beforeEach(() => {
    for (const peer of Object.values(net.peers)) peer.events.length = 0
  })

  const contentOf = (bytes: Uint8Array) => {
    const envelope = readEnvelope(bytes)
    return hex.encode(envelope.ok ? envelope.value.content : assert.fail(envelope.code))
  }
  const lastRefusal = (peer: keyof typeof net.peers) => net.peers[peer].events.at(-1)?.split(' ').at(-1)
  const kindsIn = async (exchange: string) => {
    const rows = await net.db.kysely
      .selectFrom('ledger_entries')
      .select(['kind', 'record'])
      .where('exchange_id', '=', exchange)
      .orderBy('kind')
      .execute()
    return rows.map(({ kind, record }) =>
      [kind, (JSON.parse(record) as { outcome?: string }).outcome].filter(Boolean).join(' '),
    )
  }

  const factsIn = async (exchange: string) => {
    const entries = net.db.kysely.selectFrom('ledger_entries').select('record').where('exchange_id', '=', exchange)
    const { record } = await entries.where('kind', '=', 'asked').executeTakeFirstOrThrow()
    return (JSON.parse(record) as { facts?: number }).facts
  }

  /** The provider's word on the record of what ended without its answer: the ledger waits for it. */
  const sayRecord = (exchange: string) =>
    net.post('aoba-shi', {
      name: 'say-record',
      to: 'core',
      body: { exchange, record: 'open' },
      notAfter: net.test.clock.now().getTime() + dayMs,
    })

  it('goes from ask to closed: the permit names the person in the provider’s code, the answer arrives as signed', async () => {
    const asked = await net.ask('mihon-shi', { linkCode: mihonCode })
    const permit = net.permitOf('aoba-shi', asked.exchange)
    assert.equal(permit.body.linkCode, aobaCode)
    assert.notEqual(aobaCode, mihonCode)
    assert.deepEqual([permit.body.inquirer, permit.body.basis], ['mihon-shi', '74'])
    assert.deepEqual([permit.body.facts, permit.body.askedOn], [1, japaneseDay(net.test.clock.now())])
    assert.equal(await factsIn(asked.exchange), 1, 'and in the ledger')
    assert.deepEqual(permit.enclosures.map(contentOf), [hex.encode(asked.ask.content)])
    assert.deepEqual(await kindsIn(asked.exchange), ['asked'])
    await net.answer('aoba-shi', asked, {}, sealed)
    assert.equal(net.closedOf('mihon-shi', asked.exchange)?.outcome, 'answered')
    const [answer] = net.peers['mihon-shi'].take('closed').at(-1)?.enclosures ?? []
    const opened = net.core.delivery.verifier.verify(answer ?? sealed, net.test.clock.now())
    assert(opened.ok && opened.value.from === 'aoba-shi')
    assert.deepEqual(opened.value.payload, sealed)
    assert.deepEqual(await kindsIn(asked.exchange), ['asked', 'closed answered'])
  })

  it('gives a person the same code again, and a different one at every party', async () => {
    assert.equal(await net.assignCode('mihon-shi', subjectOf('taro')), mihonCode)
    const { linkCode } = await net.grantMandate(subjectOf('taro'))
    assert.equal(new Set([linkCode, mihonCode, aobaCode]).size, 3)
  })

  it('refuses and records at once what the law does not allow, and tells the provider nothing', async () => {
    const before = net.peers['mihon-kenpo'].received.length
    const forbidden = await net.ask('mihon-shi', { linkCode: mihonCode, affair: 'nursery-care' })
    const { outcome, reason } = net.closedOf('mihon-shi', forbidden.exchange) ?? {}
    assert.deepEqual([outcome, reason], ['not-permitted', 'PERMISSION_TABLE'])
    assert.deepEqual(await kindsIn(forbidden.exchange), ['asked', 'closed not-permitted'])
    const codeless = await net.ask('mihon-shi', {
      linkCode: mihonCode,
      affair: 'national-health-insurance',
      provider: 'mihon-kenpo',
      type: 'medical-insurance',
    })
    assert.equal(net.closedOf('mihon-shi', codeless.exchange)?.outcome, 'no-link-code')
    assert.equal(net.peers['mihon-kenpo'].received.length, before)
  })

  it('lets the portal ask only for somebody who is there (design 8, 12)', async () => {
    const taro = await net.grantMandate(subjectOf('taro'))
    const hanako = await net.grantMandate(subjectOf('hanako'))
    const outcomeOf = async (question: { linkCode: string; mandate?: string }) => {
      const { exchange } = await net.ask('portal', question)
      const closed = net.closedOf('portal', exchange)
      return closed === undefined ? 'permitted' : closed.reason
    }
    assert.equal(await outcomeOf(taro), 'permitted')
    assert.equal(await outcomeOf({ linkCode: taro.linkCode }), 'MANDATE_NOT_LIVE')
    assert.equal(await outcomeOf({ linkCode: taro.linkCode, mandate: hanako.mandate }), 'MANDATE_NOT_LIVE')
    assert.equal(await outcomeOf({ linkCode: taro.linkCode, mandate: makeId('man') }), 'MANDATE_NOT_LIVE')
    const notAfter = net.test.clock.now().getTime() + minuteMs
    await net.post('portal', { name: 'end-mandate', to: 'core', body: { mandate: taro.mandate }, notAfter })
    assert.equal(await outcomeOf(taro), 'MANDATE_NOT_LIVE')
    const late = await net.grantMandate(subjectOf('taro'))
    net.test.clock.advance(12 * hourMs)
    assert.equal(await outcomeOf(late), 'MANDATE_NOT_LIVE')
  })

  it('takes a link code of the sender only', async () => {
    await net.ask('mihon-shi', { linkCode: aobaCode })
    assert.equal(lastRefusal('mihon-shi'), 'LINK_CODE_INVALID')
    const taro = await net.grantMandate(subjectOf('taro'))
    await net.ask('portal', { linkCode: mihonCode, mandate: taro.mandate })
    assert.equal(lastRefusal('portal'), 'LINK_CODE_INVALID')
  })

  it('refuses an exchange id that was used before, by whomever, and changes nothing', async () => {
    const asked = await net.ask('mihon-shi', { linkCode: mihonCode })
    await net.ask('mihon-shi', { linkCode: mihonCode, exchange: asked.exchange })
    assert.equal(lastRefusal('mihon-shi'), 'EXCHANGE_REPEATED')
    await net.ask('aoba-shi', { linkCode: aobaCode, provider: 'mihon-shi', exchange: asked.exchange })
    assert.equal(lastRefusal('aoba-shi'), 'EXCHANGE_REPEATED')
    assert.equal(net.peers['aoba-shi'].take('permit').filter(({ body }) => body.exchange === asked.exchange).length, 1)
    assert.deepEqual(await kindsIn(asked.exchange), ['asked'])
  })

  it('refuses a question that does not fit together', async () => {
    /** Another agency's question under the same exchange id. */
    function signAsk(exchange: string) {
      const body = { exchange, affair: 'child-allowance', type: 'local-tax', readerKey: `${'A'.repeat(42)}k` }
      const notAfter = net.test.clock.now().getTime() + 7 * dayMs
      const drafts = [{ name: 'ask', to: 'aoba-shi', body, notAfter } as const]
      return signBatch({ from: 'mihon-kenpo', key: net.test.keyOf('mihon-kenpo'), drafts })[0] ?? assert.fail()
    }
    const asOthers = (whom: Draft<'whom'>): Draft<'whom'> => {
      const ask = signAsk(whom.body.exchange)
      return { ...whom, body: { ...whom.body, askDigest: base64url.encode(ask.digest) }, enclosures: [ask.bytes] }
    }
    const change = (body: Partial<Draft<'whom'>['body']>) => (whom: Draft<'whom'>) => ({
      ...whom,
      body: { ...whom.body, ...body },
    })
    const forgeries: [string, (whom: Draft<'whom'>) => Draft<'whom'>][] = [
      ['EXCHANGE_MISMATCH', change({ exchange: makeId('exc') })],
      ['MESSAGE_ENCLOSURE', change({ askDigest: base64url.encode(sha256(sealed)) })],
      ['EXCHANGE_MISMATCH', (whom) => ({ ...whom, notAfter: whom.notAfter + 1 })],
      ['EXCHANGE_MISMATCH', asOthers],
      ['MESSAGE_ENCLOSURE', (whom) => ({ ...whom, enclosures: [] })],
      ['MESSAGE_ENCLOSURE', (whom) => ({ ...whom, enclosures: [...(whom.enclosures ?? []), sealed] })],
      ['MESSAGE_ENCLOSURE', (whom) => ({ ...whom, enclosures: [sealed] })],
    ]
    for (const [code, forge] of forgeries) {
      const { exchange } = await net.ask('mihon-shi', { linkCode: mihonCode, forge })
      assert.equal(lastRefusal('mihon-shi'), code)
      assert.deepEqual(await kindsIn(exchange), [])
    }
    await net.ask('mihon-shi', { linkCode: mihonCode, period: { from: '2026-02-31', until: '2026-03-01' } })
    assert.equal(lastRefusal('mihon-shi'), 'MESSAGE_SCHEMA')
  })

  it('takes a question whose ask a carrier swapped for a valid one of another question, when it comes whole', async () => {
    const putBack = swapEnclosuresTo(net.test.network, 'core', net.core.delivery.receive)
    const whole = await net.ask('mihon-shi', { linkCode: mihonCode })
    const swapped = await net.ask('mihon-shi', { linkCode: mihonCode })
    putBack()
    assert.deepEqual([await kindsIn(whole.exchange), await kindsIn(swapped.exchange)], [['asked'], []])
    assert.deepEqual(net.peers['mihon-shi'].events, [], 'nothing is final')
    net.test.clock.advance(minuteMs)
    await net.peers['mihon-shi'].delivery.sweep()
    await net.test.settle()
    assert.deepEqual(await kindsIn(swapped.exchange), ['asked'])
    const permit = net.permitOf('aoba-shi', swapped.exchange)
    assert.deepEqual(permit.enclosures.map(contentOf), [hex.encode(swapped.ask.content)])
  })

  it('takes one outcome, once, from the provider it asked', async () => {
    const asked = await net.ask('mihon-shi', { linkCode: mihonCode })
    await net.answer('mihon-kenpo', asked)
    assert.equal(lastRefusal('mihon-kenpo'), 'EXCHANGE_UNKNOWN')
    await net.answer('aoba-shi', { ...asked, exchange: makeId('exc') })
    assert.equal(lastRefusal('aoba-shi'), 'EXCHANGE_UNKNOWN')
    await net.answer('aoba-shi', asked, { askDigest: base64url.encode(sha256(sealed)) })
    assert.equal(lastRefusal('aoba-shi'), 'EXCHANGE_MISMATCH')
    await net.answer('aoba-shi', asked, { sealedDigest: base64url.encode(sha256(sealed)) }, utf8.encode('another'))
    assert.equal(lastRefusal('aoba-shi'), 'EXCHANGE_MISMATCH')
    await net.answer('aoba-shi', asked, { outcome: 'no-data' }, sealed)
    assert.equal(lastRefusal('aoba-shi'), 'EXCHANGE_MISMATCH')
    await net.answer('aoba-shi', asked, { outcome: 'answered' })
    assert.equal(lastRefusal('aoba-shi'), 'EXCHANGE_MISMATCH')
    assert.equal(net.closedOf('mihon-shi', asked.exchange), undefined)
    await net.answer('aoba-shi', asked, {}, sealed)
    await net.answer('aoba-shi', asked)
    assert.equal(lastRefusal('aoba-shi'), 'EXCHANGE_CLOSED')
    assert.equal(net.closedOf('mihon-shi', asked.exchange)?.outcome, 'answered')
    assert.deepEqual(await kindsIn(asked.exchange), ['asked', 'closed answered'])
  })

  it('closes what the inquirer took back, and refuses the answer that comes late', async () => {
    const asked = await net.ask('mihon-shi', { linkCode: mihonCode })
    const draft: Draft = {
      name: 'withdraw',
      to: 'core',
      body: { exchange: asked.exchange },
      notAfter: net.test.clock.now().getTime() + dayMs,
    }
    await net.post('portal', draft)
    assert.equal(lastRefusal('portal'), 'EXCHANGE_UNKNOWN')
    await net.post('mihon-shi', draft)
    await net.post('mihon-shi', draft)
    assert.equal(net.closedOf('mihon-shi', asked.exchange)?.outcome, 'withdrawn')
    await net.answer('aoba-shi', asked, {}, sealed)
    assert.equal(lastRefusal('aoba-shi'), 'EXCHANGE_CLOSED')
    await sayRecord(asked.exchange)
    assert.deepEqual(await kindsIn(asked.exchange), ['asked', 'closed withdrawn'])
  })

  it('leaves an exchange its outcome when it is taken back too late', async () => {
    const asked = await net.ask('mihon-shi', { linkCode: mihonCode })
    await net.answer('aoba-shi', asked, {}, sealed)
    const notAfter = net.test.clock.now().getTime() + dayMs
    await net.post('mihon-shi', { name: 'withdraw', to: 'core', body: { exchange: asked.exchange }, notAfter })
    assert.deepEqual(await kindsIn(asked.exchange), ['asked', 'closed answered'])
  })

  it('closes what nobody answered in time, and takes no answer past the end', async () => {
    const asked = await net.ask('mihon-shi', { linkCode: mihonCode, livesMs: hourMs })
    net.test.clock.advance(2 * hourMs)
    await net.answer('aoba-shi', asked, {}, sealed)
    assert.equal(lastRefusal('aoba-shi'), 'EXCHANGE_CLOSED')
    await net.core.expire()
    await net.test.settle()
    assert.equal(net.closedOf('mihon-shi', asked.exchange)?.outcome, 'expired')
    assert.equal(await net.core.expire(), 0)
    await sayRecord(asked.exchange)
    assert.deepEqual(await kindsIn(asked.exchange), ['asked', 'closed expired'])
  })

  it('tells the inquirer once that the provider’s system is down, and brings the permit when it is back', async () => {
    const absent = net.peers['aoba-shi'].delivery
    const disconnect = net.test.network.connect('aoba-shi', absent.receive)
    disconnect()
    const asked = await net.ask('mihon-shi', { linkCode: mihonCode })
    for (let i = 0; i < 3; i++) {
      net.test.clock.advance(minuteMs)
      await net.core.delivery.sweep()
      await net.test.settle()
    }
    const told = () => net.peers['mihon-shi'].take('delayed').filter(({ body }) => body.exchange === asked.exchange)
    assert.equal(told().length, 1)
    net.test.network.connect('aoba-shi', absent.receive)
    net.test.clock.advance(minuteMs)
    await net.core.delivery.sweep()
    await net.test.settle()
    assert.ok(net.permitOf('aoba-shi', asked.exchange))
    assert.equal(told().length, 1)
  })
})
