import type { InformationTypeId, TypeNames } from '@madoguchi/facts'
import { nameType } from '@madoguchi/facts'
import type { PartyView } from '@madoguchi/messages'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { Session } from '../shell/visitor.ts'
import { canBeChecked, type InquiryState } from './state.ts'

export type InquiryView = {
  readonly exchange: string
  readonly request: string
  readonly type: InformationTypeId
  /** How the type is called, as the facts say today: also one that can be asked for no more. */
  readonly names: TypeNames
  readonly provider: string
  /** How the provider is called and reached, as the directory says today. */
  readonly agency: PartyView
  readonly state: InquiryState
  /** The code by which the core refused it, where it did. */
  readonly reason: string | null
  readonly askedAt: Date
  readonly changedAt: Date
  readonly closedAt: Date | undefined
  readonly notAfter: Date
  /** There is an answer, and this session's card can open it. */
  readonly canOpen: boolean
  readonly isOtherCard: boolean
  /** Its provider can be asked to look again, and was not yet. */
  readonly canRequestCheck: boolean
  readonly checkRequestedAt: Date | undefined
}

export type RequestView = {
  readonly request: string
  readonly createdAt: Date
  readonly inquiries: readonly InquiryView[]
}

/** What requests are read with. */
export type RequestSources = Pick<Ground, 'db'> & Pick<Network, 'directory' | 'facts'>

/**
 * A request of this account, or undefined. One statement: no request is without an inquiry. Written out, since whoever waits
 * looks many times, and Kysely would compose its text each time.
 */
export async function findRequest(
  { db, ...readers }: RequestSources,
  session: Session,
  request: string,
): Promise<RequestView | undefined> {
  const { rows } = await sql<Row & { created_at: Date }>`
    select ${columns}, r.created_at from inquiries i join requests r on r.request = i.request
    where i.account = ${session.account} and i.request = ${request} and r.account = ${session.account}
      and r.deleted_at is null
    ${inOrder}`.execute(db.kysely)
  const [first] = rows
  return (
    first && {
      request,
      createdAt: first.created_at,
      inquiries: rows.map((row) => viewOf(row, session, readers)),
    }
  )
}

/** All requests of this account that are kept, newest first. */
export async function listRequests(
  { db, ...readers }: RequestSources,
  session: Session,
): Promise<readonly RequestView[]> {
  const found = await db.kysely
    .selectFrom('requests')
    .select(['request', 'created_at'])
    .where('account', '=', session.account)
    .where('deleted_at', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  const { rows } =
    await sql<Row>`select ${columns} from inquiries i where i.account = ${session.account} ${inOrder}`.execute(
      db.kysely,
    )
  const byRequest = Map.groupBy(rows, ({ request }) => request)
  return found.map(({ request, created_at }) => ({
    request,
    createdAt: created_at,
    inquiries: (byRequest.get(request) ?? []).map((row) => viewOf(row, session, readers)),
  }))
}

/** Whether there is an answer, and never the answer itself: a page that waits looks many times, and answers are long. */
const columns = sql.raw(
  `i.exchange, i.request, i.vault, i.type, i.provider, i.state, i.reason, i.asked_at, i.changed_at, i.closed_at, i.not_after,
    i.sealed is not null as has_answer, i.check_key is not null as has_check_key, i.check_requested_at`,
)
const inOrder = sql.raw('order by i.asked_at, i.type, i.provider')

type Column =
  | 'exchange'
  | 'request'
  | 'vault'
  | 'type'
  | 'provider'
  | 'state'
  | 'reason'
  | 'asked_at'
  | 'changed_at'
  | 'closed_at'
  | 'not_after'
  | 'check_requested_at'

type Row = Pick<Selectable<PortalTables['inquiries']>, Column> & {
  readonly has_answer: boolean
  readonly has_check_key: boolean
}

function viewOf(row: Row, session: Session, { directory, facts }: Pick<Network, 'directory' | 'facts'>): InquiryView {
  return {
    exchange: row.exchange,
    request: row.request,
    type: row.type,
    names: nameType(facts, row.type),
    provider: row.provider,
    agency: directory.describeParty(row.provider),
    state: row.state,
    reason: row.reason,
    askedAt: row.asked_at,
    changedAt: row.changed_at,
    closedAt: row.closed_at ?? undefined,
    notAfter: row.not_after,
    canOpen: row.has_answer && row.vault === session.vault,
    isOtherCard: row.has_answer && row.vault !== session.vault,
    canRequestCheck: row.has_check_key && row.check_requested_at === null && canBeChecked(row.state),
    checkRequestedAt: canBeChecked(row.state) ? (row.check_requested_at ?? undefined) : undefined,
  }
}
