import type { Work } from '@madoguchi/delivery'
import type { Bytes, Random } from '@madoguchi/kit'
import { hex } from '@madoguchi/kit'
import type { Outcome } from '@madoguchi/messages'
import type { ChainEnds } from './chain-ends.ts'
import { noteClosed } from './exchanges.ts'
import { appendLinks } from './ledger.ts'
import type { CoreTables } from './tables.ts'

/** An open exchange and how it ends. */
export type Closure = {
  readonly exchange: string
  readonly personId: Bytes
  readonly inquirer: string
  readonly askedLeaf: Bytes
  readonly outcome: Outcome
  readonly reason?: string
  readonly isHidden: boolean
  readonly answerDigest?: Bytes
  /** The provider's answer as it was signed. */
  readonly answer?: Bytes
  /** The inquirer knows already. */
  readonly isTold?: boolean
}

const closedLivesMs = 30 * 24 * 3600 * 1000

/**
 * Closes exchanges: exchange and ledger, then the word to the inquirer, all in the caller's
 * transaction. No ledger entry, no answer. Callers MUST hold the rows locked and have seen them open;
 * those that locked the ends of their chains in the same go pass them on.
 */
export async function closeExchanges(
  work: Work<CoreTables>,
  closures: readonly Closure[],
  random: Random,
  ends?: ChainEnds,
): Promise<void> {
  if (closures.length === 0) return
  const { write, at } = work
  write(noteClosed(closures, at))
  await appendLinks(
    work,
    closures.map(({ personId, isHidden, exchange, askedLeaf, outcome, answerDigest }) => ({
      personId,
      isHidden,
      record: {
        kind: 'closed',
        exchange,
        at: at.toISOString(),
        asked: hex.encode(askedLeaf),
        outcome,
        ...(answerDigest === undefined ? {} : { answerDigest: hex.encode(answerDigest) }),
      },
    })),
    random,
    ends,
  )
  for (const closure of closures) if (closure.isTold !== true) tellClosed(work, closure)
}

/** The word to the inquirer: how the exchange ended, with the provider's answer where there is one. */
export function tellClosed(
  { post, at }: Pick<Work<CoreTables>, 'post' | 'at'>,
  closure: Pick<Closure, 'exchange' | 'inquirer' | 'outcome' | 'reason' | 'answer'>,
): void {
  const { exchange, inquirer, outcome, reason, answer } = closure
  post({
    name: 'closed',
    to: inquirer,
    body: { exchange, outcome, ...(reason === undefined ? {} : { reason }), closedAt: at.toISOString() },
    enclosures: answer === undefined ? [] : [answer],
    notAfter: at.getTime() + closedLivesMs,
  })
}
