import type { Verdict } from '@madoguchi/kit'
import { dayMs, no, ok } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { instant, municipalityCode, procedureId, readerKey, text } from '../fields.ts'
import { isReaderKey } from '../seal.ts'

/** How it can be handed in at this municipality. */
const offerWays = ['online', 'print', 'visit'] as const

const counterId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

const counter = z.strictObject({
  id: counterId,
  name: text(60),
  place: text(120),
  hours: text(120),
  phone: text(40),
})

/** A paper that is sent with a filing: 母子手帳の写し. */
const paper = z.strictObject({
  id: z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/),
  name: text(60),
  /** Who needs it, in words. */
  when: text(120).optional(),
  isRequired: z.boolean(),
})

/** How it is filed by the portal. */
const online = z.strictObject({
  /** Whether it counts as handed in once the portal has it (提出), or once the agency has it (到達): for what has a last day. */
  intake: z.enum(['at-portal', 'at-agency']),
  papers: z.array(paper).max(20).optional(),
})

/** What filings to this municipality are sealed to, and until when. */
const filingKey = z.strictObject({ key: readerKey, until: instant })

const offer = z.strictObject({
  procedure: procedureId,
  /** Whom the printed form is addressed to: みほん市長. */
  addressee: text(60),
  ways: z.array(z.enum(offerWays)).min(1).max(offerWays.length),
  /** What is particular to this municipality. */
  notes: text(600).optional(),
  /** Until when, where it differs from what the law says everywhere. */
  deadline: text(200).optional(),
  /** Ids of the counters above. */
  counters: z.array(counterId).max(10),
  /** The municipality's own page about it. */
  url: z
    .string()
    .regex(/^https:\/\/[!-~]{1,240}$/)
    .optional(),
  /** Only where `ways` has `online`; lists of before that had the way have nothing more to say of it. */
  online: online.optional(),
})

export const offers = defineMessage({
  name: 'offers',
  purpose: 'A municipality tells a portal what it offers, the whole list; a later version replaces an earlier one.',
  from: ['agency'],
  to: ['portal'],
  body: z.strictObject({
    municipality: municipalityCode,
    version: z.int().min(1),
    counters: z.array(counter).max(60),
    offers: z.array(offer).max(300),
    /** The one that lasts longest is sealed to; the others are for what is on its way. */
    filingKeys: z.array(filingKey).max(4).optional(),
  }),
  lifetimeMs: 7 * dayMs,
  refusals: {
    OFFERS_NOT_YOURS: 'The directory does not call the sender this municipality.',
    OFFERS_INCONSISTENT:
      'A procedure, a way, a counter, a paper or a key stands there twice, an offer names no counter of the list, or it is filed online without that way or a key.',
  },
})

export type OfferList = z.infer<typeof offers.body>
export type Offer = OfferList['offers'][number]
export type OfferCounter = OfferList['counters'][number]

/** What no schema says: sender and receiver both ask it. */
export function checkOfferList(
  list: Pick<OfferList, 'counters' | 'offers' | 'filingKeys'>,
): Verdict<undefined, 'OFFERS_INCONSISTENT'> {
  const ids = list.counters.map(({ id }) => id)
  const procedures = list.offers.map(({ procedure }) => procedure)
  const known = new Set(ids)
  const keys = (list.filingKeys ?? []).map(({ key }) => key)
  const isConsistent =
    isOnceEach(ids) &&
    isOnceEach(procedures) &&
    isOnceEach(keys) &&
    keys.every(isReaderKey) &&
    list.offers.every((one) => isOnlineWhole(one, keys.length > 0)) &&
    list.offers.every(
      ({ counters, ways }) => isOnceEach(counters) && isOnceEach(ways) && counters.every((id) => known.has(id)),
    )
  return isConsistent ? ok(undefined) : no('OFFERS_INCONSISTENT')
}

function isOnlineWhole({ ways, online }: Offer, hasKey: boolean): boolean {
  if (online === undefined) return true
  return hasKey && ways.includes('online') && isOnceEach((online.papers ?? []).map(({ id }) => id))
}

function isOnceEach(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}
