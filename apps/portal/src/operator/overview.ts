import assert from 'node:assert/strict'
import { minuteMs } from '@madoguchi/kit'
import { sql } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import type { Reached } from '../shell/watch-transport.ts'

export type Counts = {
  readonly accounts: number
  readonly sessions: number
  readonly openInquiries: number
  readonly delayedInquiries: number
  readonly deadLetters: number
  readonly mailsWaiting: number
  /** Within the last thirty days. */
  readonly mailsGivenUp: number
}

export type Queue = {
  readonly recipient: string
  readonly count: number
  readonly oldestAt: Date
  readonly attemptsMost: number
  readonly nextAt: Date
}

export type Health = {
  readonly party: string
  /** Whether we send to it ourselves, or the core asks it for us. */
  readonly isDirect: boolean
  readonly successAt: Date | undefined
  readonly failureAt: Date | undefined
  readonly waiting: number
}

/** `idleMinutes`: a session without a request for so long is over. */
export async function countAll({ db, clock }: Pick<Ground, 'db' | 'clock'>, idleMinutes: number): Promise<Counts> {
  const seenSince = new Date(clock.now().getTime() - idleMinutes * minuteMs)
  const { rows } = await sql<Counts>`select
    (select count(*)::int from accounts where registered_at is not null) as accounts,
    (select count(*)::int from sessions where last_seen_at > ${seenSince}) as sessions,
    (select count(*)::int from inquiries where state in ('asking', 'delayed')) as "openInquiries",
    (select count(*)::int from inquiries where state = 'delayed') as "delayedInquiries",
    (select count(*)::int from dead_letters) as "deadLetters",
    (select count(*)::int from mails where gave_up_at is null) as "mailsWaiting",
    (select count(*)::int from mails where gave_up_at is not null) as "mailsGivenUp"`.execute(db.kysely)
  const [counts] = rows
  assert(counts !== undefined, 'a select without a table has one row')
  return counts
}

/** What waits to leave, by recipient. */
export async function listQueues({ db }: Pick<Ground, 'db'>): Promise<readonly Queue[]> {
  const { rows } = await sql<Queue>`
    select recipient, count(*)::int as count, min(created_at) as "oldestAt", max(attempts) as "attemptsMost",
      min(next_attempt_at) as "nextAt"
    from outbox group by recipient order by recipient`.execute(db.kysely)
  return rows
}

/** Whom we send to ourselves, and when we last reached a party, and when not. */
export type PartiesSeen = Pick<Network, 'core' | 'registry'> & { readonly findReached: (party: string) => Reached }

/**
 * How parties do, as seen from here: core and registry by our own deliveries and what they sent us, providers by the
 * answers and delays that the core told us of.
 */
export async function listHealth(
  { db }: Pick<Ground, 'db'>,
  { core, registry, findReached }: PartiesSeen,
): Promise<readonly Health[]> {
  const { rows: heard } = await sql<{ party: string; at: Date }>`
    select sender as party, max(received_at) as at from inbox group by sender`.execute(db.kysely)
  const waiting = new Map((await listQueues({ db })).map(({ recipient, count }) => [recipient, count]))
  const direct = [core, registry].map((party): Health => {
    const { successAt, failureAt } = findReached(party)
    const heardAt = heard.find((row) => row.party === party)?.at
    return {
      party,
      isDirect: true,
      successAt: later(successAt, heardAt),
      failureAt,
      waiting: waiting.get(party) ?? 0,
    }
  })
  const { rows } = await sql<{ party: string; successAt: Date | null; failureAt: Date | null; waiting: number }>`
    select provider as party, count(*) filter (where state in ('asking', 'delayed'))::int as waiting,
      max(closed_at) filter (where is_closed_by_core and state not in ('expired', 'withdrawn', 'not-permitted')) as "successAt",
      max(changed_at) filter (where state in ('delayed', 'expired')) as "failureAt"
    from inquiries group by provider order by provider`.execute(db.kysely)
  const providers = rows.map(
    ({ party, successAt, failureAt, waiting }): Health => ({
      party,
      isDirect: false,
      successAt: successAt ?? undefined,
      failureAt: failureAt ?? undefined,
      waiting,
    }),
  )
  return [...direct, ...providers]
}

function later(a: Date | undefined, b: Date | undefined): Date | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a
}
