import type { Datum, DescribedDatum, Layout } from '@madoguchi/facts'
import { describeDatum, readDatum } from '@madoguchi/facts'
import type { Log, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { PartyView } from '@madoguchi/messages'
import { deriveReaderKey, openAnswer } from '@madoguchi/messages'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { OpenSession } from '../shell/visitor.ts'

export type ShownAnswer = {
  readonly exchange: string
  readonly provider: string
  readonly agency: PartyView
  readonly arrivedAt: Date
  readonly datum: Datum
  /** Undefined: of facts that are not held here. It is shown as it came, and nothing else is made of it. */
  readonly layout: Layout | undefined
  readonly described: DescribedDatum
}

export type AnswerCode = 'ANSWER_NOT_THERE' | 'ANSWER_OTHER_CARD' | 'ANSWER_BROKEN'

/** What answers are opened with: who is called how, and whose signature counts. */
export type Opening = Pick<Ground, 'db' | 'log'> &
  Pick<Network, 'directory' | 'facts'> & { readonly delivery: Pick<Network['delivery'], 'verifier'> }

/** As `openAnswers`, for one. */
export async function openOneAnswer(
  opening: Opening,
  session: OpenSession,
  exchange: string,
): Promise<Verdict<ShownAnswer, AnswerCode>> {
  const [opened = no('ANSWER_NOT_THERE')] = await openAnswers(opening, session, [exchange])
  return opened
}

/** Those answers of a request that are there and open, in the order given; each of the others says why not. */
export async function openAnswers(
  opening: Opening,
  session: OpenSession,
  exchanges: readonly string[],
): Promise<readonly Verdict<ShownAnswer, AnswerCode>[]> {
  const rows = await opening.db.kysely
    .selectFrom('inquiries')
    .select(['exchange', 'sealed', 'vault', 'ask_digest', 'provider', 'type', 'changed_at', 'closed_at'])
    .where(sql<boolean>`exchange = any(${exchanges}::text[])`)
    .where('account', '=', session.account)
    .execute()
  const byExchange = new Map(rows.map((row) => [row.exchange, row]))
  return Promise.all(exchanges.map((exchange) => openRow(opening, session, byExchange.get(exchange))))
}

/**
 * The answers of a request of this account that this session's card opens, in the order of its list, or those named of
 * them; one statement. Undefined where there is no such request, or nothing of those names in it.
 */
export async function openRequestAnswers(
  opening: Opening,
  session: OpenSession,
  { request, exchanges = null }: { request: string; exchanges?: readonly string[] | null | undefined },
): Promise<{ createdAt: Date; answers: readonly Verdict<ShownAnswer, AnswerCode>[] } | undefined> {
  const { rows } = await sql<Row & { created_at: Date }>`
    select i.exchange, i.sealed, i.vault, i.ask_digest, i.provider, i.type, i.changed_at, i.closed_at, r.created_at
    from inquiries i join requests r on r.request = i.request
    where i.request = ${request} and i.account = ${session.account} and r.account = ${session.account}
      and r.deleted_at is null and (${exchanges}::text[] is null or i.exchange = any(${exchanges}::text[]))
    order by i.asked_at, i.type, i.provider`.execute(opening.db.kysely)
  const [first] = rows
  const openable = rows.filter(({ sealed, vault }) => sealed !== null && vault === session.vault)
  return (
    first && {
      createdAt: first.created_at,
      answers: await Promise.all(openable.map((row) => openRow(opening, session, row))),
    }
  )
}

type Row = Pick<
  Selectable<PortalTables['inquiries']>,
  'exchange' | 'sealed' | 'vault' | 'ask_digest' | 'provider' | 'type' | 'changed_at' | 'closed_at'
>

/**
 * Opens one answer with the vault of a live session. It must be this account's, sealed to this exchange and this ask,
 * signed by the provider that was asked, about the type that was asked for, and in its layout where we know it.
 */
async function openRow(
  { directory, facts, delivery, log }: Omit<Opening, 'db'>,
  session: OpenSession,
  row: Row | undefined,
): Promise<Verdict<ShownAnswer, AnswerCode>> {
  if (row === undefined || row.sealed === null) return no('ANSWER_NOT_THERE')
  if (row.vault !== session.vault) return no('ANSWER_OTHER_CARD')
  const { exchange } = row
  const opened = await openAnswer({
    sealed: new Uint8Array(row.sealed),
    readerKey: await deriveReaderKey(session.vaultKey, exchange),
    exchange,
    askDigest: new Uint8Array(row.ask_digest),
    provider: row.provider,
    verifier: delivery.verifier,
    // As of when the core closed it: the provider may have changed its key since.
    at: row.closed_at !== null && row.closed_at < row.changed_at ? row.closed_at : row.changed_at,
  })
  if (!opened.ok)
    return refuse(log, { exchange, provider: row.provider, reason: String(opened.facts.reason ?? opened.code) })
  const datum = readDatum(opened.value.datum, facts)
  if (!datum.ok) return refuse(log, { exchange, provider: row.provider, reason: datum.code })
  const isAsked = datum.value.type === row.type && datum.value.source === row.provider
  if (!isAsked) return refuse(log, { exchange, provider: row.provider, reason: 'OTHER_TYPE' })
  const agency = directory.describeParty(row.provider)
  return ok({
    exchange,
    provider: row.provider,
    arrivedAt: row.changed_at,
    datum: datum.value,
    layout: facts.findLayout(datum.value.type, datum.value.layout),
    agency,
    described: describeDatum(datum.value, facts, agency.name),
  })
}

function refuse(log: Log, facts: { exchange: string; provider: string; reason: string }) {
  log.error('ANSWER_BROKEN', facts)
  return no('ANSWER_BROKEN' as const, { exchange: facts.exchange })
}
