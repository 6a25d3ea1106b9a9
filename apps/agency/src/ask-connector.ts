import type { Datum } from '@madoguchi/catalogue'
import type { Work } from '@madoguchi/delivery'
import type { Log } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import { sql } from 'kysely'
import type { Connector, Question } from './connector.ts'
import type { AgencyTables } from './tables.ts'

/** What a connector gave for one question: by person, and for whom alone it failed. */
export type Given = { readonly data: ReadonlyMap<string, Datum>; readonly failed: ReadonlySet<string> }

/**
 * Asks the connector. Where it fails for some people and not for others, those others get their answers, and it is known
 * who the some are. Where it fails also when asked about nobody, it is broken for all: throws CONNECTOR_BROKEN, so that the
 * questions wait and come again. Throws also what is the database's own trouble.
 */
export async function askConnector(
  work: Work<AgencyTables>,
  questions: readonly Question[],
  { connector, log }: { connector: Connector; log: Log },
): Promise<readonly Given[]> {
  const attempt = (some: readonly Question[]) => attemptWithin(work, () => connector.findData(work.tx, some, work.at))
  const together = await attempt(questions)
  if (together.ok) return questions.map((_, i) => ({ data: together.value[i] ?? new Map(), failed: new Set() }))
  const aboutNobody = await attempt(questions.map((question) => ({ ...question, people: [] })))
  if (!aboutNobody.ok) {
    log.error('CONNECTOR_BROKEN', { types: questions.map(({ type }) => type).join(' ') })
    throw new AppError('CONNECTOR_BROKEN', 'The connector to our own data fails for everybody.', {
      cause: together.error,
    })
  }
  const given: Given[] = []
  for (const question of questions) {
    const data = new Map<string, Datum>()
    const failed = new Set<string>()
    for (const person of question.people) {
      const alone = await attempt([{ ...question, people: [person] }])
      const datum = alone.ok ? alone.value[0]?.get(person) : undefined
      if (!alone.ok) failed.add(person)
      else if (datum !== undefined) data.set(person, datum)
    }
    given.push({ data, failed })
  }
  return given
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }

/** Runs what may fail in a transaction that goes on: a failed statement would else undo all of it. */
async function attemptWithin<T>({ tx, write }: Work<AgencyTables>, run: () => Promise<T>): Promise<Attempt<T>> {
  // Neither is waited for: each goes on the wire before what follows it.
  void write(sql`savepoint connector`)
  try {
    const value = await run()
    void write(sql`release savepoint connector`)
    return { ok: true, value }
  } catch (error) {
    // Fails as well, and is thrown, where it is the database that went away.
    await sql`rollback to savepoint connector`.execute(tx)
    return { ok: false, error }
  }
}
