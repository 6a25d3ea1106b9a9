import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { swapEnclosuresTo } from '@madoguchi/delivery/testing'
import { unset } from '@madoguchi/facts'
import { getSandboxLayout } from '@madoguchi/facts/sandbox'
import { base64url, dayMs, makeId, minuteMs, utf8 } from '@madoguchi/kit'
import type { Draft, Received } from '@madoguchi/messages'
import { digestSealed, openEnclosure, sealAnswers, signBatch } from '@madoguchi/messages'
import type { TestAgencies } from './open-test-agencies.fixture.ts'
import { openTestAgencies } from './open-test-agencies.fixture.ts'

const order = {
  personRef: 'shi-1',
  provider: 'mihon-kenpo',
  affair: 'child-allowance',
  type: 'medical-insurance',
} as const
const { fields, version } = getSandboxLayout('medical-insurance', '2026-11-01')
const values = { ...Object.fromEntries(fields.map(({ id }) => [id, unset])), insurerName: 'みほん健保' }
const datum = {
  ...{ type: 'medical-insurance', layout: version, asOf: '2026-11-01', source: 'mihon-kenpo' },
  records: [{ key: '1', values }],
}
const tax = getSandboxLayout('local-tax', '2026-11-01')
/** Right in itself, but nothing that was asked for. */
const taxDatum = {
  ...{ ...datum, type: 'local-tax', layout: tax.version },
  records: [{ key: '2026', values: Object.fromEntries(tax.fields.map(({ id }) => [id, unset])) }],
}

