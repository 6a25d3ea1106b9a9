import type { Bytes, Log, Verdict } from '@madoguchi/kit'
import { makeId, minuteMs, no, ok, secondMs, utf8 } from '@madoguchi/kit'
import { deriveReaderKey, openSeal } from '@madoguchi/messages'
import { findLastChange } from '../information/read-inquiries.ts'
import { endSession } from '../session/session.ts'
import type { Ground } from '../shell/ground.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Network } from '../shell/network.ts'
import type { OpenSession } from '../shell/visitor.ts'
import type { HistoryCursor } from './history-cursor.ts'
import { addRecordRequest } from './record-requests.ts'
import { type RecordsPage, recordsPage } from './record-view.ts'

const waitMs = 8 * secondMs
const reuseForMs = minuteMs
const pageSize = 200
const noDigest = new Uint8Array(0)

export type HistoryCode = 'HISTORY_SLOW' | 'HISTORY_BROKEN' | 'MANDATE_OVER' | 'TOO_MANY'

/**
 * A page of the citizen's records, newest first, from the core under the session's mandate. What came within
 * the last minute is used again unless `isFresh` is asked for. HISTORY_SLOW when the core did not answer in time;
 * MANDATE_OVER when it says that the mandate is no more: then the session ends here too.
 */
export type LoadHistory = (
  session: OpenSession,
  options?: { before?: HistoryCursor; isFresh?: boolean },
) => Promise<Verdict<RecordsPage, HistoryCode>>

export function makeLoadHistory(ground: Ground, network: Network, limits: Pick<Counts, 'mayPass'>): LoadHistory {
  const { db, log, random } = ground
  return async (session, options = {}) => {
    const known = options.isFresh ? undefined : await findRecent(ground, session, options.before)
    if (known !== undefined) return openPage(log, session, known)
    if (!limits.mayPass('history-by-account', session.account)) return no('TOO_MANY')
    const request = makeId('rec', random)
    await askForRecords(network, session, { request, before: options.before })
    const told = await network.waiters.waitFor({
      name: request,
      timeoutMs: waitMs,
      look: async () => {
        const row = await db.kysely
          .selectFrom('record_requests')
          .select(['sealed', 'refused_code'])
          .where('request', '=', request)
          .where('account', '=', session.account)
          .executeTakeFirst()
        return row?.sealed || row?.refused_code ? row : undefined
      },
    })
    if (told?.refused_code === 'MANDATE_NOT_LIVE') {
      await endSession(network, session)
      return no('MANDATE_OVER')
    }
    return told?.sealed ? openPage(log, session, { request, sealed: told.sealed }) : no('HISTORY_SLOW')
  }
}

async function askForRecords(
  { delivery, core }: Pick<Network, 'delivery' | 'core'>,
  session: OpenSession,
  { request, before }: { request: string; before: HistoryCursor | undefined },
): Promise<void> {
  const { publicKey: readerKey } = await deriveReaderKey(session.vaultKey, request)
  await delivery.transact(async ({ tx, at, post }) => {
    await addRecordRequest(tx, {
      request,
      account: session.account,
      vault: session.vault,
      before: before?.at ?? null,
      before_exchange: before?.line ?? null,
      created_at: at,
    })
    post({
      name: 'list-records',
      to: core,
      notAfter: at.getTime() + 5 * minuteMs,
      body: {
        request,
        linkCode: session.linkCode,
        mandate: session.mandate,
        readerKey,
        limit: pageSize,
        filings: true,
        ...(before === undefined ? {} : { before: before.at.toISOString(), beforeExchange: before.line }),
      },
    })
  })
}

async function findRecent(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  session: OpenSession,
  before: HistoryCursor | undefined,
) {
  const recently = new Date(clock.now().getTime() - reuseForMs)
  // What the citizen just asked for should be in it.
  const changedAt = await findLastChange(db, session.account)
  const since = changedAt === undefined || changedAt < recently ? recently : changedAt
  const row = await db.kysely
    .selectFrom('record_requests')
    .select(['request', 'sealed'])
    .where('account', '=', session.account)
    .where('vault', '=', session.vault)
    .where('before', 'is not distinct from', before?.at ?? null)
    .where('before_exchange', 'is not distinct from', before?.line ?? null)
    .where('sealed', 'is not', null)
    .where('created_at', '>', since)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.sealed ? { request: row.request, sealed: row.sealed } : undefined
}

async function openPage(
  log: Log,
  session: OpenSession,
  { request, sealed }: { request: string; sealed: Uint8Array },
): Promise<Verdict<RecordsPage, 'HISTORY_BROKEN'>> {
  const plain = await openSeal({
    readerKey: await deriveReaderKey(session.vaultKey, request),
    sealed: new Uint8Array(sealed),
    context: { exchange: request, askDigest: noDigest },
  })
  const page = plain.ok ? recordsPage.safeParse(parseJson(plain.value)) : undefined
  if (page?.success) return ok(page.data)
  log.error('RECORDS_BROKEN', { request, reason: plain.ok ? 'FORM' : 'SEAL' })
  return no('HISTORY_BROKEN', { request })
}

function parseJson(bytes: Bytes): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    // Undefined fits no schema.
    return undefined
  }
}
