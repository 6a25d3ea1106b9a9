import type { Datum } from '@madoguchi/catalogue'
import { isInformationTypeId, parseDatum } from '@madoguchi/catalogue'
import type { Work } from '@madoguchi/delivery'
import type { Bytes, Log } from '@madoguchi/kit'
import { base64url, utf8 } from '@madoguchi/kit'
import type { MessageBody, Received, SigningKey } from '@madoguchi/messages'
import { digestSealed, messageLimits, sealAnswers } from '@madoguchi/messages'
import type { Connector } from './connector.ts'
import type { AgencyTables } from './tables.ts'

/** A permitted question about a person whom we know, or not. */
export type Permitted = {
  readonly permit: Received<'permit'>
  readonly ask: Received<'ask'>
  readonly person: { readonly ref: string; readonly withholdsData: boolean; readonly hidesRecords: boolean } | undefined
}

export type Outcome = MessageBody<'answer'>['outcome']
type Answer = { readonly outcome: Outcome; readonly datum?: Bytes }
export type ProvideDeps = { self: string; core: string; key: SigningKey; connector: Connector; log: Log }

/**
 * 情報提供: reads what we hold, signs and seals it to the asker, and posts the outcome to the core. Gives the outcomes in
 * their order, for the caller to write down in the same transaction.
 */
export async function provide(
  work: Work<AgencyTables>,
  permitted: readonly Permitted[],
  deps: ProvideDeps,
): Promise<readonly Outcome[]> {
  const answers = await readAnswers(work, permitted, deps)
  const answered = permitted.flatMap((one, i) => {
    const datum = answers[i]?.datum
    return datum === undefined ? [] : [{ ask: one.ask, datum }]
  })
  const sealed = answered.length === 0 ? [] : await sealAnswers({ from: deps.self, key: deps.key, answers: answered })
  let next = 0
  for (const [i, { ask, person }] of permitted.entries()) {
    const { outcome, datum } = answers[i] as Answer
    const payload = datum === undefined ? undefined : sealed[next++]
    work.post({
      name: 'answer',
      to: deps.core,
      body: {
        exchange: ask.body.exchange,
        askDigest: base64url.encode(ask.digest),
        outcome,
        hideRecord: person?.hidesRecords ?? false,
        ...(payload === undefined ? {} : { sealedDigest: digestSealed(payload) }),
      },
      ...(payload === undefined ? {} : { payload }),
      notAfter: ask.notAfter,
    })
  }
  return answers.map(({ outcome }) => outcome)
}

async function readAnswers(
  work: Work<AgencyTables>,
  permitted: readonly Permitted[],
  { connector, log }: ProvideDeps,
): Promise<Answer[]> {
  const answers = new Map<Permitted, Answer>()
  const readable = permitted.filter((one) => {
    if (one.person === undefined) answers.set(one, { outcome: 'no-data' })
    else if (one.person.withholdsData && one.ask.body.affair === 'self-information')
      answers.set(one, { outcome: 'non-disclosed' })
    else return true
    return false
  })
  // Questions of one type and period are one question, and all of them are read together.
  const groups = Map.groupBy(
    readable,
    ({ ask }) => `${ask.body.type} ${ask.body.period?.from} ${ask.body.period?.until}`,
  )
  const known = [...groups.values()].flatMap((group) => {
    const { type, period } = (group[0] as Permitted).ask.body
    const people = [...new Set(group.flatMap(({ person }) => person?.ref ?? []))]
    if (isInformationTypeId(type) && connector.provides.includes(type)) return [{ group, type, people, period }]
    for (const one of group) answers.set(one, { outcome: 'refused' })
    return []
  })
  const data = known.length === 0 ? [] : await connector.findData(work.tx, known, work.at)
  for (const [i, { group }] of known.entries())
    for (const one of group) {
      const datum = data[i]?.get(one.person?.ref ?? '')
      answers.set(one, datum === undefined ? { outcome: 'no-data' } : encodeDatum(datum, one, log))
    }
  return permitted.map((one) => answers.get(one) as Answer)
}

/**
 * What leaves fits its layout and its envelope: a connector that fills it wrongly is stopped here, not at the
 * citizen's. It is answered 提供不可 and an operator hears of it; the others of its group get their answers.
 */
function encodeDatum(datum: Datum, { ask }: Permitted, log: Log): Answer {
  const refuse = (code: 'DATUM_UNFIT' | 'DATUM_TOO_LARGE', facts: { reason: string } | { bytes: number }): Answer => {
    log.error(code, { exchange: ask.body.exchange, type: ask.body.type, ...facts })
    return { outcome: 'refused' }
  }
  const verdict = parseDatum(datum)
  if (!verdict.ok) return refuse('DATUM_UNFIT', { reason: verdict.code })
  if (verdict.value.type !== ask.body.type) return refuse('DATUM_UNFIT', { reason: 'OTHER_TYPE' })
  const bytes = utf8.encode(JSON.stringify(verdict.value))
  if (bytes.length > messageLimits.datumSizeBytesMax) return refuse('DATUM_TOO_LARGE', { bytes: bytes.length })
  return { outcome: 'answered', datum: bytes }
}
