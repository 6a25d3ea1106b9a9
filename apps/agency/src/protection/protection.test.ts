import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, hourMs, japaneseDay } from '@madoguchi/kit'
import { sql } from 'kysely'
import type { Permitted, TestAgencies } from '../open-test-agencies.fixture.ts'
import { makeLinkCode, openTestAgencies } from '../open-test-agencies.fixture.ts'

const officer = '住民課 佐藤'
const names = ['aoi', 'taro', 'jiro', 'sora', 'mio', 'ren'] as const

describe('an officer who protects somebody (支援措置)', () => {
  let server: EmbeddedServer
  let net: TestAgencies
  let codes: ReadonlyMap<string, string>
  const refOf = (name: (typeof names)[number]) => `shi-${name}`
  const codeOf = (name: (typeof names)[number]) =>
    codes.get(`1000000000${names.indexOf(name)}`) ?? assert.fail('no code')
  const inDays = (days: number) => japaneseDay(new Date(net.test.clock.now().getTime() + days * dayMs))
  const order = (name: (typeof names)[number], days: number) => ({
    ...{ personRef: refOf(name), until: inDays(days), by: officer, reason: 'domestic-violence' },
  })

  before(async () => {
    server = await openTestServer()
    net = await openTestAgencies(server)
    await net.shi.importPeople(names.map((name, i) => ({ personRef: refOf(name), residentCode: `1000000000${i}` })))
    await net.shi.importMunicipality({
      residents: [],
      assessments: names.map((name) => ({
        ...{
          personRef: refOf(name),
          taxYear: 2026,
          incomeYear: 2025,
          taxation: '1' as const,
          assessedOn: '2026-06-10',
        },
        items: { salaryRevenue: 5_000_000 },
      })),
    })
    codes = await net.assignCodes('mihon-shi')
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  const outcomeOf = ({ exchange }: Permitted) => net.answersTo(exchange).map(({ body }) => body.outcome)
  const retired = () => net.peers.core.take('retire-answers').flatMap(({ body }) => body.exchanges)
  const flagsOf = async (name: (typeof names)[number]) =>
    net.shi.database
      .selectFrom('people')
      .select(['holds_answers', 'withholds_data', 'hides_records'])
      .where('person_ref', '=', refOf(name))
      .executeTakeFirstOrThrow()
  const all = { holds_answers: true, withholds_data: true, hides_records: true }
  const none = { holds_answers: false, withholds_data: false, hides_records: false }

  it('has her answers leave the portals at once, and no data go to her own view any more, until the last day is over', async () => {
    const permitted = await net.permit('mihon-shi', codeOf('aoi'))
    const between = await net.permit('mihon-shi', codeOf('aoi'), { from: 'aoba-shi' })
    const control = await net.permit('mihon-shi', codeOf('taro'))
    assert.deepEqual([permitted, between, control].flatMap(outcomeOf), ['answered', 'answered', 'answered'])

    const begun = await net.shi.officers.protect(order('aoi', 10))
    assert.deepEqual(begun, { ok: true, value: { until: inDays(10), answerCount: 1 } })
    await net.test.settle()
    assert.deepEqual(
      retired(),
      [permitted.exchange],
      'what another agency has is its business data; the control keeps his',
    )
    assert.deepEqual(await flagsOf('aoi'), all)
    const asked = await net.permit('mihon-shi', codeOf('aoi'), { from: 'aoba-shi' })
    assert.deepEqual(outcomeOf(asked), [], 'an officer releases it')
    const own = await net.permit('mihon-shi', codeOf('aoi'))
    assert.ok(!outcomeOf(own).includes('answered'))

    net.test.clock.advance(10 * dayMs)
    await net.shi.sweep()
    assert.deepEqual(await flagsOf('aoi'), all, 'the last day counts')
    net.test.clock.advance(dayMs)
    await net.shi.sweep()
    assert.deepEqual(await flagsOf('aoi'), none)
    assert.deepEqual(outcomeOf(await net.permit('mihon-shi', codeOf('aoi'))), ['answered'])
    const acts = await net.shi.database.selectFrom('protections').selectAll().execute()
    assert.deepEqual(
      acts.map(({ person_ref, by_whom, ended_by }) => [person_ref, by_whom, ended_by]),
      [[refOf('aoi'), officer, 'end-date']],
    )
  })

  it('what was released to somebody before they were in danger is shown no longer', async () => {
    const release = { person_ref: refOf('sora'), type: 'local-tax', released_at: net.test.clock.now() }
    const inAMonth = new Date(net.test.clock.now().getTime() + 30 * dayMs)
    await net.shi.database
      .insertInto('releases')
      .values({ ...release, until: inAMonth })
      .execute()
    await net.shi.officers.protect(order('sora', 10))
    assert.deepEqual(outcomeOf(await net.permit('mihon-shi', codeOf('sora'))), ['nothing-to-show'])
    await assert.rejects(net.shi.database.updateTable('releases').set({ until: inAMonth }).execute(), /42501/)
    await net.shi.officers.endProtection({ personRef: refOf('sora'), by: officer })
  })

  it('extends it by an act of its own, and what was set before the first act stands again after the last', async () => {
    await net.shi.database
      .updateTable('people')
      .set({ holds_answers: true })
      .where('person_ref', '=', refOf('jiro'))
      .execute()
    await net.shi.officers.protect(order('jiro', 20))
    const shorter = await net.shi.officers.protect(order('jiro', 5))
    assert.deepEqual([shorter.ok, !shorter.ok && shorter.code], [false, 'PROTECTION_RUNS'])
    const again = await net.shi.officers.protect(order('jiro', 20))
    assert.deepEqual(!again.ok && [again.code, again.facts], ['PROTECTION_RUNS', { until: inDays(20) }])
    const longer = await net.shi.officers.protect(order('jiro', 380))
    assert.deepEqual(longer.ok && longer.value, { until: inDays(380), extends: inDays(20), answerCount: 0 })
    const ended = await net.shi.officers.endProtection({ personRef: refOf('jiro'), by: officer })
    assert.deepEqual(ended, { ok: true, value: { until: inDays(380) } })
    assert.deepEqual(await flagsOf('jiro'), { ...none, holds_answers: true })
    const twice = await net.shi.officers.endProtection({ personRef: refOf('jiro'), by: officer })
    assert.equal(!twice.ok && twice.code, 'PROTECTION_NONE')
  })

  it('is warned of what ends within 30 days, those first that end first, and sees whether a letter was written', async () => {
    await net.shi.officers.protect(order('sora', 31))
    await net.shi.officers.protect(order('taro', 30))
    await net.shi.officers.writeLetter({
      ...{
        personRef: refOf('taro'),
        kind: 'protection-begun',
        name: '見本 太郎',
        address: ['〒000-0000'],
        by: officer,
      },
    })
    const list = await net.shi.officers.listProtected()
    assert.deepEqual(
      list.map(({ personRef, daysLeft, endsSoon, letter, by }) => ({ personRef, daysLeft, endsSoon, letter, by })),
      [
        { personRef: refOf('taro'), daysLeft: 30, endsSoon: true, letter: 'waiting', by: officer },
        { personRef: refOf('sora'), daysLeft: 31, endsSoon: false, letter: null, by: officer },
      ],
    )
    for (const name of ['taro', 'sora'] as const)
      await net.shi.officers.endProtection({ personRef: refOf(name), by: officer })
  })

  it('and a colleague at the same moment: one act counts, the other hears of it; two with different ends leave the later one', async () => {
    const [a, b] = await Promise.all([
      net.shi.officers.protect(order('mio', 40)),
      net.shi.officers.protect(order('mio', 40)),
    ])
    assert.deepEqual([a, b].map((one) => one.ok).sort(), [false, true])
    await Promise.all([
      net.shi.officers.protect(order('ren', 50)),
      net.shi.officers.protect(order('ren', 60)),
      net.shi.officers.endProtection({ personRef: refOf('mio'), by: officer }),
    ])
    const list = await net.shi.officers.listProtected()
    assert.deepEqual(
      list.map(({ personRef, until }) => [personRef, until]),
      [[refOf('ren'), inDays(60)]],
    )
    await net.shi.officers.endProtection({ personRef: refOf('ren'), by: officer })
  })

  it('an answer that was given while the act was being written leaves the portals with the next round', async () => {
    net.test.clock.advance(hourMs)
    await net.shi.officers.protect(order('mio', 40))
    await net.test.settle()
    const before = retired().length
    const late = await net.permit('mihon-shi', makeLinkCode())
    await sql`insert into provisions (exchange_id, person_ref, inquirer, affair, type, basis, permit, state, outcome, received_at, answered_at, expires_at)
      select 'exc_lateAAAAAAAAAAAAAAAAAA', ${refOf('mio')}, inquirer, affair, type, basis, permit, 'answered', 'answered', received_at, answered_at, expires_at
      from provisions where exchange_id = ${late.exchange}`.execute(net.shi.database)
    await net.shi.sweep()
    await net.shi.sweep()
    await net.test.settle()
    assert.deepEqual(retired().slice(before), ['exc_lateAAAAAAAAAAAAAAAAAA'])
    net.test.clock.advance(hourMs / 2)
    const later = net.test.clock.now()
    await sql`insert into provisions (exchange_id, person_ref, inquirer, affair, type, basis, permit, state, outcome, received_at, answered_at, expires_at)
      select 'exc_releasedAAAAAAAAAAAAAA', ${refOf('mio')}, inquirer, affair, type, basis, permit, 'answered', 'answered', ${later}, ${later}, expires_at
      from provisions where exchange_id = ${late.exchange}`.execute(net.shi.database)
    assert.equal((await net.shi.officers.protect(order('mio', 50))).ok, true)
    await net.shi.sweep()
    await net.test.settle()
    assert.deepEqual(retired().length, before + 1, 'what an officer released since stays, also when it is extended')
    await net.shi.officers.endProtection({ personRef: refOf('mio'), by: officer })
  })

  it('withholds the records also of what the agency itself asked before: a mark for each question that has no line yet', async () => {
    const question = { personRef: refOf('ren'), provider: 'mihon-kenpo', affair: 'child-allowance' } as const
    const inquire = async () => {
      const asked = await net.shi.inquire([{ ...question, type: 'medical-insurance' }])
      assert.ok(asked.ok)
      return asked.value[0] ?? ''
    }
    const [open, over, late] = [await inquire(), await inquire(), await inquire()]
    const closedAt = net.test.clock.now().toISOString()
    const notAfter = net.test.clock.now().getTime() + dayMs
    const end = (exchange: string, outcome: 'no-link-code' | 'expired') =>
      ({ name: 'closed', to: 'mihon-shi', body: { exchange, outcome, closedAt }, notAfter }) as const
    await net.post(end(over, 'no-link-code'), end(late, 'expired'))
    const marked = () => net.peers.core.take('hide-record').map(({ body }) => body.exchange)

    assert.equal((await net.shi.officers.protect(order('ren', 10))).ok, true)
    await net.test.settle()
    assert.deepEqual(marked().sort(), [open, late].sort())
    const since = await inquire()
    await net.shi.sweep()
    await net.test.settle()
    const whom = net.peers.core.take('whom').filter(({ body }) => [open, since].includes(body.exchange))
    assert.deepEqual(whom.map(({ body }) => body.record).sort(), ['hide', 'open'])
    assert.equal(marked().length, 2, 'what left with its mark needs none')
    await sql`insert into inquiries (exchange_id, person_ref, provider, affair, type, ask_digest, asked_at, not_after)
      select 'exc_besideAAAAAAAAAAAAAAAA', person_ref, provider, affair, type, ask_digest, asked_at, not_after
      from inquiries where exchange_id = ${open}`.execute(net.shi.database)
    await net.shi.sweep()
    await net.test.settle()
    assert.deepEqual(marked().slice(2), ['exc_besideAAAAAAAAAAAAAAAA'], 'asked while the act was being written')
    await assert.rejects(net.shi.database.updateTable('inquiries').set({ is_hidden: false }).execute(), /42501/)
    await net.shi.officers.endProtection({ personRef: refOf('ren'), by: officer })
  })

  it('lets go of ordinary answers after a correction by the very same message, of that type alone, once', async () => {
    const permitted = await net.permit('mihon-shi', codeOf('ren'))
    const before = net.peers.core.take('retire-answers').length
    const retire = { personRef: refOf('ren'), type: 'local-tax', by: officer }
    assert.deepEqual(await net.shi.officers.retireAnswers({ ...retire, type: 'household' }), {
      ok: true,
      value: { answerCount: 0 },
    })
    assert.deepEqual(await net.shi.officers.retireAnswers(retire), { ok: true, value: { answerCount: 1 } })
    assert.deepEqual(await net.shi.officers.retireAnswers(retire), { ok: true, value: { answerCount: 0 } })
    await net.test.settle()
    const sent = net.peers.core.take('retire-answers').slice(before)
    assert.deepEqual(
      sent.map(({ body }) => body),
      [{ exchanges: [permitted.exchange] }],
    )
    net.test.clock.advance(40 * dayMs)
    const { exchange } = await net.permit('mihon-shi', codeOf('ren'))
    net.test.clock.advance(39 * dayMs)
    assert.deepEqual(
      await net.shi.officers.retireAnswers(retire),
      { ok: true, value: { answerCount: 0 } },
      `${exchange} is gone by itself`,
    )
  })

  it('is told what is wrong with an order, and nothing is written', async () => {
    const good = order('sora', 10)
    for (const [change, code] of [
      [{ personRef: 'nobody' }, 'PERSON_UNKNOWN'],
      [{ personRef: 'shi-\0sora' }, 'PERSON_UNKNOWN'],
      [{ personRef: undefined }, 'PERSON_UNKNOWN'],
      [{ until: '2027-02-31' }, 'PROTECTION_DATE'],
      [{ until: '2027-02-00' }, 'PROTECTION_DATE'],
      [{ until: '2027-2-1' }, 'PROTECTION_DATE'],
      [{ until: '令和9年2月1日' }, 'PROTECTION_DATE'],
      [{ until: '2027-02-01\n' }, 'PROTECTION_DATE'],
      [{ until: 20270201 }, 'PROTECTION_DATE'],
      [{ until: inDays(-1) }, 'PROTECTION_DATE_PAST'],
      [{ until: inDays(401) }, 'PROTECTION_DATE_FAR'],
      [{ by: ' ' }, 'OFFICER_MISSING'],
      [{ by: 'x\u001b[2J' }, 'OFFICER_MISSING'],
      [{ by: 'あ'.repeat(61) }, 'OFFICER_MISSING'],
      [{ reason: 'because' }, 'PROTECTION_REASON'],
    ] as const) {
      const told = await net.shi.officers.protect({ ...good, ...change })
      assert.equal(!told.ok && told.code, code, JSON.stringify(change))
    }
    for (const nothing of [undefined, null, 'x', 7, []])
      assert.equal((await net.shi.officers.protect(nothing)).ok, false)
    assert.deepEqual(await flagsOf('sora'), none)
    assert.deepEqual(await net.shi.officers.listProtected(), [])
  })

  it('loses nobody to one clock that is wrong: a protection ends when the database’s clock says so too', async () => {
    const { keepProtections } = await import('./keep-protections.ts')
    await net.shi.officers.protect(order('sora', 3))
    const wrong = new Date(net.test.clock.now())
    net.test.clock.advance(4 * dayMs + hourMs)
    const said: string[] = []
    const log = { info: () => {}, warn: () => {}, error: (event: string) => void said.push(event), failure: () => {} }
    const { delivery } = net.shi
    await keepProtections({ core: 'core', delivery, log, readSecondClock: async () => wrong })
    assert.deepEqual([await flagsOf('sora'), said], [all, ['PROTECTION_CLOCKS_DIFFER']])
    await keepProtections({ core: 'core', delivery, log, readSecondClock: async () => net.test.clock.now() })
    assert.deepEqual(await flagsOf('sora'), none)
  })

  it('the role that the program runs with takes no act away, changes none and ends none twice', async () => {
    for (const statement of [
      'delete from protections',
      "update protections set until = '2099-01-01'",
      "update protections set ended_at = now(), ended_by = 'x'",
      'delete from retirements',
      'delete from letters',
    ])
      await assert.rejects(sql.raw(statement).execute(net.shi.database), /42501/, statement)
  })
})
