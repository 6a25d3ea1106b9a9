import type { InformationTypeId } from '@madoguchi/catalogue'
import { isInformationTypeId } from '@madoguchi/catalogue'
import type { Verdict } from '@madoguchi/kit'
import { AppError, dayMs, hex, makeId, no, ok } from '@madoguchi/kit'
import type { ComposedInquiry, Inquiry } from '@madoguchi/messages'
import { composeInquiries, deriveReaderKey } from '@madoguchi/messages'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { writeActivity } from '../activity/activity.ts'
import type { OpenSession } from '../session/session.ts'
import type { PortalTables } from '../tables.ts'
import type { World } from '../world.ts'

const affair = 'self-information'
const lifetimeMs = 7 * dayMs
/** What we tell a program that is turned away because too much waits: an agency that is down is seldom back sooner. */
const retryAfterS = 300

export type AskCode = 'TYPES_MISSING' | 'TYPE_NOT_CONNECTED' | 'TOO_MANY' | 'REQUEST_WAITS'

/**
 * Asks for the chosen types: one inquiry for each type and agency that provides it, all signed as one batch and
 * committed with our own record of them. The reader key of each is made from the vault and its exchange id, so nobody
 * without the citizen's card reads what comes back. Gives the request's id; says REQUEST_WAITS, with nothing written,
 * when too much waits for the core or for the answers of an agency.
 */
export async function askForInformation(
  world: World,
  session: OpenSession,
  chosen: readonly string[],
): Promise<Verdict<string, AskCode>> {
  const { config, deps, delivery } = world
  const types = [...new Set(chosen)]
  if (types.length === 0) return no('TYPES_MISSING')
  if (!types.every(isInformationTypeId)) return no('TYPE_NOT_CONNECTED')
  const pairs = types.flatMap((type) => findProvidersOf(world, type).map((provider) => ({ type, provider })))
  if (types.some((type) => !pairs.some((pair) => pair.type === type))) return no('TYPE_NOT_CONNECTED')
  const crowded = await findCrowded(world, new Set(pairs.map(({ provider }) => provider)))
  if (crowded !== undefined) return no('REQUEST_WAITS', { to: crowded, retryAfterS })
  if (!world.limits.mayPass('request-by-account', session.account)) return no('TOO_MANY')
  const notAfter = deps.clock.now().getTime() + lifetimeMs
  const inquiries = await Promise.all(
    pairs.map(async ({ type, provider }): Promise<Inquiry> => {
      const exchange = makeId('exc', deps.random)
      const { publicKey: readerKey } = await deriveReaderKey(session.vaultKey, exchange)
      const body = { exchange, affair, type, readerKey }
      const { linkCode, mandate } = session
      return { body, core: config.core, provider, linkCode, mandate, notAfter }
    }),
  )
  const composed = composeInquiries({ from: config.self, key: deps.key, inquiries })
  const request = makeId('ask', deps.random)
  await delivery.transact(async (work) => {
    const { at, write, post } = work
    write(sql`insert into requests (request, account, created_at) values (${request}, ${session.account}, ${at})`)
    write(insertInquiries({ request, session, composed, inquiries, at }))
    writeActivity(work, session, { event: 'asked', at, count: inquiries.length })
    for (const { whom } of composed) post(whom)
  })
  for (const { provider } of pairs) world.unanswered.note(provider, 1)
  deps.log.info('ASKED', { request, inquiries: inquiries.length })
  return ok(request)
}

/** One statement for all, the same however many: PostgreSQL plans it once. */
function insertInquiries(options: {
  request: string
  session: OpenSession
  composed: readonly ComposedInquiry[]
  inquiries: readonly Inquiry[]
  at: Date
}): RawBuilder<unknown> {
  const { request, session, composed, inquiries, at } = options
  return sql`
    insert into inquiries (exchange, request, account, vault, type, provider, ask_digest, state, asked_at, not_after, changed_at)
    select exchange, ${request}, ${session.account}, ${session.vault}, type, provider, decode(ask_digest, 'hex'), 'asking', ${at}, not_after, ${at}
    from unnest(${inquiries.map(({ body }) => body.exchange)}::text[], ${inquiries.map(({ body }) => body.type)}::text[],
      ${inquiries.map(({ provider }) => provider)}::text[], ${composed.map(({ ask }) => hex.encode(ask.digest))}::text[],
      ${inquiries.map(({ notAfter }) => new Date(notAfter))}::timestamptz[]) as t (exchange, type, provider, ask_digest, not_after)`
}

/** The parties of today's directory that answer for a type. */
export function findProvidersOf(world: World, type: InformationTypeId): readonly string[] {
  return world.deps.directory.providersOf(type).map(({ id }) => id)
}

/** For whom so much waits already that nothing new may be begun: the core, or one of the providers. */
async function findCrowded(world: World, providers: ReadonlySet<string>): Promise<string | undefined> {
  const { config, delivery, unanswered, deps } = world
  try {
    await delivery.demandRoom(config.core)
    for (const provider of providers) await unanswered.demand(provider)
    return undefined
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'DELIVERY_BACKLOG_FULL') throw error
    deps.log.warn('ASK_TURNED_AWAY', error.facts)
    return String(error.facts.to)
  }
}

/** How many inquiries wait for an answer, by provider. */
export async function countUnanswered(db: Kysely<PortalTables>): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('inquiries')
    .select((is) => ['provider', is.fn.countAll<number>().as('open')])
    .where('state', 'in', ['asking', 'delayed'])
    .groupBy('provider')
    .execute()
  return new Map(rows.map(({ provider, open }) => [provider, open]))
}
