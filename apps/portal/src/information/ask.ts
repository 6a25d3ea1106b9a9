import type { Room } from '@madoguchi/delivery'
import type { InformationType, InformationTypeId } from '@madoguchi/facts'
import type { Verdict } from '@madoguchi/kit'
import { makeId, no, ok } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { writeActivity } from '../session/activity.ts'
import type { Ground } from '../shell/ground.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Network } from '../shell/network.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { composeAsks } from './compose-asks.ts'
import { countRequest } from './count-request.ts'
import { insertAsking, insertNotAsked, insertRequest } from './inquiries.ts'
import { splitByRoom } from './split-by-room.ts'
import { versionOf } from './wait-for-change.ts'

type AskCode = 'TYPES_MISSING' | 'TYPE_NOT_CONNECTED' | 'TOO_MANY' | 'REQUESTS_USED_UP' | 'REQUEST_WAITS'

/**
 * `version` is the one that its list has now, so that whoever waits for answers need not look first. `notAsked`: how many of
 * its questions wait to be asked again, since their agency owes too many answers.
 */
type RequestMade = { readonly request: string; readonly version: string; readonly notAsked: number }

/**
 * Asks for the chosen types: one inquiry for each type and agency that provides it, all signed as one batch and
 * committed with our own record of them. What an agency that owes too many answers would be asked is written down as not
 * asked (`askAgain`). Says REQUEST_WAITS, with nothing written, when too much waits for the core or for all of the agencies.
 */
export type AskForInformation = (
  session: OpenSession,
  chosen: readonly string[],
) => Promise<Verdict<RequestMade, AskCode>>

/** What asking goes by beside the ground and the network. */
export type Asking = {
  readonly limits: Counts
  readonly unanswered: Room
  /** This portal's party id. */
  readonly self: string
}

export function makeAskForInformation(
  { clock, random, log }: Omit<Ground, 'db'>,
  { core, delivery, directory, facts }: Omit<Network, 'waiters' | 'registry'>,
  { limits, unanswered, self }: Asking,
): AskForInformation {
  return async (session, chosen) => {
    const types = [...new Set(chosen)]
    if (types.length === 0) return no('TYPES_MISSING')
    const known = new Set(facts.listTypes().map(({ id }) => id))
    if (!types.every((type) => known.has(type))) return no('TYPE_NOT_CONNECTED')
    const questions = types.flatMap((type) =>
      findProvidersOf({ directory }, type).map((provider) => ({ exchange: makeId('exc', random), type, provider })),
    )
    if (types.some((type) => !questions.some((one) => one.type === type))) return no('TYPE_NOT_CONNECTED')
    const split = await splitByRoom({ core, delivery, unanswered, log }, questions)
    if (!split.ok) return split
    const counted = await countRequest(limits, session.account)
    if (!counted.ok) return counted
    const { free, crowded } = split.value
    const asks = await composeAsks({ clock, random, core, self }, session, free)
    const request = makeId('ask', random)
    await delivery.transact(async (work) => {
      const { at, write, post } = work
      write(insertRequest({ request, account: session.account, at }))
      write(insertAsking({ request, session, asks, at }))
      if (crowded.length > 0) write(insertNotAsked({ request, session, crowded, at }))
      writeActivity(work, session, { event: 'asked', at, count: asks.length })
      for (const { composed } of asks) post(composed.whom)
    })
    for (const { provider } of free) unanswered.note(provider, 1)
    log.info('ASKED', { request, inquiries: asks.length, notAsked: crowded.length })
    const version = versionOf({
      inquiries: [
        ...free.map(({ exchange }) => ({ exchange, state: 'asking', canOpen: false }) as const),
        ...crowded.map(({ exchange }) => ({ exchange, state: 'not-asked', canOpen: false }) as const),
      ],
    })
    return ok({ request, version, notAsked: crowded.length })
  }
}

/** The parties of today's directory that answer for a type. */
export function findProvidersOf({ directory }: Pick<Network, 'directory'>, type: InformationTypeId): readonly string[] {
  return directory.providersOf(type).map(({ id }) => id)
}

/** The type of that id, where it can be asked for now and somebody provides it. */
export function findProvided(network: Pick<Network, 'directory' | 'facts'>, id: string): InformationType | undefined {
  const type = network.facts.listTypes().find((one) => one.id === id)
  return type !== undefined && findProvidersOf(network, id).length > 0 ? type : undefined
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
