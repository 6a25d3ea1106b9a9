import type { Agency } from '@madoguchi/agency'
import { serveOfficers } from './officer-calls.ts'
import type { Nation } from './start-nation.ts'

/** What an officer of an agency does from the command line. */
export type AgencyDesk = Pick<Agency, 'checks' | 'tie' | 'officers'>
/** By the agency's name in the directory. */
export type AgencyDesks = Readonly<Record<string, AgencyDesk>>

export function agencyDesksOf(nation: Pick<Nation, 'mihonShi' | 'mihonKenpo' | 'mihonNenkin'>): AgencyDesks {
  return { 'mihon-shi': nation.mihonShi, 'mihon-kenpo': nation.mihonKenpo, 'mihon-nenkin': nation.mihonNenkin }
}

/** Answers one call of the socket; undefined for what nobody knows. */
export async function serveAgencyDesk(
  desks: AgencyDesks,
  request: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const desk = desks[String(request.agency)]
  if (request.command === 'tie') return desk?.tie(String(request.person))
  if (request.command === 'officers') return serveOfficers(desk?.officers, request)
  const checks = desk?.checks
  const exchange = String(request.exchange)
  switch (request.act) {
    case 'list':
      return checks?.list({ all: request.all === 'true' })
    case 'show':
      return checks && { found: await checks.show(exchange) }
    case 'clear':
      return checks?.clear({
        exchange,
        by: String(request.by),
        ...(request.note === undefined ? {} : { note: String(request.note) }),
      })
    default:
      return undefined
  }
}
