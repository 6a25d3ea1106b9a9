import assert from 'node:assert/strict'
import type { InformationTypeId } from '@madoguchi/catalogue'
import { isInformationTypeId } from '@madoguchi/catalogue'
import type { Selectable } from 'kysely'
import type { Session } from '../session/session.ts'
import type { PortalTables } from '../tables.ts'
import type { World } from '../world.ts'
import type { InquiryState } from './state.ts'

export type InquiryView = {
  readonly exchange: string
  readonly request: string
  readonly type: InformationTypeId
  readonly provider: string
  readonly state: InquiryState
  readonly askedAt: Date
  readonly changedAt: Date
  readonly closedAt: Date | undefined
  readonly notAfter: Date
  /** There is an answer, and this session's card can open it. */
  readonly canOpen: boolean
  readonly isOtherCard: boolean
}

export type RequestView = {
  readonly request: string
  readonly createdAt: Date
  readonly inquiries: readonly InquiryView[]
}

type Row = Selectable<PortalTables['inquiries']>

/** A request of this account, or undefined. */
export async function findRequest(world: World, session: Session, request: string): Promise<RequestView | undefined> {
  const found = await selectRequests(world, session).where('request', '=', request).executeTakeFirst()
  if (found === undefined) return undefined
  const rows = await selectInquiries(world, session).where('request', '=', request).execute()
  return { request, createdAt: found.created_at, inquiries: rows.map((row) => viewOf(row, session)) }
}

/** All requests of this account that are kept, newest first. */
export async function listRequests(world: World, session: Session): Promise<readonly RequestView[]> {
  const found = await selectRequests(world, session).orderBy('created_at', 'desc').limit(200).execute()
  const rows = await selectInquiries(world, session).execute()
  const byRequest = Map.groupBy(rows, ({ request }) => request)
  return found.map(({ request, created_at }) => ({
    request,
    createdAt: created_at,
    inquiries: (byRequest.get(request) ?? []).map((row) => viewOf(row, session)),
  }))
}

function selectRequests(world: World, session: Session) {
  return world.db.kysely
    .selectFrom('requests')
    .select(['request', 'created_at'])
    .where('account', '=', session.account)
    .where('deleted_at', 'is', null)
}

function selectInquiries(world: World, session: Session) {
  return world.db.kysely
    .selectFrom('inquiries')
    .selectAll()
    .where('account', '=', session.account)
    .orderBy('asked_at')
    .orderBy('type')
    .orderBy('provider')
}

function viewOf(row: Row, session: Session): InquiryView {
  const { type } = row
  assert(isInformationTypeId(type), 'only types of the catalogue are ever asked for')
  return {
    exchange: row.exchange,
    request: row.request,
    type,
    provider: row.provider,
    state: row.state,
    askedAt: row.asked_at,
    changedAt: row.changed_at,
    closedAt: row.closed_at ?? undefined,
    notAfter: row.not_after,
    canOpen: row.sealed !== null && row.vault === session.vault,
    isOtherCard: row.sealed !== null && row.vault !== session.vault,
  }
}
