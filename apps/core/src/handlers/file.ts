import type { Handler, Work } from '@madoguchi/delivery'
import type { Bytes, Random, Verdict } from '@madoguchi/kit'
import { base64url, dayMs, equalBytes, hex, minuteMs, no, ok } from '@madoguchi/kit'
import type { DirectoryView, FilingRefusal, Received, Verifier } from '@madoguchi/messages'
import { openEnclosure } from '@madoguchi/messages'
import { sql } from 'kysely'
import { insertFilings } from '../filings.ts'
import { appendLinks } from '../ledger.ts'
import type { LinkCodes } from '../link-codes.ts'
import { insertAssigned } from '../mandates.ts'
import type { CoreTables } from '../tables.ts'

type Sent = { readonly message: Received<'file'>; readonly filing: Received<'filing'>; readonly personId: Bytes }
type Judged = { readonly sent: Sent; readonly refusal: FilingRefusal | undefined }
type Deps = { linkCodes: LinkCodes; directory: DirectoryView; verifier: Verifier; random: Random }

const wordsLiveMs = 30 * dayMs
/**
 * By so much a portal's clock may be ahead of ours or behind: what it calls the moment of sending is compared with a mandate's life,
 * which we wrote by ours. It gives nobody anything: the moment is the portal's word alone, and one that lies would name a better one.
 */
const clocksApartMs = 10 * minuteMs
/** No message lives longer, so that none that is true says an older moment. */
const oldestMs = 31 * dayMs

/**
 * 申請: writes a filing into the ledger and hands it on, with the agency's own code for who filed; all of it in one transaction.
 * What a citizen can be told of a filing that does not stand is told (`filing-noted`), and is no refusal of the message.
 */
export function makeFile(deps: Deps): Handler<CoreTables, 'file'> {
  return async (work, messages) => {
    const read = messages.map((message) => readSent(message, work.at, deps))
    const first = new Map<string, Sent>()
    for (const sent of read)
      if (sent.ok && !first.has(sent.value.filing.body.filing)) first.set(sent.value.filing.body.filing, sent.value)
    const fresh = await findFresh(work, [...first.values()], deps)
    for (const { sent, refusal } of fresh) if (refusal !== undefined) tell(work, sent, refusal)
    await take(
      work,
      fresh.flatMap(({ sent, refusal }) => (refusal === undefined ? [sent] : [])),
      deps,
    )
    const handled = new Set<unknown>(fresh.map(({ sent }) => sent.message))
    return read.map((sent) => {
      if (!sent.ok) return sent.code
      return handled.has(sent.value.message) ? undefined : 'FILING_REPEATED'
    })
  }
}

type SentCode = 'MESSAGE_ENCLOSURE' | 'FILING_MISMATCH' | 'LINK_CODE_INVALID'

function readSent(message: Received<'file'>, at: Date, deps: Deps): Verdict<Sent, SentCode> {
  const opened = openEnclosure({ message, name: 'filing', verifier: deps.verifier, at })
  if (!opened.ok) return opened
  const filing = opened.value
  const { body, from } = message
  // Another filing than the one that the sender signed for: a carrier may have put it there, and the right one may come.
  if (!equalBytes(filing.digest, base64url.decode(body.filingDigest))) return no('MESSAGE_ENCLOSURE')
  const aheadOfUsMs = Date.parse(body.sentAt) - at.getTime()
  const fits =
    filing.from === from &&
    filing.body.filing === body.filing &&
    filing.body.about !== body.filing &&
    filing.notAfter === message.notAfter &&
    aheadOfUsMs <= clocksApartMs &&
    aheadOfUsMs >= -oldestMs
  if (!fits) return no('FILING_MISMATCH')
  const personId = deps.linkCodes.decode(from, body.linkCode)
  return personId === undefined ? no('LINK_CODE_INVALID') : ok({ message, filing, personId })
}

/** What we hold about a filing that came: its mandate only where that lived when it was sent, by one clock or the other. */
type Standing = { readonly is_used: boolean; readonly has_mandate: boolean; readonly has_case: boolean }

