import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import type { FactsHolder } from '@madoguchi/facts'
import type { TestFacts } from '@madoguchi/facts/testing'
import { leaveOut, makeTestFacts } from '@madoguchi/facts/testing'
import { dayMs, hourMs, japaneseDay, minuteMs } from '@madoguchi/kit'
import type { PermitChanges, TestAgencies } from './open-test-agencies.fixture.ts'
import { openTestAgencies } from './open-test-agencies.fixture.ts'

const withdrawn = [{ item: '74', reason: 'it should never have stood there' }]

describe('an agency that judges a permit by its own facts', () => {
  let server: EmbeddedServer
  let net: TestAgencies
  let made: TestFacts
  let held: FactsHolder
  let code: string
  let heldCode: string

  before(async () => {
    server = await openTestServer()
    net = await openTestAgencies(server, {
      openFacts(clock) {
        made ??= makeTestFacts(clock)
        held ??= made.open(made.sign({}))
        return held
      },
    })
    await net.shi.importPeople([
      { personRef: 'shi-1', residentCode: '10000000001' },
      { personRef: 'shi-2', residentCode: '10000000002', holdsAnswers: true },
    ])
    const codes = await net.assignCodes('mihon-shi')
    code = codes.get('10000000001') ?? assert.fail()
    heldCode = codes.get('10000000002') ?? assert.fail()
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  /** Another city asks for child allowance, item 74, by a version of the facts. */
  function permit(facts: number, changes: Partial<PermitChanges> = {}, linkCode = code) {
    const body = { basis: '74', facts, askedOn: japaneseDay(net.test.clock.now()), ...changes.body }
    return net.permit('mihon-shi', linkCode, { from: 'aoba-shi', ...changes, body })
  }
  /** As a core of before says it, or one that would rather not be judged. */
  function permitUnnumbered(changes: Partial<PermitChanges> = {}) {
    return net.permit('mihon-shi', code, { from: 'aoba-shi', ...changes, body: { basis: '74', ...changes.body } })
  }
  const saidOf = ({ exchange }: { exchange: string }) =>
    net.answersTo(exchange).map(({ body }) => [body.outcome, body.reason].filter(Boolean).join(' '))
  const causeOf = async ({ exchange }: { exchange: string }) =>
    (
      await net.shi.database
        .selectFrom('provisions')
        .select('cause')
        .where('exchange_id', '=', exchange)
        .executeTakeFirst()
    )?.cause

  it('answers what its facts permit, and what a core of before permits without a number', async () => {
    assert.deepEqual(saidOf(await permit(1)), ['no-data'])
    assert.deepEqual(saidOf(await permitUnnumbered()), ['no-data'])
  })

  it('refuses by name what the core permits and the signed table does not, and another item than the one that does', async () => {
    const foreign = await permit(1, { type: 'medical-insurance', body: { basis: '75' } })
    assert.deepEqual(saidOf(foreign), ['not-permitted PERMISSION_TABLE'])
    assert.equal(await causeOf(foreign), 'not-permitted')
    assert.deepEqual(saidOf(await permit(1, { body: { basis: 'self' } })), ['not-permitted PERMISSION_TABLE'])
    assert.deepEqual(saidOf(await permit(1, { type: 'shoe-size' })), ['not-permitted TYPE_UNKNOWN'])
  })

  it('judges a permit that names no version by the one that counts now: leaving the number out opens nothing', async () => {
    const foreign = await permitUnnumbered({ type: 'medical-insurance', body: { basis: '75' } })
    assert.deepEqual(saidOf(foreign), ['not-permitted PERMISSION_TABLE'])
    assert.deepEqual(saidOf(await permitUnnumbered({ type: 'shoe-size' })), ['not-permitted TYPE_UNKNOWN'])
  })

  it('takes no permit that says it was asked on a day on which it cannot have been', async () => {
    const dayIn = (days: number) => japaneseDay(new Date(net.test.clock.now().getTime() + days * dayMs))
    for (const askedOn of [dayIn(2), dayIn(-32)]) assert.deepEqual(saidOf(await permit(1, { body: { askedOn } })), [])
    for (const askedOn of [dayIn(1), dayIn(-7)])
      assert.deepEqual(saidOf(await permit(1, { body: { askedOn } })), ['no-data'])
  })

  it('waits for a version that it does not hold yet, answers once it does, and says nothing twice', async () => {
    const waits = await permit(2)
    assert.deepEqual([saidOf(waits), await causeOf(waits)], [[], undefined])
    assert.deepEqual(held.replace(made.sign({}, {})), { ok: true, value: 2 })
    net.test.clock.advance(minuteMs)
    await net.peers.core.delivery.sweep()
    await net.test.settle()
    assert.deepEqual(saidOf(waits), ['no-data'])
  })

  it('answers what was asked by a rule that ended since, and refuses what rests on one that was withdrawn since', async () => {
    const data = leaveOut('74')
    held.replace(made.sign({}, {}, { data }))
    assert.deepEqual(saidOf(await permit(2)), ['no-data'], 'it only ended')
    assert.deepEqual(saidOf(await permit(3)), ['not-permitted PERMISSION_TABLE'], 'and is not asked for any more')
    const atOfficer = await permit(2, {}, heldCode)
    assert.deepEqual(saidOf(atOfficer), [], 'an officer has to release it')
    held.replace(made.sign({}, {}, { data }, { data, withdrawn }))
    const refused = await permit(2)
    assert.deepEqual(saidOf(refused), ['not-permitted PERMISSION_WITHDRAWN'])
    assert.deepEqual(saidOf(await permit(2, {}, heldCode)), ['not-permitted PERMISSION_WITHDRAWN'], 'nor is it held')
    assert.deepEqual(saidOf(await permitUnnumbered()), ['not-permitted PERMISSION_TABLE'], 'nor without a number')
    const released = await net.shi.releaseHeld(atOfficer.exchange)
    assert.equal(released.ok ? '' : released.code, 'PROVISION_NOT_PERMITTED')
    await net.test.settle()
    assert.deepEqual(saidOf(atOfficer), ['not-permitted PERMISSION_WITHDRAWN'])
  })

  it('says the same of a withdrawn rule whoever it is about: known or unknown, held or not', async () => {
    const own = [{ item: 'self', reason: 'it named what nobody may see' }]
    const data = leaveOut('74')
    held.replace(made.sign({}, {}, { data }, { data, withdrawn }, { withdrawn: own }))
    const ask = (linkCode: string) => permit(4, { from: 'portal', body: { basis: 'self' }, livesMs: hourMs }, linkCode)
    for (const linkCode of [code, heldCode, `1.${'c'.repeat(42)}A`])
      assert.deepEqual(saidOf(await ask(linkCode)), ['not-permitted PERMISSION_WITHDRAWN'])
  })
})
