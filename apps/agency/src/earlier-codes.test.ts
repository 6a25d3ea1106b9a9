import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, japaneseDay, makeId } from '@madoguchi/kit'
import type { TestAgencies } from './open-test-agencies.fixture.ts'
import { makeLinkCode, openTestAgencies } from './open-test-agencies.fixture.ts'

const people = [
  { personRef: 'aoi', residentCode: '10000000001' },
  { personRef: 'taro', residentCode: '10000000002' },
] as const

describe('a tie that is made anew', () => {
  let server: EmbeddedServer
  let net: TestAgencies
  let codes: ReadonlyMap<string, string>

  before(async () => {
    server = await openTestServer()
    net = await openTestAgencies(server)
    await net.shi.importPeople(people)
    codes = await net.assignCodes('mihon-shi')
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  const day = (days: number) => japaneseDay(new Date(net.test.clock.now().getTime() + days * dayMs))
  const codeOf = ({ residentCode }: (typeof people)[number]) => codes.get(residentCode) ?? assert.fail('no code')

  /** What the core hears of a question of another agency, and of one that ended, both under this code. */
  async function marksUnder(linkCode: string) {
    const asked = await net.permit('mihon-shi', linkCode, { from: 'aoba-shi' })
    const exchange = makeId('exc')
    const notAfter = net.test.clock.now().getTime() + dayMs
    await net.post({ name: 'ask-record', to: 'mihon-shi', body: { exchange, linkCode }, notAfter })
    const said = net.peers.core.take('say-record').filter(({ body }) => body.exchange === exchange)
    const answers = net.answersTo(asked.exchange).map(({ body, record }) => `${body.outcome} ${record}`)
    return [...answers, ...said.map(({ body }) => body.record)]
  }

  async function assignNew(whose: (typeof people)[number]): Promise<void> {
    const acquired = net.peers.registry.take('acquire-code').flatMap(({ body }) => body.items)
    const wanted = acquired.findLast(({ residentCode }) => residentCode === whose.residentCode) ?? assert.fail()
    const items = [{ acquisition: wanted.acquisition, linkCode: makeLinkCode() }]
    const notAfter = net.test.clock.now().getTime() + dayMs
    await net.post({ name: 'code-assigned', to: 'mihon-shi', body: { items }, notAfter })
    const rows = net.shi.database.selectFrom('people').select('link_code').where('person_ref', '=', whose.personRef)
    assert.equal((await rows.executeTakeFirst())?.link_code, items[0]?.linkCode)
  }

  it('opens no record of a protected person: not before her new code is here, and not of what was asked under the earlier one', async () => {
    const [aoi, taro] = people
    await net.shi.officers.protect({ personRef: 'aoi', until: day(300), by: '佐藤', reason: 'stalking' })
    await net.shi.tie('aoi')
    await net.shi.tie('taro')
    await net.test.settle()
    const hidden = ['no-data hide', 'hide']
    assert.deepEqual(await marksUnder(codeOf(aoi)), hidden)
    assert.deepEqual(await marksUnder(codeOf(taro)), ['no-data open', 'open'], 'nothing is withheld of anybody else')
    await assignNew(aoi)
    assert.deepEqual(await marksUnder(codeOf(aoi)), hidden)
    net.test.clock.advance(38 * dayMs)
    await net.shi.sweep()
    assert.deepEqual(await marksUnder(codeOf(aoi)), hidden, 'a week for the question, thirty days for the mark')
  })

  it('keeps an earlier code for as long as something may come under it, and for as long as there is no other', async () => {
    assert.equal((await net.shi.database.selectFrom('earlier_codes').selectAll().execute()).length, 2)
    net.test.clock.advance(3 * dayMs)
    await net.shi.sweep()
    const kept = await net.shi.database.selectFrom('earlier_codes').select(['person_ref', 'link_code']).execute()
    assert.deepEqual(kept, [{ person_ref: 'taro', link_code: codeOf(people[1]) }])
  })

  it('leaves a code to whoever has it now', async () => {
    const [aoi, taro] = people
    await net.shi.database
      .insertInto('earlier_codes')
      .values({ link_code: codeOf(taro), person_ref: aoi.personRef, replaced_at: net.test.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await net.shi.database
      .updateTable('people')
      .set({ link_code: codeOf(taro) })
      .where('person_ref', '=', taro.personRef)
      .execute()
    assert.deepEqual(await marksUnder(codeOf(taro)), ['no-data open', 'open'])
  })
})
