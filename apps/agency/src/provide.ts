import type { Work } from '@madoguchi/delivery'
import type { FactsView } from '@madoguchi/facts'
import type { Log } from '@madoguchi/kit'
import { base64url } from '@madoguchi/kit'
import type { DirectoryView, SigningKey } from '@madoguchi/messages'
import { composeProvisions, digestSealed, sealAnswers } from '@madoguchi/messages'
import type { CheckKeys } from './checks/check-keys.ts'
import type { Connector } from './connector.ts'
import type { Permitted } from './permitted.ts'
import type { Answer, Counted } from './read-answers.ts'
import { readAnswers } from './read-answers.ts'
import { selfInformation } from './self-information.ts'
import type { AgencyTables } from './tables.ts'

export type ProvideDeps = {
  self: string
  core: string
  key: SigningKey
  connector: Connector
  facts: FactsView
  directory: DirectoryView
  checkKeys: CheckKeys
  log: Log
  /** Hears after the commit how many answers had which cause, and how many could not be given. */
  countCauses?: ((causes: readonly Counted[]) => void) | undefined
}

/**
 * 情報提供: reads what we hold, signs and seals it to the asker, and posts the outcome to the core. Gives what was answered
 * in the order of the questions, for the caller to write down in the same transaction; undefined for a question that waits
 * until its connector is mended, of which nothing is posted.
 */
export async function provide(
  work: Work<AgencyTables>,
  permitted: readonly Permitted[],
  deps: ProvideDeps,
): Promise<readonly (Answer | undefined)[]> {
  const answers = await readAnswers(work, permitted, deps)
  const answered = permitted.flatMap((one, i) => {
    const datum = answers[i]?.datum
    return datum === undefined ? [] : [{ ask: one.ask, datum }]
  })
  const sealed = answered.length === 0 ? [] : await sealAnswers({ from: deps.self, key: deps.key, answers: answered })
  // In every answer to a person's own question, whatever it says: it costs nothing, and tells nothing.
  const checkKey = await deps.checkKeys.publicKeyAt(work.at)
  let next = 0
  const provisions = permitted.flatMap(({ ask, isHidden, refusal }, i) => {
    const answer = answers[i]
    if (answer === undefined) return []
    const { outcome, datum } = answer
    const payload = datum === undefined ? undefined : sealed[next++]
    const provision = {
      body: {
        exchange: ask.body.exchange,
        askDigest: base64url.encode(ask.digest),
        outcome,
        ...(refusal === undefined ? {} : { reason: refusal }),
        hideRecord: false,
        ...(ask.body.affair === selfInformation ? { checkKey } : {}),
        ...(payload === undefined ? {} : { sealedDigest: digestSealed(payload) }),
      },
      ...(payload === undefined ? {} : { payload }),
      // The record of one's own question is one's own to see.
      record: isHidden && ask.body.affair !== selfInformation ? ('hide' as const) : ('open' as const),
      notAfter: ask.notAfter,
    }
    return [provision]
  })
  for (const draft of composeProvisions({ from: deps.self, core: deps.core, provisions })) work.post(draft)
  work.afterCommit(() => deps.countCauses?.(answers.map((answer) => answer?.cause ?? 'broken')))
  return answers
}
