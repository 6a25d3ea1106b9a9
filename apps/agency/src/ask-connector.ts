import type { Work } from '@madoguchi/delivery'
import type { Datum, InformationTypeId } from '@madoguchi/facts'
import type { Log } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import { sql } from 'kysely'
import type { Connector, Question } from './connector.ts'
import type { AgencyTables } from './tables.ts'

/** What a connector gave for one question: by person, and for whom alone it failed. */
export type Given = { readonly data: ReadonlyMap<string, Datum>; readonly failed: ReadonlySet<string> }

type Data = readonly ReadonlyMap<string, Datum>[]
type Asking = {
  readonly work: Work<AgencyTables>
  readonly connector: Connector
  readonly log: Log
  /** Types whose connector was found straying: said once. */
  readonly strayed: Set<InformationTypeId>
}

/**
 * Asks the connector, for each question in turn. Where it fails, each information type is asked apart: one that is broken
 * for everybody says nothing of anybody and gives `undefined`, so that its own questions wait and come again, and no others.
 * Where it fails for some people and not for others, those others get their answers, and it is known who the some are.
 * Throws what is the database's own trouble.
 */
export async function askConnector(
  work: Work<AgencyTables>,
  questions: readonly Question[],
  { connector, log }: { connector: Connector; log: Log },
): Promise<readonly (Given | undefined)[]> {
  const asking = { work, connector, log, strayed: new Set<InformationTypeId>() }
  const together = await attempt(asking, questions)
  if (together.ok) return together.value.map(wholeOf)
  const byType = Map.groupBy(questions, ({ type }) => type)
  const given = new Map<Question, Given>()
  for (const [type, own] of byType)
    for (const [i, one] of (await askType(asking, type, own, byType.size > 1))?.entries() ?? [])
      given.set(own[i] as Question, one)
  return questions.map((question) => given.get(question))
}

/** The questions about one type; undefined where its connector is broken for everybody. */
async function askType(
  asking: Asking,
  type: InformationTypeId,
  questions: readonly Question[],
  isUntried: boolean,
): Promise<readonly Given[] | undefined> {
  const together = isUntried ? await attempt(asking, questions) : undefined
  if (together?.ok === true) return together.value.map(wholeOf)
  const aboutNobody = await attempt(
    asking,
    questions.map((question) => ({ ...question, people: [] })),
  )
  if (!aboutNobody.ok) {
    asking.log.error('CONNECTOR_BROKEN', { type })
    return undefined
  }
  const given: Given[] = []
  for (const question of questions) given.push(await askOneByOne(asking, question))
  return given
}

async function askOneByOne(asking: Asking, question: Question): Promise<Given> {
  const data = new Map<string, Datum>()
  const failed = new Set<string>()
  for (const person of question.people) {
    const alone = await attempt(asking, [{ ...question, people: [person] }])
    const datum = alone.ok ? alone.value[0]?.get(person) : undefined
    if (!alone.ok) failed.add(person)
    else if (datum !== undefined) data.set(person, datum)
  }
  return { data, failed }
}

function wholeOf(data: ReadonlyMap<string, Datum>): Given {
  return { data, failed: new Set() }
}

type Attempt = { readonly ok: true; readonly value: Data } | { readonly ok: false }

/** Asks what may fail in a transaction that goes on: a failed statement would else undo all of it. */
async function attempt({ work, connector, log, strayed }: Asking, questions: readonly Question[]): Promise<Attempt> {
  const { tx, write, at } = work
  // Neither is waited for: each goes on the wire before what follows it.
  void write(sql`savepoint connector`)
  try {
    const value = await connector.findData(tx, questions, at)
    demandFits(questions, value)
    void write(sql`release savepoint connector`)
    return { ok: true, value }
  } catch (error) {
    // Fails as well, and is thrown, where it is the database that went away.
    await sql`rollback to savepoint connector`.execute(tx)
    const [type, ...others] = new Set(questions.map((question) => question.type))
    const isStray = error instanceof AppError && error.code === 'CONNECTOR_STRAYED'
    // Of several types that were asked together each is asked apart next, and it shows which it was.
    if (isStray && type !== undefined && others.length === 0 && !strayed.has(type)) {
      strayed.add(type)
      log.error('CONNECTOR_STRAYED', { type })
    }
    return { ok: false }
  }
}

/**
 * One map a question, and nobody in it who was not asked about: what a connector says that does not keep to its question, as one
 * that looks at no list of people, is not believed of anybody. Throws CONNECTOR_STRAYED.
 */
function demandFits(questions: readonly Question[], data: Data): void {
  const isWhole = data.length === questions.length
  const keeps = questions.every(({ people }, i) => {
    const asked = new Set(people)
    return [...(data[i]?.keys() ?? [])].every((person) => asked.has(person))
  })
  if (!isWhole || !keeps) throw new AppError('CONNECTOR_STRAYED', 'The connector answered what it was not asked.')
}
