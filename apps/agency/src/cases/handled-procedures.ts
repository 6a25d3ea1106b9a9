import { AppError } from '@madoguchi/kit'
import { z } from 'zod'

/** How this agency handles a 手続 that comes over the network. */
export type Handling = {
  /** The affair whose officers see and decide it, and under which questions are asked for it. */
  readonly affair: string
  /** 標準処理期間 in business days, as the agency publishes it (行政手続法6条). */
  readonly standardDays: number
  /** Who looks at a decision again (審査請求). */
  readonly reviewedBy: (typeof reviewers)[number]
  /** Whether a second officer confirms each decision before anybody hears of it. */
  readonly decidedBy: (typeof deciders)[number]
}

/** Says how a procedure is handled, for every one that may come. */
export type FindHandling = (procedure: string) => Handling

/**
 * Most often the head of the municipality (行政不服審査法4条); of what it does for the nation the governor (地方自治法255条の2); about 要介護認定 a
 * board of the prefecture, before which nobody sues (介護保険法183条, 196条).
 */
const reviewers = ['head', 'governor', 'care-board'] as const
const deciders = ['one', 'two'] as const

/** As it is where an agency says nothing else. What no affair of the network is for belongs to one of the agency's own, `filings`. */
const usual: Handling = { affair: 'filings', standardDays: 20, reviewedBy: 'head', decidedBy: 'one' }
const usually: Readonly<Record<string, Handling>> = {
  'child-allowance-claim': { ...usual, affair: 'child-allowance', reviewedBy: 'governor' },
  'long-term-care-certification': {
    ...{ affair: 'long-term-care-insurance', standardDays: 20 },
    ...{ reviewedBy: 'care-board', decidedBy: 'two' },
  },
  'pregnancy-notification': { ...usual, standardDays: 5 },
  'dog-registration': { ...usual, standardDays: 5 },
}

const word = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/)

/** The file of an agency: of a procedure only what is otherwise here. A year of business days is the most that it may say. */
const handledFile = z.record(
  word,
  z.strictObject({
    affair: word.optional(),
    standardDays: z.int().min(1).max(250).optional(),
    reviewedBy: z.enum(reviewers).optional(),
    decidedBy: z.enum(deciders).optional(),
  }),
)

export type OwnHandlings = z.infer<typeof handledFile>

/** Reads what an agency sets itself. Throws on what is no such file. */
export function readHandlings(text: string): OwnHandlings {
  return handledFile.parse(JSON.parse(text))
}

/**
 * What is not set is as usual. Throws AppError CONFIG_INVALID for an affair that is none: in it nobody has a role, and no officer would see
 * the case.
 */
export function makeFindHandling(own: OwnHandlings, isAffair: (affair: string) => boolean): FindHandling {
  for (const [procedure, { affair }] of Object.entries(own))
    if (affair !== undefined && !isAffair(affair))
      throw new AppError('CONFIG_INVALID', `MADOGUCHI_HANDLING_FILE has ${procedure} in ${affair}, which is no affair.`)
  return (procedure) => {
    const theirs = Object.hasOwn(own, procedure) ? own[procedure] : undefined
    const ours = (Object.hasOwn(usually, procedure) ? usually[procedure] : undefined) ?? usual
    return {
      affair: theirs?.affair ?? ours.affair,
      standardDays: theirs?.standardDays ?? ours.standardDays,
      reviewedBy: theirs?.reviewedBy ?? ours.reviewedBy,
      decidedBy: theirs?.decidedBy ?? ours.decidedBy,
    }
  }
}