describe('an agency that asks', () => {
  let server: EmbeddedServer
  let net: TestAgencies

  before(async () => {
    server = await openTestServer()
    net = await openTestAgencies(server, { kenpoKeyDays: 30 })
    await net.shi.importPeople([
      { personRef: 'shi-1', residentCode: '10000000001' },
      { personRef: 'shi-2', residentCode: '10000000002' },
    ])
    await net.assignCodes('mihon-shi')
    await net.shi.importPeople([{ personRef: 'codeless', residentCode: '10000000003' }])
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })
  beforeEach(() => {
    net.peers.core.events.length = 0
  })

  /** Asks; gives the question as the core sees it. */
  async function ask(): Promise<Received<'ask'>> {
    const asked = await net.shi.inquire([order])
    assert(asked.ok)
    await net.test.settle()
    const whom = net.peers.core.take('whom').find(({ body }) => body.exchange === asked.value[0])
    assert(whom)
    const { verifier } = net.peers.core.delivery
    const opened = openEnclosure({ message: whom, name: 'ask', verifier, at: net.test.clock.now() })
    return opened.ok ? opened.value : assert.fail(opened.code)
  }

  type Forgery = {
    /** Who signs the answer, who the datum inside, what it says, which exchange and question it claims to be for. */
    answerBy?: 'mihon-kenpo' | 'aoba-shi'
    datumBy?: 'mihon-kenpo' | 'aoba-shi'
    says?: unknown
    answerFor?: Received<'ask'>
    datumFor?: Received<'ask'>
    /** What the provider signed, and what the core makes of it. */
    outcome?: 'answered' | 'no-data'
    closedAs?: 'answered' | 'no-data'
    /** Which exchange, and which question, the answer itself names. */
    exchange?: string
    askDigest?: string
    /** The digest that the answer names of its bytes, and the bytes themselves where it should have none. */
    sealedDigest?: string
    payload?: Uint8Array
    /** When the core says that it closed the exchange. */
    closedAt?: Date
  }

  async function close(asked: Received<'ask'>, forgery: Forgery = {}): Promise<void> {
    const {
      answerBy = 'mihon-kenpo',
      datumBy = 'mihon-kenpo',
      says = datum,
      answerFor = asked,
      datumFor = asked,
      outcome = 'answered',
      closedAs = outcome,
    } = forgery
    const [sealed] = await sealAnswers({
      from: datumBy,
      key: net.test.keyOf(datumBy),
      answers: [{ ask: datumFor, datum: utf8.encode(JSON.stringify(says)) }],
    })
    assert(sealed)
    const payload = forgery.payload ?? (outcome === 'answered' ? sealed : new Uint8Array(0))
    const { exchange = answerFor.body.exchange, askDigest = base64url.encode(answerFor.digest) } = forgery
    const body = {
      exchange,
      askDigest,
      outcome,
      hideRecord: false,
      ...(outcome === 'answered' ? { sealedDigest: forgery.sealedDigest ?? digestSealed(payload) } : {}),
    } as const
    const drafts = [{ name: 'answer', to: 'core', body, payload, notAfter: asked.notAfter } as const]
    const [answer] = signBatch({ from: answerBy, key: net.test.keyOf(answerBy), drafts })
    assert(answer)
    await net.post(closed(asked.body.exchange, closedAs, [answer.bytes], forgery.closedAt))
  }

  function closed(
    exchange: string,
    outcome: 'answered' | 'expired' | 'no-data',
    enclosures: Uint8Array[] = [],
    closing = net.test.clock.now(),
  ): Draft {
    const closedAt = closing.toISOString()
    const notAfter = net.test.clock.now().getTime() + 30 * dayMs
    return { name: 'closed', to: 'mihon-shi', body: { exchange, outcome, closedAt }, enclosures, notAfter }
  }

  const inquiryOf = (exchange: string) =>
    net.shi.database.selectFrom('inquiries').selectAll().where('exchange_id', '=', exchange).executeTakeFirstOrThrow()
  const refusal = () => net.peers.core.events.at(-1)?.split(' ').at(-1)

  it('asks about its people and keeps the answer as it was read', async () => {
    const asked = await ask()
    assert.deepEqual([asked.from, asked.to, asked.body.affair], ['mihon-shi', 'mihon-kenpo', 'child-allowance'])
    assert.doesNotMatch(JSON.stringify(asked.body), /shi-1|10000000001/)
    await close(asked)
    const { outcome, datum: kept } = await inquiryOf(asked.body.exchange)
    assert.deepEqual([outcome, kept], ['answered', datum])
  })

  it('asks about many at once, about nobody at all, and not about anybody whose code it does not have', async () => {
    const many = await net.shi.inquire(['shi-1', 'shi-2', 'shi-1'].map((personRef) => ({ ...order, personRef })))
    assert.ok(many.ok && new Set(many.value).size === 3)
    assert.deepEqual(await net.shi.inquire([]), { ok: true, value: [] })
    for (const personRef of ['codeless', 'nobody']) {
      const refused = await net.shi.inquire([order, { ...order, personRef }])
      assert.deepEqual(refused, { ok: false, code: 'LINK_CODE_NOT_ACQUIRED', facts: { people: 1 } })
    }
    await net.test.settle()
  })

  it('keeps the first outcome, whatever comes later', async () => {
    const asked = await ask()
    await close(asked, { outcome: 'no-data' })
    await close(asked)
    const { outcome, datum: kept } = await inquiryOf(asked.body.exchange)
    assert.deepEqual([outcome, kept], ['no-data', null])
  })

  it('notes that a provider is down, until there is an outcome', async () => {
    const asked = await ask()
    const delayed = (exchange: string): Draft => ({
      ...{ name: 'delayed', to: 'mihon-shi', body: { exchange } },
      notAfter: net.test.clock.now().getTime() + dayMs,
    })
    await net.post(delayed(asked.body.exchange))
    assert.equal((await inquiryOf(asked.body.exchange)).is_delayed, true)
    const other = await ask()
    await net.post(closed(other.body.exchange, 'expired'))
    await net.post(delayed(other.body.exchange))
    assert.equal((await inquiryOf(other.body.exchange)).is_delayed, false)
  })

  it('refuses an outcome of what it never asked', async () => {
    await net.post(closed(makeId('exc'), 'no-data'))
    assert.equal(refusal(), 'EXCHANGE_UNKNOWN')
  })

  it('believes no answer but the provider’s own, to this very question', async () => {
    const other = await ask()
    const forgeries: [string, Forgery][] = [
      ['MESSAGE_ENCLOSURE', { answerBy: 'aoba-shi' }],
      ['MESSAGE_ENCLOSURE', { answerFor: other }],
      ['MESSAGE_ENCLOSURE', { exchange: other.body.exchange }],
      ['MESSAGE_ENCLOSURE', { askDigest: base64url.encode(other.digest) }],
      ['MESSAGE_ENCLOSURE', { sealedDigest: digestSealed(new Uint8Array(600)) }],
      ['MESSAGE_ENCLOSURE', { outcome: 'no-data', payload: new Uint8Array(600) }],
    ]
    for (const [code, forgery] of forgeries) {
      const asked = await ask()
      await close(asked, forgery)
      assert.equal(refusal(), code)
      assert.equal((await inquiryOf(asked.body.exchange)).outcome, null)
    }
    const bare = await ask()
    await net.post(closed(bare.body.exchange, 'answered'))
    assert.equal(refusal(), 'MESSAGE_ENCLOSURE')
  })

  it('believes nobody but the provider that there is nothing, or that it answers nothing', async () => {
    const other = await ask()
    const forgeries: Forgery[] = [
      { outcome: 'no-data', answerBy: 'aoba-shi' },
      { outcome: 'no-data', answerFor: other },
      { outcome: 'answered', closedAs: 'no-data' },
      { outcome: 'no-data', closedAs: 'answered' },
    ]
    for (const forgery of forgeries) {
      const asked = await ask()
      await close(asked, forgery)
      assert.equal(refusal(), 'MESSAGE_ENCLOSURE', JSON.stringify(forgery.outcome))
      assert.equal((await inquiryOf(asked.body.exchange)).outcome, null)
    }
    const bare = await ask()
    await net.post(closed(bare.body.exchange, 'no-data'))
    assert.equal((await inquiryOf(bare.body.exchange)).outcome, null)
  })

  it('takes an outcome whose answer a carrier swapped for a valid one of another outcome, when it comes whole', async () => {
    const [first, second] = [await ask(), await ask()]
    const putBack = swapEnclosuresTo(net.test.network, 'mihon-shi', net.shi.delivery.receive)
    await close(first)
    await close(second)
    putBack()
    assert.deepEqual((await inquiryOf(second.body.exchange)).outcome, null)
    net.test.clock.advance(minuteMs)
    await net.peers.core.delivery.sweep()
    await net.test.settle()
    for (const { body } of [first, second]) {
      const { outcome, datum: kept } = await inquiryOf(body.exchange)
      assert.deepEqual([outcome, kept], ['answered', datum])
    }
    assert.deepEqual(net.peers.core.events, [], 'nothing was final')
  })

  it('ends an inquiry whose answer cannot be read, says why, and tells an operator', async () => {
    const other = await ask()
    const broken: [string, Forgery][] = [
      ['SEAL_BROKEN', { datumBy: 'aoba-shi' }],
      ['SEAL_BROKEN', { datumFor: other }],
      ['DATUM_UNFIT', { says: { ...datum, layout: '1999-01' } }],
      ['DATUM_UNFIT', { says: taxDatum }],
      ['DATUM_UNFIT', { says: { ...datum, records: [{ key: '1', values: { ...values, extra: 1 } }] } }],
      ['DATUM_UNFIT', { says: null }],
    ]
    for (const [reason, forgery] of broken) {
      const asked = await ask()
      await close(asked, forgery)
      const kept = await inquiryOf(asked.body.exchange)
      assert.deepEqual([kept.outcome, kept.reason, kept.datum], ['unreadable', reason, null])
      assert.notEqual(kept.closed_at, null)
      assert.equal(net.logged.at(-1), `ANSWER_UNREADABLE ${JSON.stringify({ exchange: kept.exchange_id, reason })}`)
    }
    assert.equal(refusal(), undefined, 'the core is not at fault: it delivered what it was given')
  })
  it('judges who signed an answer as of its closing, which is never later than now: a key may have ended since, and none begins after', async () => {
    const inDays = (days: number) => new Date(net.test.clock.now().getTime() + days * dayMs)
    const ahead = await ask()
    await close(ahead, { closedAt: inDays(40) })
    const { outcome: aheadOf, datum: kept } = await inquiryOf(ahead.body.exchange)
    assert.deepEqual([aheadOf, kept], ['answered', datum], 'a core whose clock is ahead takes no answer away')
    const early = await ask()
    await close(early, { closedAt: inDays(-2) })
    assert.equal((await inquiryOf(early.body.exchange)).outcome, null, 'its provider had no such key yet')
    const late = await ask()
    const closedAt = net.test.clock.now()
    net.test.clock.advance(31 * dayMs)
    await close(late, { closedAt })
    const { outcome, datum: lateKept } = await inquiryOf(late.body.exchange)
    assert.deepEqual([outcome, lateKept], ['answered', datum], 'it signed with a key that was good')
  })
})
