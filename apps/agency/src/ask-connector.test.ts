import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Database } from '@madoguchi/db'
import { openDatabase } from '@madoguchi/db'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import type { Datum } from '@madoguchi/facts'
import { getAgencyId } from '@madoguchi/facts'
import { getSandboxLayout } from '@madoguchi/facts/sandbox'
import { silentLog } from '@madoguchi/kit'
import { sql } from 'kysely'
import { askConnector } from './ask-connector.ts'
import type { Connector, Question } from './connector.ts'
import { makeMunicipality } from './connectors/municipality.ts'
import { makeReplicaStore } from './connectors/replica.ts'
import type { TestAgencies } from './open-test-agencies.fixture.ts'
import { openTestAgencies } from './open-test-agencies.fixture.ts'
import type { AgencyTables } from './tables.ts'

const question: Question = {
  type: 'local-tax',
  layout: getSandboxLayout('local-tax', '2026-11-01'),
  people: ['a', 'b', 'c'],
  period: undefined,
}
const datumOf = (person: string): Datum => ({
  type: 'local-tax',
  layout: '2026-06',
  asOf: '2026-06-01',
  source: 'mihon-shi' as Datum['source'],
  records: [{ key: person, values: {} }],
})

describe('a connector that fails', () => {
  let server: EmbeddedServer
  let net: TestAgencies
  let db: Database<AgencyTables>
  const logged: string[] = []
  const log = { ...silentLog, error: (event: string) => void logged.push(event) }

  before(async () => {
    server = await openTestServer()
    net = await openTestAgencies(server)
    db = openDatabase<AgencyTables>({ connection: net.test.databaseOf('mihon-shi').runUrl, applicationName: 'test' })
  })
  after(async () => {
    await db[Symbol.asyncDispose]()
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  /** Asks in a transaction that goes on to write a row, as a handler's does; gives what was given and whether it was written. */
  async function ask(findData: Connector['findData'], questions: readonly Question[] = [question]) {
    const connector = { provides: [], migrations: { name: '', folder: '' }, findData } as Connector
    const acquisition = `acq-${Math.random()}`
    const given = await db.transact(async (tx, write) => {
      const work = { tx, write, at: new Date(), post: () => {}, afterCommit: () => {} }
      const found = await askConnector(work, questions, { connector, log })
      await tx
        .insertInto('published_offers')
        .values({ municipality: acquisition, version: 1, list: '{}', published_at: new Date() })
        .execute()
      return found
    })
    const rows = await db.kysely
      .selectFrom('published_offers')
      .where('municipality', '=', acquisition)
      .selectAll()
      .execute()
    assert.equal(rows.length, 1, 'what the handler wrote afterwards is committed')
    return given.map((one) => one && { data: [...one.data.keys()], failed: [...one.failed] })
  }

  const fails: Record<string, (tx: Parameters<Connector['findData']>[0]) => Promise<unknown>> = {
    'a statement': (tx) => sql`select 1 / (select count(*) from people where person_ref = 'nobody')`.execute(tx),
    'its own code': async () => {
      throw new TypeError('a row that nobody foresaw')
    },
  }

  for (const [what, fail] of Object.entries(fails)) {
    const failFor =
      (broken: readonly string[]): Connector['findData'] =>
      async (tx, questions) => {
        const asked = questions.flatMap(({ people }) => people)
        if (asked.some((person) => broken.includes(person))) await fail(tx)
        return questions.map(({ people }) => new Map(people.map((person) => [person, datumOf(person)])))
      }

    it(`over one person (by ${what}) answers for the others and says who it was`, async () => {
      assert.deepEqual(await ask(failFor(['b'])), [{ data: ['a', 'c'], failed: ['b'] }])
      const two = [question, { ...question, period: { from: '2026-01-01', until: '2026-12-31' }, people: ['d'] }]
      assert.deepEqual(await ask(failFor(['b']), two), [
        { data: ['a', 'c'], failed: ['b'] },
        { data: ['d'], failed: [] },
      ])
    })

    it(`for everybody (by ${what}) has the questions wait, and an operator hears of it`, async () => {
      logged.length = 0
      assert.deepEqual(await ask(async (tx) => (await fail(tx)) as never), [undefined])
      assert.deepEqual(logged, ['CONNECTOR_BROKEN'])
    })

    it(`for one type (by ${what}) has the questions about that type wait, and nobody else's`, async () => {
      logged.length = 0
      const other: Question = { ...question, type: 'medical-insurance', people: ['d', 'e'] }
      const findData: Connector['findData'] = async (tx, questions, at) => {
        if (questions.some(({ type }) => type === 'local-tax')) await fail(tx)
        return failFor(['e'])(tx, questions, at)
      }
      const [before, whole, after] = await ask(findData, [question, other, question])
      assert.deepEqual([before, after], [undefined, undefined])
      assert.deepEqual(
        whole,
        { data: ['d'], failed: ['e'] },
        'and what fails for one person there fails for them alone',
      )
      assert.deepEqual(logged, ['CONNECTOR_BROKEN'])
    })
  }

  it('by answering for people who were not asked about is believed of nobody, and named once', async () => {
    logged.length = 0
    const everybody = new Map(['a', 'b', 'c', 'd'].map((person) => [person, datumOf(person)]))
    assert.deepEqual(await ask(async (_, questions) => questions.map(() => everybody)), [undefined])
    assert.deepEqual(logged, ['CONNECTOR_STRAYED', 'CONNECTOR_BROKEN'])
  })

  it('by answering for another beside one person fails for that person', async () => {
    const findData: Connector['findData'] = async (_, questions) =>
      questions.map(({ people }) => {
        const told = people.includes('b') ? [...people, 'somebody else'] : people
        return new Map(told.map((person) => [person, datumOf(person)]))
      })
    assert.deepEqual(await ask(findData), [{ data: ['a', 'c'], failed: ['b'] }])
  })

  it('by leaving a question out has it wait: no data is not what it said', async () => {
    assert.deepEqual(await ask(async () => []), [undefined])
  })

  it('because its tables are not there fails also when it is asked about nobody', async () => {
    const [shi, kenpo] = ['mihon-shi', 'mihon-kenpo'].map((id) => getAgencyId(id))
    // Each in the other's database.
    const mislaid = [
      [makeMunicipality(shi as Datum['source']), 'local-tax', net.kenpo],
      [makeReplicaStore(kenpo as Datum['source'], ['medical-insurance']), 'medical-insurance', net.shi],
    ] as const
    for (const [connector, type, { database }] of mislaid)
      await assert.rejects(
        connector.findData(
          database,
          [{ type, layout: getSandboxLayout(type, '2026-11-01'), people: [], period: undefined }],
          new Date(),
        ),
        /SQLSTATE 42P01/,
      )
  })
})
