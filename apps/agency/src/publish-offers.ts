import { isDeepStrictEqual } from 'node:util'
import type { Delivery } from '@madoguchi/delivery'
import type { Verdict } from '@madoguchi/kit'
import { dayMs, no, ok } from '@madoguchi/kit'
import type { DirectoryView, OfferList } from '@madoguchi/messages'
import { checkOfferList, dropDirectionMarks, findDirectionMark, messageLimits, messages } from '@madoguchi/messages'
import { sql } from 'kysely'
import type { OfferCode } from './errors.ts'
import { listFilingKeys } from './filings/filing-keys.ts'
import type { AgencyTables } from './tables.ts'

/** What the file of a municipality says; version, code and the keys for filings are added here. */
export type Offering = Pick<OfferList, 'counters' | 'offers'>

export type Published = {
  readonly version: number
  readonly offerCount: number
  /** How many portals are told; none where nothing has changed and only a change was to be told. */
  readonly portalCount: number
}

export type OfferOrder = {
  /** Without it what was published last goes out again, for a portal that came later. */
  readonly offering?: unknown
  readonly skipsUnchanged?: boolean
}

const livesMs = 7 * dayMs

/**
 * Tells every portal of the directory what this municipality offers, and notes it in the same transaction. The version is one more than the last or
 * the seconds since 1970, whichever is larger: a database that was put back from a backup does not go back with it.
 */
export async function publishOffers(
  { self, delivery, directory }: { self: string; delivery: Delivery<AgencyTables>; directory: DirectoryView },
  { offering, skipsUnchanged = false }: OfferOrder = {},
): Promise<Verdict<Published, OfferCode>> {
  const party = directory.find(self)
  const code = party?.kinds.includes('municipality') === true ? party.municipality : undefined
  if (code === undefined) return no('OFFERS_NO_MUNICIPALITY')
  const portals = directory.ofKind('portal').map(({ id }) => id)
  return delivery.transact(async (work): Promise<Verdict<Published, OfferCode>> => {
    // Two who publish at the same time: the second waits, and has the larger version.
    await sql`select pg_advisory_xact_lock(hashtext('published_offers'))`.execute(work.tx)
    const last = await work.tx.selectFrom('published_offers').selectAll().executeTakeFirst()
    if (offering === undefined && last === undefined) return no('OFFERS_NONE')
    const version = Math.max((last?.version ?? 0) + 1, Math.floor(work.at.getTime() / 1000))
    const keys = await listFilingKeys(work.tx, work.at)
    const filingKeys = keys.map(({ public_key: key, ends_at }) => ({ key, until: ends_at.toISOString() }))
    const checked = checkOffering(offering === undefined ? offeringOf(last?.list) : offering, {
      municipality: code,
      version,
      ...(filingKeys.length === 0 ? {} : { filingKeys }),
    })
    if (!checked.ok) return checked
    const { municipality, version: _, ...list } = checked.value
    const { offers } = list
    if (skipsUnchanged && last !== undefined && isDeepStrictEqual(last.list, list))
      return ok({ version: last.version, offerCount: offers.length, portalCount: 0 })
    const row = { version, list: JSON.stringify(list), published_at: work.at }
    await work.tx
      .insertInto('published_offers')
      .values({ municipality, ...row })
      .onConflict((conflict) => conflict.column('municipality').doUpdateSet(row))
      .execute()
    const notAfter = work.at.getTime() + livesMs
    for (const to of portals) work.post({ name: 'offers', to, body: checked.value, notAfter })
    return ok({ version, offerCount: offers.length, portalCount: portals.length })
  })
}

/** Whether a portal would take it: form, sense and size. `at`: where the form is wrong, as a path. */
export function checkOffering(
  offering: unknown,
  of: Pick<OfferList, 'municipality' | 'version' | 'filingKeys'>,
): Verdict<OfferList, 'OFFERS_MALFORMED' | 'OFFERS_INCONSISTENT' | 'OFFERS_TOO_LARGE'> {
  const isObject = typeof offering === 'object' && offering !== null
  // Keys are made here and nowhere else: nobody may have filings sealed to one of theirs.
  if (isObject && 'filingKeys' in offering) return no('OFFERS_MALFORMED', { at: 'filingKeys' })
  const read = messages.offers.body.safeParse(isObject ? { ...offering, ...of } : offering)
  if (!read.success) return no('OFFERS_MALFORMED', { at: read.error.issues[0]?.path.join('.') ?? '' })
  const at = findDirectionMark(read.data)
  if (at !== undefined) return no('OFFERS_MALFORMED', { at })
  const sense = checkOfferList(read.data)
  if (!sense.ok) return sense
  const sizeBytes = Buffer.byteLength(JSON.stringify(read.data))
  return sizeBytes > messageLimits.bodySizeBytesMax ? no('OFFERS_TOO_LARGE', { sizeBytes }) : ok(read.data)
}

/** What was published, without what is added each time anew. */
function offeringOf(list: unknown): unknown {
  const { filingKeys: _, ...offering } = dropDirectionMarks(list) as { filingKeys?: unknown }
  return offering
}
