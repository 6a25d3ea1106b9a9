import type { Work } from '@madoguchi/delivery'
import type { Random } from '@madoguchi/kit'
import { dayMs } from '@madoguchi/kit'
import type { ChainEnds } from './chain-ends.ts'
import { closeExchanges, tellClosed } from './close-exchanges.ts'
import { noteEnded } from './exchanges.ts'
import type { LinkCodes } from './link-codes.ts'
import type { KnownExchange } from './lock-exchanges.ts'
import { selfInformation } from './self-information.ts'
import type { CoreTables } from './tables.ts'

/** So long a provider may say whether a record may be shown; a silent one has it withheld. */
export const saidWithinMs = 30 * dayMs

/** An open exchange that ends without its provider's word. `isHidden`: its inquirer's mark when taking it back. */
export type Ending = {
  readonly exchange: KnownExchange
  readonly ended: 'expired' | 'withdrawn'
  readonly isHidden: boolean
}

/**
 * 期限切れ and 取消. A person's own question closes at once, as does what its inquirer has marked. Of any other the inquirer
 * hears at once, and the ledger when the provider has said whether the record may be shown (番号法23条2項): a chain is only
 * added to, and nobody takes a line back. Callers MUST hold the rows locked and have seen them open.
 */
export async function endExchanges(
  work: Work<CoreTables>,
  endings: readonly Ending[],
  deps: { linkCodes: LinkCodes; random: Random },
  ends?: ChainEnds,
): Promise<void> {
  const settled = endings.filter(isSettled)
  await closeExchanges(
    work,
    settled.map(({ exchange, ended, isHidden }) => ({
      exchange: exchange.exchange_id,
      personId: exchange.person_id,
      inquirer: exchange.inquirer,
      askedLeaf: exchange.asked_leaf,
      outcome: ended,
      isHidden: exchange.affair !== selfInformation && (isHidden || exchange.asked_hidden),
    })),
    deps.random,
    ends,
  )
  const waiting = endings.filter((ending) => !isSettled(ending))
  if (waiting.length === 0) return
  const ended = waiting.map(({ exchange, ended }) => ({ exchange: exchange.exchange_id, ended }))
  work.write(noteEnded(ended, work.at))
  for (const { exchange, ended } of waiting) {
    const { exchange_id, person_id, provider, inquirer } = exchange
    tellClosed(work, { exchange: exchange_id, inquirer, outcome: ended })
    work.post({
      name: 'ask-record',
      to: provider,
      body: { exchange: exchange_id, linkCode: deps.linkCodes.encode(provider, person_id) },
      notAfter: work.at.getTime() + saidWithinMs,
    })
  }
}

function isSettled({ exchange, isHidden }: Ending): boolean {
  return isHidden || exchange.asked_hidden || exchange.affair === selfInformation
}
