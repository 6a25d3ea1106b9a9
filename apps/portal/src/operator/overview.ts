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

/** What other journeys tell of themselves. */
export type Told = {
  countAccounts(): Promise<number>
  /** Those that asked for something lately enough to be open still. */
  countSessions(): Promise<number>
  countInquiries(): Promise<{ open: number; delayed: number }>
  countMails(): Promise<{ waiting: number; givenUp: number }>
  listProviders(): Promise<
    readonly {
      readonly party: string
      readonly waiting: number
      readonly successAt: Date | null
      readonly failureAt: Date | null
    }[]
  >
}

export async function countAll({ db }: Pick<Ground, 'db'>, told: Omit<Told, 'listProviders'>): Promise<Counts> {
  const [accounts, sessions, inquiries, mails, letters] = await Promise.all([
    told.countAccounts(),
    told.countSessions(),
    told.countInquiries(),
    told.countMails(),
    sql<{ count: number }>`select count(*)::int as count from dead_letters`.execute(db.kysely),
  ])
  return {
    ...{ accounts, sessions },
    openInquiries: inquiries.open,
    delayedInquiries: inquiries.delayed,
    deadLetters: letters.rows[0]?.count ?? 0,
    mailsWaiting: mails.waiting,
    mailsGivenUp: mails.givenUp,
  }
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
type PartiesSeen = Pick<Network, 'core' | 'registry'> & { readonly findReached: (party: string) => Reached }

/**
 * How parties do, as seen from here: core and registry by our own deliveries and what they sent us, providers by the
 * answers and delays that the core told us of.
 */
export async function listHealth(
  { db }: Pick<Ground, 'db'>,
  { core, registry, findReached }: PartiesSeen,
  told: Pick<Told, 'listProviders'>,
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
  const providers = (await told.listProviders()).map(
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
