import type { Work } from '@madoguchi/delivery'
import type { Datum, FactsReader, Layout } from '@madoguchi/facts'
import { findLayoutInForce, parseDatum } from '@madoguchi/facts'
import type { Bytes, Log } from '@madoguchi/kit'
import { japaneseDay, utf8 } from '@madoguchi/kit'
import type { MessageBody } from '@madoguchi/messages'
import { messageLimits } from '@madoguchi/messages'
import type { Given } from './ask-connector.ts'
import { askConnector } from './ask-connector.ts'
import type { Connector } from './connector.ts'
import type { Permitted } from './permitted.ts'
import { selfInformation } from './self-information.ts'
import type { AgencyTables } from './tables.ts'

/** Why an answer is what it is. Words for officers and numbers, never for who asked. */
export const causes = [
  'answered',
  'no-data',
  'unknown',
  'held',
  'withheld',
  'unfit',
  'failed',
  'not-provided',
  'not-permitted',
] as const
/** What is counted: the causes of answers, and each try at a question that waits until its connector is mended or our facts are as new as the core's. */
export const counted = [...causes, 'broken', 'facts-behind'] as const
export type Counted = (typeof counted)[number]
type Cause = (typeof causes)[number]

export type Answer = {
  readonly outcome: MessageBody<'answer'>['outcome']
  readonly cause: Cause
  readonly datum?: Bytes
}

type Found = { readonly cause: Cause; readonly datum?: Bytes }

/**
 * What we hold for each question, and what we say of it. All questions are read alike, also about somebody whom we do not
 * know or must not show: what is said differs, the way to it does not. What our facts do not permit is not read. Undefined for a question that must wait, whomever it
 * is about: what it asks can be read of nobody at the moment.
 */
export async function readAnswers(
  work: Work<AgencyTables>,
  permitted: readonly Permitted[],
  { connector, facts, log }: { connector: Connector; facts: FactsReader; log: Log },
): Promise<(Answer | undefined)[]> {
  const found = new Map<Permitted, Found>()
  // Questions of one type and period are one question, and all of them are read together.
  const groups = Map.groupBy(
    permitted.filter(({ refusal }) => refusal === undefined),
    ({ ask }) => `${ask.body.type} ${ask.body.period?.from} ${ask.body.period?.until}`,
  )
  const known = [...groups.values()].flatMap((group) => {
    const { type, period } = (group[0] as Permitted).ask.body
    const people = [...new Set(group.flatMap(({ person }) => person?.ref ?? []))]
    const layout = connector.provides.includes(type) ? findLayoutToday(facts, type, work.at) : undefined
    if (layout !== undefined) return [{ group, type, layout, people, period }]
    for (const one of group) found.set(one, { cause: 'not-provided' })
    return []
  })
  const given = known.length === 0 ? [] : await askConnector(work, known, { connector, log })
  for (const [i, { group }] of known.entries()) {
    const own = given[i]
    if (own !== undefined) for (const one of group) found.set(one, settleFound(one, own, { facts, log }))
  }
  return permitted.map((one) => {
    if (one.refusal !== undefined) return { outcome: 'not-permitted', cause: 'not-permitted' }
    const what = found.get(one)
    return what === undefined ? undefined : say(one, what)
  })
}

function findLayoutToday(facts: FactsReader, type: string, at: Date): Layout | undefined {
  const known = facts.findType(type)
  return known && findLayoutInForce(known, japaneseDay(at))
}

/** What an asker hears. An agency hears why; whoever asks for themselves hears the one ending. */
function say({ ask, person }: Permitted, found: Found): Answer {
  const isOwn = ask.body.affair === selfInformation
  const cause = isOwn ? causeOfOwn(person, found.cause) : found.cause
  if (cause === 'answered') return { ...found, outcome: 'answered' }
  if (cause === 'not-provided') return { outcome: 'refused', cause }
  if (isOwn) return { outcome: 'nothing-to-show', cause }
  return {
    outcome: cause === 'unfit' || cause === 'failed' ? 'refused' : 'no-data',
    cause: person === undefined ? 'unknown' : cause,
  }
}

/** Protection comes first, whatever there is; then what an officer would have to look after. */
function causeOfOwn(person: Permitted['person'], found: Cause): Cause {
  if (found === 'not-provided') return found
  if (person === undefined) return 'unknown'
  if (!person.isReleased && person.holdsAnswers) return 'held'
  return !person.isReleased && person.withholdsData ? 'withheld' : found
}

type Reading = { readonly facts: FactsReader; readonly log: Log }

function settleFound(one: Permitted, { data, failed }: Given, reading: Reading): Found {
  const { ask, person } = one
  if (person === undefined) return { cause: 'no-data' }
  if (!failed.has(person.ref)) return judgeDatum(data.get(person.ref), one, reading)
  reading.log.error('CONNECTOR_FAILED', { exchange: ask.body.exchange, type: ask.body.type })
  return { cause: 'failed' }
}

/**
 * What leaves fits its layout and its envelope: a connector that fills it wrongly is stopped here, not at the citizen's. An
 * operator hears of it; the others of its group get their answers.
 */
function judgeDatum(datum: Datum | undefined, { ask }: Permitted, { facts, log }: Reading): Found {
  if (datum === undefined) return { cause: 'no-data' }
  const refuse = (code: 'DATUM_UNFIT' | 'DATUM_TOO_LARGE', facts: { reason: string } | { bytes: number }): Found => {
    log.error(code, { exchange: ask.body.exchange, type: ask.body.type, ...facts })
    return { cause: 'unfit' }
  }
  const verdict = parseDatum(datum, facts)
  if (!verdict.ok) return refuse('DATUM_UNFIT', { reason: verdict.code })
  if (verdict.value.type !== ask.body.type) return refuse('DATUM_UNFIT', { reason: 'OTHER_TYPE' })
  const bytes = utf8.encode(JSON.stringify(verdict.value))
  if (bytes.length > messageLimits.datumSizeBytesMax) return refuse('DATUM_TOO_LARGE', { bytes: bytes.length })
  return { cause: 'answered', datum: bytes }
}
