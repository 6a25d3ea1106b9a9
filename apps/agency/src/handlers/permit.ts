import type { Handler } from '@madoguchi/delivery'
import { base64url, equalBytes } from '@madoguchi/kit'
import type { Received, Verifier } from '@madoguchi/messages'
import { openEnclosure } from '@madoguchi/messages'
import { sql } from 'kysely'
import type { Permitted, ProvideDeps } from '../provide.ts'
import { provide } from '../provide.ts'
import type { AgencyTables } from '../tables.ts'

/** 情報提供許可: answers only with the core's leave, once; holds the answer where an officer must release it. */
export function makePermit(deps: ProvideDeps & { verifier: Verifier }): Handler<AgencyTables, 'permit'> {
  return async (work, messages) => {
    const opened = messages.map((permit) => readAsk(permit, { receivedAt: work.at, at: work.at }, deps))
    const permitted = opened.flatMap((one) => (typeof one === 'string' ? [] : [one]))
    // Two permits for one exchange in one batch are one permit.
    const asks = [...new Map(permitted.map((one) => [one.permit.body.exchange, one])).values()]
    const noted = await noteProvisions(work.tx, asks, work.at)
    const now = asks.flatMap(({ permit, ask }): Permitted[] => {
      const row = noted.get(permit.body.exchange)
      if (row === undefined || row.state === 'held') return []
      const { person_ref: ref, withholds_data: withholdsData, hides_records: hidesRecords } = row
      return [{ permit, ask, person: ref === null ? undefined : { ref, withholdsData, hidesRecords } }]
    })
    if (now.length > 0) await provide(work, now, deps)
    return opened.map((one) => (typeof one === 'string' ? one : undefined))
  }
}

/** The question that a permit lets us answer. The asker's key counts as of `receivedAt`, the permit's end as of `at`. */
export function readAsk(
  permit: Received<'permit'>,
  { receivedAt, at }: { receivedAt: Date; at: Date },
  deps: { self: string; verifier: Verifier },
) {
  const ask = openEnclosure({ message: permit, name: 'ask', verifier: deps.verifier, at: receivedAt })
  if (!ask.ok) return ask.code
  // Another ask than the one that the core signed for: a carrier may have put it there, and the right one may come.
  if (!equalBytes(ask.value.digest, base64url.decode(permit.body.askDigest))) return 'MESSAGE_ENCLOSURE' as const
  const fits =
    ask.value.to === deps.self &&
    ask.value.from === permit.body.inquirer &&
    ask.value.body.exchange === permit.body.exchange &&
    Date.parse(permit.body.expiresAt) > at.getTime()
  return fits ? { permit, ask: ask.value } : ('EXCHANGE_MISMATCH' as const)
}

type Noted = {
  readonly exchange_id: string
  readonly state: 'held' | 'answered'
  readonly person_ref: string | null
  readonly withholds_data: boolean
  readonly hides_records: boolean
}

/**
 * Each exchange is provided once, whatever comes twice: gives those that are new here, each with the person behind
 * the link code where we know one. All permits travel in one parameter.
 */
async function noteProvisions(
  tx: Parameters<Handler<AgencyTables, 'permit'>>[0]['tx'],
  asks: readonly { permit: Received<'permit'>; ask: Received<'ask'> }[],
  at: Date,
): Promise<Map<string, Noted>> {
  if (asks.length === 0) return new Map()
  const sizes = asks.map(({ permit }) => permit.bytes.length)
  const starts = sizes.map((_, i) => 1 + sizes.slice(0, i).reduce((sum, size) => sum + size, 0))
  const { rows } = await sql<Noted>`
    with fresh as (
      insert into provisions (exchange_id, person_ref, inquirer, affair, type, basis, permit, state, received_at, expires_at)
      select exchange, p.person_ref, inquirer, affair, type, basis,
        substring(${Buffer.concat(asks.map(({ permit }) => permit.bytes))}::bytea from start for size),
        case when p.holds_answers then 'held' else 'answered' end, ${at}, expires_at
      from unnest(${asks.map(({ permit }) => permit.body.exchange)}::text[], ${asks.map(({ permit }) => permit.body.linkCode)}::text[],
        ${asks.map(({ permit }) => permit.body.inquirer)}::text[], ${asks.map(({ ask }) => ask.body.affair)}::text[],
        ${asks.map(({ ask }) => ask.body.type)}::text[], ${asks.map(({ permit }) => permit.body.basis)}::text[],
        ${starts}::int[], ${sizes}::int[], ${asks.map(({ permit }) => new Date(permit.body.expiresAt))}::timestamptz[])
        as t (exchange, code, inquirer, affair, type, basis, start, size, expires_at)
      left join people p on p.link_code = t.code
      on conflict do nothing returning exchange_id, person_ref, state)
    select f.exchange_id, f.state, f.person_ref, p.withholds_data, p.hides_records
    from fresh f left join people p on p.person_ref = f.person_ref`.execute(tx)
  return new Map(rows.map((row) => [row.exchange_id, row]))
}