/** Those whose id was never used before, each with why it is not filed. */
async function findFresh(work: Work<CoreTables>, sent: readonly Sent[], { directory }: Deps): Promise<Judged[]> {
  const standings = await findStandings(work, sent)
  return sent.flatMap((one, i): Judged[] => {
    const { is_used, has_mandate, has_case } = standings[i] as Standing
    if (is_used) return []
    const agency = directory.find(one.filing.to)
    const takes = agency?.kind === 'agency' && agency.takesFilings === true
    if (!takes) return [{ sent: one, refusal: 'NO_FILINGS_THERE' }]
    if (!has_mandate) return [{ sent: one, refusal: 'MANDATE_ENDED' }]
    return [{ sent: one, refusal: has_case ? undefined : 'CASE_UNKNOWN' }]
  })
}

/** In the order of what was sent, by one statement that looks each row up by itself, as `findStandings` of questions does. */
async function findStandings(work: Work<CoreTables>, sent: readonly Sent[]): Promise<Standing[]> {
  if (sent.length === 0) return []
  const apart = sql`${clocksApartMs}::float8 * interval '1 millisecond'`
  const { rows } = await sql<Standing>`
    select f.found is not null as is_used, m.found is not null as has_mandate,
      t.about is null or a.found is not null as has_case
    from unnest((select ${sent.map(({ message }) => message.body.filing)}::text[]),
      (select ${sent.map(({ message }) => message.from)}::text[]), (select ${sent.map(({ filing }) => filing.to)}::text[]),
      (select ${sent.map(({ personId }) => hex.encode(personId))}::text[]),
      (select ${sent.map(({ message }) => message.body.mandate)}::text[]),
      (select ${sent.map(({ message }) => new Date(message.body.sentAt))}::timestamptz[]),
      (select ${sent.map(({ filing }) => filing.body.about ?? null)}::text[]))
      with ordinality as t (filing, portal, agency, person, mandate, sent_at, about, place)
    left join lateral (select true as found from filings where filing_id = t.filing limit 1) f on true
    left join lateral (
      select true as found from mandates
      where mandate_id = t.mandate and party = t.portal and person_id = decode(t.person, 'hex')
        and t.sent_at >= granted_at - ${apart} and t.sent_at < expires_at + ${apart}
        and t.sent_at <= coalesce(ended_at, expires_at) + ${apart} limit 1) m on true
    left join lateral (
      select true as found from filings
      where filing_id = t.about and agency = t.agency and person_id = decode(t.person, 'hex') limit 1) a on true
    order by t.place`.execute(work.tx)
  return rows
}

/** Ledger, the agency's code where it had none, and the words to both. */
async function take(work: Work<CoreTables>, sent: readonly Sent[], { linkCodes, random }: Deps): Promise<void> {
  if (sent.length === 0) return
  const { write, at, post } = work
  const filedAt = at.toISOString()
  write(
    insertFilings(
      sent.map(({ filing, personId }) => ({
        ...{ filing: filing.body.filing, personId, portal: filing.from, agency: filing.to, about: filing.body.about },
        digest: filing.digest,
      })),
      at,
    ),
  )
  write(
    insertAssigned(
      sent.map(({ filing, personId }) => ({ party: filing.to, personId })),
      at,
    ),
  )
  await appendLinks(
    work,
    sent.map(({ filing, personId }) => ({
      personId,
      isHidden: false,
      record: {
        kind: 'filed',
        ...{ filing: filing.body.filing, at: filedAt, portal: filing.from, agency: filing.to },
        filingDigest: hex.encode(filing.digest),
        ...(filing.body.about === undefined ? {} : { about: filing.body.about }),
      },
    })),
    random,
  )
  for (const one of sent) {
    const { filing, personId } = one
    post({
      name: 'filed',
      to: filing.to,
      body: {
        filing: filing.body.filing,
        filerCode: linkCodes.encode(filing.to, personId),
        ...{ portal: filing.from, filedAt, filingDigest: base64url.encode(filing.digest) },
      },
      enclosures: [filing.bytes],
      notAfter: at.getTime() + wordsLiveMs,
    })
    tell(work, one)
  }
}

/** The word to the portal: it stands in the ledger, or why it does not. */
function tell({ post, at }: Work<CoreTables>, { message }: Sent, reason?: FilingRefusal): void {
  const { filing } = message.body
  post({
    name: 'filing-noted',
    to: message.from,
    body: {
      ...{ filing, outcome: reason === undefined ? 'filed' : 'refused', filedAt: at.toISOString() },
      ...(reason === undefined ? {} : { reason }),
    },
    notAfter: at.getTime() + wordsLiveMs,
  })
}
