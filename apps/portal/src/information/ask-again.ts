import type { Verdict } from '@madoguchi/kit'
import { makeId, ok } from '@madoguchi/kit'
import { noteActivity } from '../session/activity.ts'
import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import type { OpenSession } from '../shell/visitor.ts'
import type { Asking } from './ask.ts'
import { composeAsks } from './compose-asks.ts'
import { countRequest } from './count-request.ts'
import { askLinesAgain } from './inquiries.ts'
import { splitByRoom } from './split-by-room.ts'

type AskedAgain = { readonly asked: number; readonly notAsked: number }

/**
 * Asks what of a request could not be asked before, and what is no longer kept, as far as its agencies have room now.
 * REQUEST_WAITS, with nothing changed, when none has. Two windows at once ask each question once.
 */
export type AskAgain = (
  session: OpenSession,
  request: string,
) => Promise<Verdict<AskedAgain, 'TOO_MANY' | 'REQUESTS_USED_UP' | 'REQUEST_WAITS'>>

export function makeAskAgain(
  { db, clock, random, log }: Ground,
  { core, delivery, waiters }: Omit<Network, 'directory' | 'facts' | 'registry'>,
  { limits, unanswered, self }: Asking,
): AskAgain {
  return async (session, request) => {
    const questions = await db.kysely
      .selectFrom('inquiries')
      .select(['exchange', 'type', 'provider'])
      .where('request', '=', request)
      .where('account', '=', session.account)
      .where('state', 'in', ['not-asked', 'no-longer-kept'])
      .execute()
    if (questions.length === 0) return ok({ asked: 0, notAsked: 0 })
    const split = await splitByRoom({ core, delivery, unanswered, log }, questions)
    if (!split.ok) return split
    const counted = await countRequest(limits, session.account)
    if (!counted.ok) return counted
    // An exchange is asked once: what was answered before gets another.
    const again = split.value.free.map((one) => ({ ...one, line: one.exchange, exchange: makeId('exc', random) }))
    const lines = new Map(again.map(({ exchange, line }) => [exchange, line]))
    const asks = await composeAsks({ clock, random, core, self }, session, again)
    const taken = await delivery.transact(async ({ tx, at, post, afterCommit }) => {
      const mine = await askLinesAgain(tx, { session, asks, lines, at })
      for (const { composed } of mine) post(composed.whom)
      if (mine.length > 0) await noteActivity(tx, session, { event: 'asked', at, count: mine.length })
      afterCommit(() => waiters.wake(request))
      return mine
    })
    for (const { question } of taken) unanswered.note(question.provider, 1)
    log.info('ASKED', { request, inquiries: taken.length, notAsked: split.value.crowded.length })
    return ok({ asked: taken.length, notAsked: split.value.crowded.length })
  }
}
