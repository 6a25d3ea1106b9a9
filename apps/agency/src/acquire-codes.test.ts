import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, makeId } from '@madoguchi/kit'
import { sql } from 'kysely'
import type { TestAgencies } from './open-test-agencies.fixture.ts'
import { makeLinkCode, openTestAgencies } from './open-test-agencies.fixture.ts'

describe('an agency that acquires link codes (符号取得)', () => {
  let server: EmbeddedServer
  let net: TestAgencies

  before(async () => {
    server = await openTestServer()
    net = await openTestAgencies(server)
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  const inADay = () => net.test.clock.now().getTime() + dayMs
  const asked = () => net.peers.registry.take('acquire-code').flatMap(({ body }) => body.items)
  const codeOf = async (personRef: string) => {
    const people = net.shi.database.selectFrom('people').select('link_code').where('person_ref', '=', personRef)
    return (await people.executeTakeFirst())?.link_code
  }
  const onTheWay = async () => (await net.shi.database.selectFrom('acquisitions').selectAll().execute()).length

  async function acquire(times = 1): Promise<number> {
    const counts = await Promise.all(Array.from({ length: times }, () => net.shi.acquireCodes()))
    await net.test.settle()
    return counts.reduce((sum, count) => sum + count, 0)
  }

  it('asks for everybody once, however often and from however many places it is called', async () => {
    const people = Array.from({ length: 600 }, (_, i) => ({
      personRef: `p${i}`,
      residentCode: String(10000000000 + i),
    }))
    await net.shi.importPeople(people)
    await net.shi.importPeople(people.slice(0, 3))
    // All connections stand before the race begins.
    await Promise.all(Array.from({ length: 4 }, () => sql`select pg_sleep(0.05)`.execute(net.shi.database)))
    assert.equal(await acquire(4), 600)
    assert.equal(await acquire(), 0)
    assert.equal(new Set(asked().map(({ residentCode }) => residentCode)).size, 600)
    assert.equal(asked().length, 600)
    assert.equal(net.peers.registry.take('acquire-code').length, 3, 'as few messages as fit')
  })

  it('keeps the code that comes and forgets the number it asked with', async () => {
    // Messages of one moment come in no order.
    const first = asked().find(({ residentCode }) => residentCode === '10000000000') ?? assert.fail()
    const linkCode = makeLinkCode()
    const items = [
      { acquisition: first.acquisition, linkCode },
      { acquisition: makeId('acq'), linkCode: makeLinkCode() },
    ]
    await net.post({ name: 'code-assigned', to: 'mihon-shi', body: { items }, notAfter: inADay() })
    assert.equal(await codeOf('p0'), linkCode)
    assert.equal(await onTheWay(), 599)
    const again = [{ acquisition: first.acquisition, linkCode: makeLinkCode() }]
    await net.post({ name: 'code-assigned', to: 'mihon-shi', body: { items: again }, notAfter: inADay() })
    assert.equal(await codeOf('p0'), linkCode, 'a number is good for one code')
  })

  it('leaves whom the registry does not know without a code, and may ask again', async () => {
    const second = asked().find(({ residentCode }) => residentCode === '10000000001') ?? assert.fail()
    const items = [{ acquisition: second.acquisition, reason: 'RESIDENT_UNKNOWN' }]
    await net.peers.registry.delivery.transact(async (work) =>
      work.post({ name: 'acquisition-refused', to: 'mihon-shi', body: { items }, notAfter: inADay() }),
    )
    await net.test.settle()
    assert.deepEqual([await codeOf('p1'), await onTheWay()], [null, 598])
    assert.equal(await acquire(), 1)
    assert.equal(asked().at(-1)?.residentCode, second.residentCode)
  })

  it('asks again for what did not come within a week', async () => {
    net.test.clock.advance(7 * dayMs + 1)
    assert.equal(await acquire(), 599)
    assert.equal(await acquire(), 0)
  })

  it('asks again for somebody whose tie an officer found broken, and for nobody else; the broken code finds nobody', async () => {
    const broken = (await codeOf('p0')) ?? assert.fail('no code')
    const before = asked().length
    assert.equal((await net.shi.tie('p0')).ok, true)
    await net.test.settle()
    assert.deepEqual(
      asked()
        .slice(before)
        .map(({ residentCode }) => residentCode),
      ['10000000000'],
    )
    assert.notEqual(await codeOf('p0'), broken)
    const linkCode = makeLinkCode()
    const items = [{ acquisition: asked().at(-1)?.acquisition ?? '', linkCode }]
    await net.post({ name: 'code-assigned', to: 'mihon-shi', body: { items }, notAfter: inADay() })
    assert.equal(await codeOf('p0'), linkCode)
    const unknown = await net.shi.tie('nobody')
    assert.deepEqual([unknown.ok, unknown.ok || unknown.code], [false, 'PERSON_UNKNOWN'])
  })
})
