import { dayMs } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { ChecksDesk } from '../checks/checks-desk.ts'
import type { AgencyTables } from '../tables.ts'
import { listHeld } from './held/list-held.ts'
import { ownAffairs } from './roles.ts'

/** Something that waits for an officer. */
export type Waiting = {
  readonly kind: 'held' | 'check' | 'ending'
  readonly affair: string
  readonly type: string | undefined
  readonly since: Date
  /** When it is over without an officer; undefined for what waits as long as it must. */
  readonly until: Date | undefined
  /** Whose question it was; undefined for what nobody asked. */
  readonly inquirer: string | undefined
  readonly href: string
}

/** All that waits in these affairs, what ends first before what has no end, and of those what waits longest. */
export async function listWaiting(
  given: { readonly db: Kysely<AgencyTables>; readonly checks: ChecksDesk },
  affairs: readonly string[],
  at: Date,
): Promise<readonly Waiting[]> {
  const has = (affair: string) => affairs.includes(affair)
  const held = (await listHeld(given.db, affairs, at)).map(
    (one): Waiting => ({
      ...{ kind: 'held', affair: one.affair, type: one.type, since: one.receivedAt, inquirer: one.inquirer },
      until: one.affair === ownAffairs.self ? undefined : one.expiresAt,
      href: `/held/${one.exchange}`,
    }),
  )
  const checks = has(ownAffairs.self)
    ? (await given.checks.list()).map(
        (one): Waiting => ({
          ...{ kind: 'check', affair: ownAffairs.self, type: one.type, since: one.receivedAt },
          ...{ until: undefined, inquirer: undefined, href: `/checks/${one.exchange}` },
        }),
      )
    : []
  const ending = has(ownAffairs.protection) ? await listEnding(given.db, at) : []
  const order = ({ until, since }: Waiting) => [until?.getTime() ?? Number.POSITIVE_INFINITY, since.getTime()] as const
  return [...held, ...checks, ...ending].toSorted((a, b) => {
    const [[untilA, sinceA], [untilB, sinceB]] = [order(a), order(b)]
    return untilA === untilB ? sinceA - sinceB : untilA - untilB
  })
}

const endsSoonMs = 30 * dayMs

/** Protections that end within thirty days: how many, by their last day. Not whose. */
async function listEnding(db: Kysely<AgencyTables>, at: Date): Promise<readonly Waiting[]> {
  const { rows } = await sql<{ until: string; began_at: Date }>`
    select until::text, began_at from protections
    where ended_at is null and until <= ${new Date(at.getTime() + endsSoonMs)}::timestamptz::date
    order by until limit 500`.execute(db)
  return rows.map(({ until, began_at }) => ({
    ...{ kind: 'ending', affair: ownAffairs.protection, type: undefined, since: began_at, inquirer: undefined },
    ...{ until: new Date(`${until}T23:59:59+09:00`), href: '/protections' },
  }))
}
