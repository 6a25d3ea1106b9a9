import type { CaseEvent } from '@madoguchi/filing'
import { caseEvent } from '@madoguchi/filing'
import { AppError, base64url } from '@madoguchi/kit'
import type { ReaderKey } from '@madoguchi/messages'
import { deriveReaderKey, digestCaseEvent, noCaseEvent, openCaseEvent } from '@madoguchi/messages'
import type { RawBuilder, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { OpenSession } from '../shell/visitor.ts'
import type { FilingAbout } from './filing-about.ts'
import { openAbout } from './kept-seal.ts'
import { readCaseEvent } from './read-case-event.ts'

/** A filing of whoever is logged in, with its case as far as it was told. */
export type ShownFiling = {
  readonly filing: string
  readonly sent: SentAs
  /** Undefined where another vault holds it. */
  readonly about: FilingAbout | undefined
  readonly events: readonly ShownEvent[]
  /** What the portal knows of events and cannot show: one is missing between two, or does not open. */
  readonly isWhole: boolean
}

/** What is known of it without its citizen. */
type SentAs = {
  readonly state: 'sent' | 'filed' | 'refused' | 'replaced'
  readonly reason: string | undefined
  readonly draft: string | undefined
  readonly agency: string
  readonly sentAt: Date
  /** 提出. */
  readonly filedAt: Date | undefined
}

export type ShownEvent = CaseEvent & { readonly toldAt: Date }

type Row = Selectable<PortalTables['filings']>
type EventRow = Selectable<PortalTables['filing_events']>

/** A page of those of an account that began a case, newest first, behind `before` of them. `older`: behind which the next page is. */
export async function pageFilings(
  { db }: FilingSource,
  { account }: Pick<OpenSession, 'account'>,
  before: string | undefined,
): Promise<{ readonly filings: readonly string[]; readonly older: string | undefined }> {
  // Of one that is not theirs there is nothing behind: the newest are shown.
  const { rows } = await sql<{ filing: string }>`
    with last as (select sent_at, filing from filings where filing = ${before ?? ''} and account = ${account})
    select filing from filings f where account = ${account} and about is null
      and (not exists (select from last) or (sent_at, filing) < (select sent_at, filing from last))
    order by sent_at desc, filing desc limit ${pageMax + 1}`.execute(db.kysely)
  const filings = rows.slice(0, pageMax).map(({ filing }) => filing)
  return { filings, older: rows.length > pageMax ? filings.at(-1) : undefined }
}

const pageMax = 20

/** Those of them that are the account's, newest first. */
export function listFilings({ db }: FilingSource, session: OpenSession, filings: readonly string[]) {
  return listWhere({ db }, session, sql<boolean>`filing = any(${filings}::text[])`)
}

/** What answered one of them, newest first. */
export function listReplies({ db }: FilingSource, session: OpenSession, about: string) {
  return listWhere({ db }, session, sql<boolean>`about = ${about}`)
}

async function listWhere(
  { db }: FilingSource,
  session: OpenSession,
  which: RawBuilder<boolean>,
): Promise<readonly ShownFiling[]> {
  const rows = await db.kysely
    .selectFrom('filings')
    .selectAll()
    .where('account', '=', session.account)
    .where(which)
    .orderBy('sent_at', 'desc')
    .orderBy('filing', 'desc')
    .limit(shownMax)
    .execute()
  const events = await db.kysely
    .selectFrom('filing_events')
    .selectAll()
    .where(sql<boolean>`filing = any(${rows.map(({ filing }) => filing)}::text[])`)
    .orderBy('number')
    .execute()
  const byFiling = Map.groupBy(events, ({ filing }) => filing)
  return Promise.all(rows.map((row) => openFiling(session, row, byFiling.get(row.filing) ?? [])))
}

const shownMax = 200

export type FilingSource = Pick<Ground, 'db'>

/** One of them. Throws FILING_NOT_THERE, also for anybody else's. */
export async function getFiling({ db }: FilingSource, session: OpenSession, filing: string): Promise<ShownFiling> {
  const row = await db.kysely
    .selectFrom('filings')
    .selectAll()
    .where('filing', '=', filing)
    .where('account', '=', session.account)
    .executeTakeFirst()
  if (row === undefined) throw new AppError('FILING_NOT_THERE', 'The account has no such filing.')
  return openFiling(session, row, await listEvents({ db }, filing))
}

function listEvents({ db }: Pick<Ground, 'db'>, filing: string): Promise<EventRow[]> {
  return db.kysely.selectFrom('filing_events').selectAll().where('filing', '=', filing).orderBy('number').execute()
}

async function openFiling(session: OpenSession, row: Row, events: readonly EventRow[]): Promise<ShownFiling> {
  const { filing, state, reason, draft, sealed } = row
  const sent = {
    state,
    reason: reason ?? undefined,
    draft: draft ?? undefined,
    agency: row.agency,
    sentAt: row.sent_at,
    filedAt: row.filed_at ?? undefined,
  }
  if (sealed === null || row.vault !== session.vault)
    return { filing, sent, about: undefined, events: [], isWhole: false }
  const about = openAbout(session, { id: filing, closed: new Uint8Array(sealed) }) as FilingAbout
  const key = await deriveReaderKey(session.vaultKey, filing)
  const filingDigest = base64url.encode(new Uint8Array(row.filing_digest))
  const opened = await Promise.all(events.map((event) => openEvent(event, { filingDigest, key })))
  const isWhole = opened.every((one, at) => isNext(one, opened[at - 1], at))
  return { filing, sent, about, events: opened.flatMap(({ event }) => event ?? []), isWhole }
}

type Opened = {
  readonly event: ShownEvent | undefined
  readonly number: number
  readonly previous: string
  readonly digest: string
}

/** Whether it stands right behind the one before, by its number and by what it names. */
function isNext({ event, number, previous }: Opened, before: Opened | undefined, at: number): boolean {
  return event !== undefined && number === at && previous === (before === undefined ? noCaseEvent : before.digest)
}

type Opening = { readonly filingDigest: string; readonly key: ReaderKey }

async function openEvent(
  { filing, number, envelope, told_at: toldAt }: EventRow,
  { filingDigest, key }: Opening,
): Promise<Opened> {
  const { body, payload } = readCaseEvent(new Uint8Array(envelope))
  const digest = digestCaseEvent(body, payload)
  const opened = await openCaseEvent({ sealed: payload, key, place: { filing, filingDigest, number } })
  const parsed = opened.ok ? caseEvent.safeParse(opened.value) : undefined
  const isHere = parsed?.success === true && parsed.data.filing === filing && parsed.data.number === number
  return {
    event: isHere ? { ...parsed.data, toldAt } : undefined,
    ...{ number, digest, previous: body.previous },
  }
}

type Proof = {
  readonly filing: Uint8Array
  readonly event: Uint8Array
  /** The network's as of then; of what was taken before those were kept there is none. */
  readonly directory: Uint8Array | undefined
}

/** What a receipt is made of: what we signed, and the first event as its agency signed it. Undefined before there is one. */
export async function findProof(
  { db }: FilingSource,
  session: OpenSession,
  filing: string,
): Promise<Proof | undefined> {
  const row = await db.kysely
    .selectFrom('filings as f')
    .innerJoin('filing_events as e', 'e.filing', 'f.filing')
    .leftJoin('kept_directories as d', 'd.digest', 'f.directory')
    .select(['f.content', 'e.envelope', 'd.file'])
    .where('f.filing', '=', filing)
    .where('f.account', '=', session.account)
    .where('e.number', '=', 0)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { content, envelope, file } = row
  return {
    filing: new Uint8Array(content),
    event: new Uint8Array(envelope),
    directory: file === null ? undefined : new Uint8Array(file),
  }
}
