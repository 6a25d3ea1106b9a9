import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { swapEnclosuresTo } from '@madoguchi/delivery/testing'
import { parseDatum, unset } from '@madoguchi/facts'
import { getSandboxLayout, openSandboxFacts } from '@madoguchi/facts/sandbox'
import { base64url, dayMs, hourMs, minuteMs, sha256, systemClock, utf8 } from '@madoguchi/kit'
import type { Connector } from './connector.ts'
import type { Permitted, TestAgencies } from './open-test-agencies.fixture.ts'
import { makeLinkCode, openTestAgencies } from './open-test-agencies.fixture.ts'

const facts = openSandboxFacts(systemClock)
const taro = { personRef: 'shi-1', residentCode: '10000000001' }
const protectedHanako = { personRef: 'shi-2', residentCode: '10000000002', withholdsData: true, hidesRecords: true }
const heldJiro = { personRef: 'shi-3', residentCode: '10000000003', holdsAnswers: true }
const noTaxSaburo = { personRef: 'shi-4', residentCode: '10000000004' }

describe('an agency that is asked', () => {
  let server: EmbeddedServer
  let net: TestAgencies
  let codes: ReadonlyMap<string, string>
  let kenpoCodes: ReadonlyMap<string, string>
  /** About whom the connectors were asked, each time that they were. */
  const readOf: string[][] = []
  const listenTo = (own: Connector): Connector => ({
    ...own,
    findData(tx, questions, at) {
      readOf.push(questions.flatMap(({ people }) => people))
      return own.findData(tx, questions, at)
    },
  })

  before(async () => {
    server = await openTestServer()
    net = await openTestAgencies(server, { changeConnector: listenTo })
    const people = [taro, protectedHanako, heldJiro, noTaxSaburo]
    await net.shi.importPeople(people)
    await net.shi.importMunicipality({
      residents: [],
      assessments: people.slice(0, 3).flatMap(({ personRef }) =>
        [2025, 2026].map((taxYear) => ({
          ...{ personRef, taxYear, incomeYear: taxYear - 1, taxation: '1' as const, assessedOn: `${taxYear}-06-10` },
          items: { salaryRevenue: 5_000_000 + taxYear, salaryIncome: 3_560_000 },
        })),
      ),
    })
    codes = await net.assignCodes('mihon-shi')
    await net.kenpo.importPeople([{ personRef: 'kenpo-1', residentCode: taro.residentCode }])
    kenpoCodes = await net.assignCodes('mihon-kenpo')
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  const codeOf = (person: { residentCode: string }) => codes.get(person.residentCode) ?? assert.fail('no code')

  async function readDatum(provider: 'mihon-shi' | 'mihon-kenpo', permitted: Permitted) {
    const opened = await net.open(provider, permitted)
    assert(opened.ok)
    const datum = parseDatum(opened.value.datum, facts)
    return datum.ok ? datum.value : assert.fail(datum.code)
  }

  async function causeOf(exchange: string, agency = net.shi): Promise<string> {
    const { cause } = await agency.database
      .selectFrom('provisions')
      .select('cause')
      .where('exchange_id', '=', exchange)
      .executeTakeFirstOrThrow()
    return cause ?? 'none'
  }

  const outcomeOf = ({ exchange }: Permitted) => net.answersTo(exchange).map(({ body }) => body.outcome)

  it('answers from its own tables, signed and sealed so that only the asker reads it', async () => {
    const permitted = await net.permit('mihon-shi', codeOf(taro))
    assert.deepEqual(outcomeOf(permitted), ['answered'])
    const datum = await readDatum('mihon-shi', permitted)
    assert.deepEqual(
      [datum.source, datum.asOf, datum.records.map(({ key }) => key)],
      ['mihon-shi', '2026-06-10', ['2025', '2026']],
    )
    assert.equal(datum.records[1]?.values.salaryRevenue, 5_002_026)
    assert.equal(datum.records[1]?.values.publicPensionRevenue, 0)
    const [answer] = net.answersTo(permitted.exchange)
    assert.doesNotMatch(Buffer.from(answer?.payload ?? []).toString('latin1'), /salaryRevenue|5002026/)
  })

  it('answers for the years that were asked for', async () => {
    const period = { from: '2026-01-01', until: '2026-12-31' }
    const datum = await readDatum('mihon-shi', await net.permit('mihon-shi', codeOf(taro), { period }))
    assert.deepEqual(
      datum.records.map(({ key }) => key),
      ['2026'],
    )
    const longAgo = await net.permit('mihon-shi', codeOf(taro), { period: { from: '1999-01-01', until: '1999-12-31' } })
    assert.deepEqual(outcomeOf(longAgo), ['nothing-to-show'])
  })

  it('answers from replicas, the newest that the business system stored', async () => {
    const { fields, version } = getSandboxLayout('medical-insurance', '2026-11-01')
    for (const insurerName of ['ふるい健保', 'みほん健保']) {
      const values = { ...Object.fromEntries(fields.map(({ id }) => [id, unset])), insurerName }
      const replica = { personRef: 'kenpo-1', type: 'medical-insurance', layout: version, asOf: '2026-11-01' } as const
      await net.kenpo.storeReplicas([{ ...replica, records: [{ key: '1', values }] }])
    }
    const permitted = await net.permit('mihon-kenpo', kenpoCodes.get(taro.residentCode) ?? '')
    const datum = await readDatum('mihon-kenpo', permitted)
    assert.equal(datum.records[0]?.values.insurerName, 'みほん健保')
  })

  it('says to another agency 該当なし of whom it holds nothing, and the same of whom it does not know', async () => {
    for (const code of [codeOf(noTaxSaburo), makeLinkCode()]) {
      const permitted = await net.permit('mihon-shi', code, { from: 'aoba-shi' })
      const [answer] = net.answersTo(permitted.exchange)
      assert.deepEqual([answer?.body.outcome, answer?.record, answer?.payload.length], ['no-data', 'open', 0])
      assert.equal(answer?.body.sealedDigest, undefined)
    }
  })

  it('says one and the same at once to whoever asks for themselves: protected, held, unknown and without data, to the byte', async () => {
    const held = { personRef: 'shi-5', residentCode: '10000000005', holdsAnswers: true, withholdsData: true }
    await net.shi.importPeople([held])
    codes = new Map([...codes, ...(await net.assignCodes('mihon-shi'))])
    const shown = new Set<string>()
    const causes: string[] = []
    for (const code of [codeOf(protectedHanako), codeOf(heldJiro), codeOf(held), codeOf(noTaxSaburo), makeLinkCode()]) {
      const permitted = await net.permit('mihon-shi', code)
      const [answer, ...more] = net.answersTo(permitted.exchange)
      assert(answer !== undefined && more.length === 0)
      const { exchange, askDigest, ...said } = answer.body
      assert.deepEqual([exchange, askDigest.length], [permitted.exchange, 43])
      const { bytes, payload, record, notAfter } = answer
      const livesMs = notAfter - permitted.permit.notAfter
      shown.add(JSON.stringify({ said, size: bytes.length, payload: payload.length, record, livesMs }))
      causes.push(await causeOf(permitted.exchange))
    }
    assert.equal(shown.size, 1, [...shown].join('\n'))
    assert.match([...shown][0] ?? '', /"outcome":"nothing-to-show"/)
    assert.deepEqual(causes, ['withheld', 'held', 'held', 'no-data', 'unknown'], 'only the officers read why')
  })

  it('refuses what it does not provide, though the core let it through', async () => {
    assert.deepEqual(outcomeOf(await net.permit('mihon-shi', codeOf(taro), { type: 'vaccination' })), ['refused'])
    assert.deepEqual(outcomeOf(await net.permit('mihon-shi', codeOf(taro), { type: 'cancer-screening' })), ['refused'])
  })

  it('withholds a protected person’s data from whoever holds their card, but not from another agency', async () => {
    const self = await net.permit('mihon-shi', codeOf(protectedHanako))
    assert.deepEqual(outcomeOf(self), ['nothing-to-show'])
    const agency = await net.permit('mihon-shi', codeOf(protectedHanako), { from: 'aoba-shi' })
    assert.deepEqual(outcomeOf(agency), ['answered'])
    assert.equal(net.answersTo(self.exchange)[0]?.record, 'open', 'one’s own question is never hidden')
    assert.equal(net.answersTo(agency.exchange)[0]?.record, 'hide')
  })

  it('holds an answer to another agency until an officer releases it, once', async () => {
    const permitted = await net.permit('mihon-shi', codeOf(heldJiro), { from: 'aoba-shi' })
    assert.deepEqual(outcomeOf(permitted), [])
    net.test.clock.advance(hourMs)
    const [first, second] = await Promise.all([
      net.shi.releaseHeld(permitted.exchange),
      net.shi.releaseHeld(permitted.exchange),
    ])
    assert.deepEqual([first.ok, second.ok].sort(), [false, true])
    await net.test.settle()
    assert.deepEqual(outcomeOf(permitted), ['answered'])
    const again = await net.shi.releaseHeld(permitted.exchange)
    assert.equal(again.ok ? '' : again.code, 'PROVISION_NOT_HELD')
    assert.equal((await readDatum('mihon-shi', permitted)).records.length, 2)
  })

  it('shows what an officer released of a person’s own question at the next asking, and not in the one that ended', async () => {
    const ended = await net.permit('mihon-shi', codeOf(heldJiro))
    assert.deepEqual(outcomeOf(ended), ['nothing-to-show'])
    assert.ok((await net.shi.releaseHeld(ended.exchange)).ok)
    await net.test.settle()
    assert.equal(net.answersTo(ended.exchange).length, 1)
    const next = await net.permit('mihon-shi', codeOf(heldJiro))
    assert.deepEqual(outcomeOf(next), ['answered'])
    assert.equal((await readDatum('mihon-shi', next)).records.length, 2)
    net.test.clock.advance(30 * dayMs)
    assert.deepEqual(outcomeOf(await net.permit('mihon-shi', codeOf(heldJiro))), ['nothing-to-show'])
    const unheld = await net.permit('mihon-shi', codeOf(noTaxSaburo))
    const nothing = await net.shi.releaseHeld(unheld.exchange)
    assert.equal(nothing.ok ? '' : nothing.code, 'PROVISION_NOT_HELD')
  })

  it('releases nothing whose permit has run out, nor what nobody holds', async () => {
    const permitted = await net.permit('mihon-shi', codeOf(heldJiro), { from: 'aoba-shi', livesMs: hourMs })
    net.test.clock.advance(2 * hourMs)
    const late = await net.shi.releaseHeld(permitted.exchange)
    assert.equal(late.ok ? '' : late.code, 'PROVISION_EXPIRED')
    const answered = await net.permit('mihon-shi', codeOf(taro))
    for (const exchange of [answered.exchange, 'exc_nobodyKnowsThisOne'])
      assert.equal((await net.shi.releaseHeld(exchange)).ok, false)
    assert.deepEqual(outcomeOf(permitted), [])
  })

  it('refuses, hidden, what no officer released, before the permit ends and the core would show it as expired', async () => {
    const long = await net.permit('mihon-shi', codeOf(heldJiro), { from: 'aoba-shi' })
    const short = await net.permit('mihon-shi', codeOf(heldJiro), { from: 'aoba-shi', livesMs: hourMs })
    await net.shi.sweep()
    assert.deepEqual([outcomeOf(long), outcomeOf(short)], [[], []])
    net.test.clock.advance(hourMs / 2)
    await net.shi.sweep()
    await net.test.settle()
    assert.deepEqual([outcomeOf(long), outcomeOf(short)], [[], ['refused']])
    net.test.clock.advance(7 * dayMs - hourMs - hourMs / 2)
    await net.shi.sweep()
    await net.test.settle()
    assert.deepEqual(outcomeOf(long), ['refused'])
    for (const { exchange } of [long, short]) assert.equal(net.answersTo(exchange)[0]?.record, 'hide')
    await net.shi.sweep()
    await net.test.settle()
    assert.equal(net.answersTo(long.exchange).length, 1)
    const late = await net.shi.releaseHeld(long.exchange)
    assert.equal(late.ok ? '' : late.code, 'PROVISION_NOT_HELD')
  })

  it('tells an operator when it was down and the permit ended meanwhile', async () => {
    const permitted = await net.permit('mihon-shi', codeOf(heldJiro), { from: 'aoba-shi', livesMs: hourMs })
    net.test.clock.advance(2 * hourMs)
    await net.shi.sweep()
    await net.test.settle()
    assert.deepEqual(outcomeOf(permitted), [])
    assert.equal(net.logged.at(-1), `HELD_ANSWER_EXPIRED ${JSON.stringify({ exchange: permitted.exchange })}`)
  })

  it('refuses a datum that does not fit its layout or its envelope, and answers the others asked with it', async () => {
    const { fields, version } = getSandboxLayout('medical-insurance', '2026-11-01')
    const values = { ...Object.fromEntries(fields.map(({ id }) => [id, unset])), insurerName: 'みほん健保' }
    // Each record fits its layout; together they are more than one envelope carries.
    const texts = fields.filter(({ kind }) => kind === 'text').map(({ id }) => [id, '保'.repeat(300)])
    const wide = { ...values, ...Object.fromEntries(texts) }
    const replica = { type: 'medical-insurance', layout: version, asOf: '2026-11-01' } as const
    const cases = [
      ['unfit', '10000000011', [{ key: '1', values: { ...values, insurerName: 7 } }]],
      ['large', '10000000012', Array.from({ length: 60 }, (_, i) => ({ key: `${i + 1}`, values: wide }))],
      ['right', '10000000013', [{ key: '1', values }]],
    ] as const
    await net.kenpo.importPeople(cases.map(([personRef, residentCode]) => ({ personRef, residentCode })))
    await net.kenpo.storeReplicas(cases.map(([personRef, , records]) => ({ ...replica, personRef, records })))
    const assigned = await net.assignCodes('mihon-kenpo')
    const permits = await net.permitMany(
      'mihon-kenpo',
      cases.map(([, residentCode]) => assigned.get(residentCode) ?? assert.fail()),
    )
    assert.deepEqual(permits.map(outcomeOf), [['nothing-to-show'], ['nothing-to-show'], ['answered']])
    for (const { exchange } of permits.slice(0, 2)) assert.equal(await causeOf(exchange, net.kenpo), 'unfit')
    assert.match(net.logged.join('\n'), /DATUM_UNFIT \{"exchange":"exc_[^"]+","type":"medical-insurance","reason":"/)
    assert.match(
      net.logged.join('\n'),
      /DATUM_TOO_LARGE \{"exchange":"exc_[^"]+","type":"medical-insurance","bytes":\d+\}/,
    )
  })

  it('answers a permit once, whether it comes again or twice in one batch', async () => {
    readOf.length = 0
    const permitted = await net.permit('mihon-shi', codeOf(taro), { copies: 3 })
    await net.post(permitted.permit)
    assert.deepEqual(outcomeOf(permitted), ['answered'])
    // The table of provisions takes no second answer: a batch that tried would fail whole, and be done again one by one.
    assert.deepEqual(readOf, [[taro.personRef]], 'what is told of a person is read once')
  })

  it('answers nothing when permit and question do not fit together', async () => {
    const digest = base64url.encode(sha256(utf8.encode('another question')))
    const other = await net.permit('mihon-shi', codeOf(taro))
    const forged = [
      await net.permit('mihon-shi', codeOf(taro), { body: { askDigest: digest } }),
      await net.permit('mihon-shi', codeOf(taro), { body: { inquirer: 'aoba-shi' } }),
      await net.permit('mihon-shi', codeOf(taro), { body: { expiresAt: new Date(0).toISOString() } }),
    ]
    const exchange = { ...other.permit.body, exchange: 'exc_AAAAAAAAAAAAAAAAAAAAAA' }
    await net.post({ ...other.permit, body: exchange })
    await net.post({ ...other.permit, to: 'mihon-kenpo' })
    for (const one of forged) assert.deepEqual(outcomeOf(one), [])
    assert.deepEqual(net.answersTo('exc_AAAAAAAAAAAAAAAAAAAAAA'), [])
    assert.equal(net.answersTo(other.exchange).length, 1)
    const refusals = net.peers.core.events.map((event) => event.split(' ').at(-1))
    assert.deepEqual(refusals.sort(), [...Array.from({ length: 4 }, () => 'EXCHANGE_MISMATCH'), 'MESSAGE_ENCLOSURE'])
  })

  it('takes a permit whose ask a carrier swapped for a valid one of another permit, when it comes whole', async () => {
    net.peers.core.events.length = 0
    const putBack = swapEnclosuresTo(net.test.network, 'mihon-shi', net.shi.delivery.receive)
    const whole = await net.permit('mihon-shi', codeOf(taro))
    const swapped = await net.permit('mihon-shi', codeOf(taro))
    putBack()
    assert.deepEqual([outcomeOf(whole), outcomeOf(swapped)], [['answered'], []])
    net.test.clock.advance(minuteMs)
    await net.peers.core.delivery.sweep()
    await net.test.settle()
    assert.deepEqual(outcomeOf(swapped), ['answered'])
    assert.deepEqual(net.peers.core.events, [], 'nothing was final')
  })

  it('takes a permit from the core alone', async () => {
    const { permit } = await net.permit('mihon-shi', makeLinkCode())
    const draft = { ...permit, notAfter: net.test.clock.now().getTime() + dayMs }
    await net.peers['aoba-shi'].delivery.transact(async (work) => work.post(draft))
    await net.test.settle()
    assert.match(net.peers['aoba-shi'].events.at(-1) ?? '', /MESSAGE_SENDER_NOT_ALLOWED$/)
  })

  it('says of what ended without its word whether the record may be shown, and of strangers that it may', async () => {
    const exchanges = [
      'exc_AAAAAAAAAAAAAAAAAAAAAA',
      'exc_BBBBBBBBBBBBBBBBBBBBBA',
      'exc_CCCCCCCCCCCCCCCCCCCCCA',
    ] as const
    const whose = [codeOf(protectedHanako), codeOf(taro), makeLinkCode()]
    const notAfter = net.test.clock.now().getTime() + dayMs
    await net.post(
      ...exchanges.map((exchange, i) => {
        const body = { exchange, linkCode: whose[i] ?? '' }
        return { name: 'ask-record', to: 'mihon-shi', body, notAfter } as const
      }),
    )
    const said = new Map(net.peers.core.take('say-record').map(({ body }) => [body.exchange, body.record]))
    assert.deepEqual(
      exchanges.map((exchange) => said.get(exchange)),
      ['hide', 'open', 'open'],
    )
  })
})
