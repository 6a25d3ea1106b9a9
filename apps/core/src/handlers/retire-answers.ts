import type { Handler } from '@madoguchi/delivery'
import { undecided } from '@madoguchi/delivery'
import type { Log } from '@madoguchi/kit'
import type { DirectoryView, Received } from '@madoguchi/messages'
import { sql } from 'kysely'
import type { CoreTables } from '../tables.ts'

const toldForMs = 30 * 24 * 3600 * 1000

type Asked = {
  readonly exchange_id: string
  readonly provider: string
  readonly inquirer: string
  readonly outcome: string | null
}

type Context = { readonly directory: DirectoryView; readonly log: Log }

/**
 * 保存の終わり: a provider lets go of answers that portals keep. The portals are told of those that were answered, whatever stands beside
 * them in the list: one that is still open has the list come again, one that is not the provider's, or of no portal that there is,
 * has it refused, and no other stays at a portal for that. Nothing of it enters the ledger: nothing was asked or provided.
 */
export function makeRetireAnswers({ directory, log }: Context): Handler<CoreTables, 'retire-answers'> {
  return async (work, messages) => {
    const asked = await findAsked(
      work.tx,
      messages.flatMap(({ body }) => body.exchanges),
    )
    const retired: Asked[] = []
    const codes = messages.map((message) => {
      const { answered, openCount, unknownCount } = sort(message, asked, directory)
      retired.push(...answered)
      // It overtook an answer that it is about; what is unknown is said when it comes for the last time.
      if (openCount > 0) return undecided
      if (unknownCount === 0) return undefined
      log.warn('RETIREMENT_UNKNOWN', { id: message.id, from: message.from, exchanges: unknownCount })
      return 'EXCHANGE_UNKNOWN'
    })
    const byPortal = Map.groupBy(retired, ({ inquirer }) => inquirer)
    for (const [portal, rows] of byPortal) {
      const exchanges = [...new Set(rows.map(({ exchange_id }) => exchange_id))]
      for (let i = 0; i < exchanges.length; i += exchangesMax)
        work.post({
          name: 'answers-retired',
          to: portal,
          body: { exchanges: exchanges.slice(i, i + exchangesMax) },
          notAfter: work.at.getTime() + toldForMs,
        })
    }
    return codes
  }
}

/** As many as `answers-retired` holds. */
const exchangesMax = 250

/** The exchanges of a message: to pass on, to wait for, and how many are not its sender's or of no portal. Others ended without an answer. */
function sort(
  { body, from }: Received<'retire-answers'>,
  asked: ReadonlyMap<string, Asked>,
  directory: DirectoryView,
): { answered: readonly Asked[]; openCount: number; unknownCount: number } {
  const rows = body.exchanges.map((exchange) => asked.get(exchange))
  const known = rows.filter(
    (row) => row !== undefined && row.provider === from && directory.find(row.inquirer)?.kind === 'portal',
  ) as Asked[]
  return {
    answered: known.filter(({ outcome }) => outcome === 'answered'),
    openCount: known.filter(({ outcome }) => outcome === null).length,
    unknownCount: rows.length - known.length,
  }
}

/** Each looked up by its key, whatever the plan: see `lockExchanges`. What is closed stays closed, so nothing is locked. */
async function findAsked(
  tx: Parameters<Handler<CoreTables, 'retire-answers'>>[0]['tx'],
  exchanges: readonly string[],
): Promise<ReadonlyMap<string, Asked>> {
  const { rows } = await sql<Asked>`
    select e.* from unnest((select ${exchanges}::text[])) as t (exchange)
    cross join lateral (
      select exchange_id, provider, inquirer, outcome from exchanges where exchange_id = t.exchange limit 1) e`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.exchange_id, row]))
}
