import type { Handler } from '@madoguchi/delivery'
import { base64url, equalBytes, hex } from '@madoguchi/kit'
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
    const people = await work.tx
      .selectFrom('people')
      .selectAll()
      .where('link_code', 'in', [...asks.map(({ permit }) => permit.body.linkCode), ''])
      .execute()
    const byCode = new Map(people.map((row) => [row.link_code, row]))
    const fresh = await noteProvisions(
      work.tx,
      asks.map(({ permit, ask }) => {
        const row = byCode.get(permit.body.linkCode)
        return { permit, ask, ref: row?.person_ref ?? null, isHeld: row?.holds_answers ?? false }
      }),
      work.at,
    )
    const now = asks.flatMap(({ permit, ask }): Permitted[] => {
      const row = byCode.get(permit.body.linkCode)
      if (!fresh.has(permit.body.exchange) || row?.holds_answers) return []
      const person = row && { ref: row.person_ref, withholdsData: row.withholds_data, hidesRecords: row.hides_records }
      return [{ permit, ask, person }]
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
  const fits =
    ask.value.to === deps.self &&
    ask.value.from === permit.body.inquirer &&
    ask.value.body.exchange === permit.body.exchange &&
    equalBytes(ask.value.digest, base64url.decode(permit.body.askDigest)) &&
    Date.parse(permit.body.expiresAt) > at.getTime()
  return fits ? { permit, ask: ask.value } : ('EXCHANGE_MISMATCH' as const)
}

type Noted = { permit: Received<'permit'>; ask: Received<'ask'>; ref: string | null; isHeld: boolean }

/** Each exchange is provided once, whatever comes twice: gives the ids that are new here. */
async function noteProvisions(
  tx: Parameters<Handler<AgencyTables, 'permit'>>[0]['tx'],
  noted: readonly Noted[],
  at: Date,
): Promise<Set<string>> {
  if (noted.length === 0) return new Set()
  const column = (read: (one: Noted) => string | null) => noted.map(read)
  const { rows } = await sql<{ exchange_id: string }>`
    insert into provisions (exchange_id, person_ref, inquirer, affair, type, basis, permit, state, received_at, expires_at)
    select exchange, ref, inquirer, affair, type, basis, decode(permit, 'hex'), state, ${at}, expires_at
    from unnest(${column(({ permit }) => permit.body.exchange)}::text[], ${column(({ ref }) => ref)}::text[],
      ${column(({ permit }) => permit.body.inquirer)}::text[], ${column(({ ask }) => ask.body.affair)}::text[],
      ${column(({ ask }) => ask.body.type)}::text[], ${column(({ permit }) => permit.body.basis)}::text[],
      ${column(({ permit }) => hex.encode(permit.bytes))}::text[], ${column(({ isHeld }) => (isHeld ? 'held' : 'answered'))}::text[],
      ${noted.map(({ permit }) => new Date(permit.body.expiresAt))}::timestamptz[])
      as t (exchange, ref, inquirer, affair, type, basis, permit, state, expires_at)
    on conflict do nothing returning exchange_id`.execute(tx)
  return new Set(rows.map((row) => row.exchange_id))
}
