import type { Handler } from '@madoguchi/delivery'
import { undecided } from '@madoguchi/delivery'
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

/**
 * 保存の終わり: a provider lets go of answers that portals keep. Each must be its own, to a portal; the portals are told of
 * those that were answered. Nothing of it enters the ledger: nothing was asked or provided.
 */
export function makeRetireAnswers({ directory }: { directory: DirectoryView }): Handler<CoreTables, 'retire-answers'> {
  return async (work, messages) => {
    const asked = await findAsked(
      work.tx,
      messages.flatMap(({ body }) => body.exchanges),
    )
    const retired: Asked[] = []
    const codes = messages.map((message) => {
      const wanted = judge(message, asked, directory)
      if (typeof wanted === 'string') return wanted
      retired.push(...wanted)
      return undefined
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

/** Those of a message that were answered; a code where it is refused or has to come again. */
function judge(
  { body, from }: Received<'retire-answers'>,
  asked: ReadonlyMap<string, Asked>,
  directory: DirectoryView,
): readonly Asked[] | string {
  const rows = body.exchanges.map((exchange) => asked.get(exchange))
  const isTheirs = rows.every(
    (row) => row !== undefined && row.provider === from && directory.find(row.inquirer)?.kind === 'portal',
  )
  if (!isTheirs) return 'EXCHANGE_UNKNOWN'
  const known = rows.filter((row) => row !== undefined)
  // It overtook the answer that it is about.
  if (known.some(({ outcome }) => outcome === null)) return undecided
  return known.filter(({ outcome }) => outcome === 'answered')
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
