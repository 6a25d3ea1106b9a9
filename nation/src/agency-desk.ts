import type { Agency } from '@madoguchi/agency'
import type { AgencyOrder } from './desk-orders.ts'
import type { Nation } from './start-nation.ts'

/** What an officer of an agency does from the command line. */
export type AgencyDesk = Pick<Agency, 'checks' | 'tie' | 'officers'> & { readonly desk: Pick<Agency['desk'], 'invite'> }
/** By the agency's name in the directory. */
export type AgencyDesks = Readonly<Record<string, AgencyDesk>>

export function agencyDesksOf({ agencies }: Pick<Nation, 'agencies'>): AgencyDesks {
  return Object.fromEntries(agencies)
}

/** Answers one call of the socket; undefined for an agency that is not there. */
export async function serveAgencyDesk(desks: AgencyDesks, asked: AgencyOrder): Promise<unknown> {
  const desk = Object.hasOwn(desks, asked.agency) ? desks[asked.agency] : undefined
  if (desk === undefined) return undefined
  if (asked.command === 'tie') return desk.tie(asked.person)
  if (asked.command === 'invite') return desk.desk.invite(asked.order)
  if (asked.command === 'officers') return desk.officers[asked.act](asked.order)
  switch (asked.act) {
    case 'list':
      return desk.checks.list({ includesCleared: asked.order === 'all' })
    case 'show':
      return { found: await desk.checks.show(asked.order) }
    case 'clear':
      return desk.checks.clear(asked.order)
  }
}
