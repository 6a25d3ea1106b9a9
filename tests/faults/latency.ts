import type { Acknowledged } from './asking.ts'
import type { AgencyRole } from './cast.ts'
import type { NationOfProcesses } from './nation-of-processes.ts'

export type Latency = { readonly count: number; readonly open: number; readonly p50Ms: number; readonly p95Ms: number }

/** From when these were asked to when the core closed them, by the clock that all processes share. */
export async function measureLatency(
  nation: NationOfProcesses,
  inquirer: AgencyRole,
  asked: readonly Acknowledged[],
): Promise<Latency> {
  const own = asked.filter((one) => one.inquirer === inquirer)
  const rows = await nation.query<{ exchange: string; closed: Date | null }>(
    inquirer,
    'select exchange_id as exchange, closed_at as closed from inquiries where exchange_id = any($1::text[])',
    [own.map(({ exchange }) => exchange)],
  )
  const closed = new Map(rows.map((row) => [row.exchange, row.closed]))
  const times = own
    .flatMap(({ exchange, askedAt }) => {
      const at = closed.get(exchange)
      return at instanceof Date ? [at.getTime() - askedAt] : []
    })
    .sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { count: own.length, open: own.length - times.length, p50Ms: at(0.5), p95Ms: at(0.95) }
}
