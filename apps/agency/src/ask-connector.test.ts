import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Datum } from '@madoguchi/catalogue'
import type { Database, EmbeddedServer } from '@madoguchi/db'
import { openDatabase } from '@madoguchi/db'
import { openTestServer } from '@madoguchi/db/testing'
import { silentLog } from '@madoguchi/kit'
import { sql } from 'kysely'
import { askConnector } from './ask-connector.ts'
import type { Connector, Question } from './connector.ts'
import type { TestAgencies } from './open-test-agencies.ts'
import { openTestAgencies } from './open-test-agencies.ts'
import type { AgencyTables } from './tables.ts'

const question: Question = { type: 'local-tax', people: ['a', 'b', 'c'], period: undefined }
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
        .values({ municipality: acquisition, version: '1', list: '{}', published_at: new Date() })
        .execute()
      return found
    })
    const rows = await db.kysely
      .selectFrom('published_offers')
      .where('municipality', '=', acquisition)
      .selectAll()
      .execute()
    assert.equal(rows.length, 1, 'what the handler wrote afterwards is committed')
    return given.map(({ data, failed }) => ({ data: [...data.keys()], failed: [...failed] }))
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
      await assert.rejects(
        ask(async (tx) => (await fail(tx)) as never),
        { code: 'CONNECTOR_BROKEN' },
      )
      assert.deepEqual(logged, ['CONNECTOR_BROKEN'])
    })
  }
})
