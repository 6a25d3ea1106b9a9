import type { Verdict } from '@madoguchi/kit'
import { dayMs, no, ok } from '@madoguchi/kit'
import { z } from 'zod'
import { defineMessage } from '../define-message.ts'
import { municipalityCode, procedureId, text } from '../fields.ts'

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
  }),
  lifetimeMs: 7 * dayMs,
  refusals: {
    OFFERS_NOT_YOURS: 'The directory does not call the sender this municipality.',
    OFFERS_INCONSISTENT:
      'A procedure, a way or a counter stands there twice, or an offer names no counter of the list.',
  },
})

export type OfferList = z.infer<typeof offers.body>
export type Offer = OfferList['offers'][number]
export type OfferCounter = OfferList['counters'][number]

/** What no schema says: sender and receiver both ask it. */
export function checkOfferList(
  list: Pick<OfferList, 'counters' | 'offers'>,
): Verdict<undefined, 'OFFERS_INCONSISTENT'> {
  const ids = list.counters.map(({ id }) => id)
  const procedures = list.offers.map(({ procedure }) => procedure)
  const known = new Set(ids)
  const isConsistent =
    isOnceEach(ids) &&
    isOnceEach(procedures) &&
    list.offers.every(
      ({ counters, ways }) => isOnceEach(counters) && isOnceEach(ways) && counters.every((id) => known.has(id)),
    )
  return isConsistent ? ok(undefined) : no('OFFERS_INCONSISTENT')
}

function isOnceEach(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}
