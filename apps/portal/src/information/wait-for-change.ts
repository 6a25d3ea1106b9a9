import type { Turnstile } from '@madoguchi/delivery'
import { AppError, base64url, secondMs, sha256, utf8 } from '@madoguchi/kit'
import type { Network } from '../shell/network.ts'
import type { Session } from '../shell/visitor.ts'
import type { InquiryView, RequestSources, RequestView } from './find-request.ts'
import { findRequest } from './find-request.ts'
import { isOpen } from './state.ts'

const listenMs = 20 * secondMs
/**
 * Answers of many agencies come in a burst. The first that can be opened is told at once; after it, whoever waits is told
 * when all are there, or of those that came in so long.
 */
const gatherMs = 250

type Line = Pick<InquiryView, 'exchange' | 'state' | 'canOpen'>

/** Names what a list shows, in whatever order: another name as soon as one of its lines is another. */
export function versionOf({ inquiries }: { readonly inquiries: readonly Line[] }): string {
  const lines = inquiries.map(({ exchange, state, canOpen }) => `${exchange} ${state} ${canOpen}`)
  return base64url.encode(sha256(utf8.encode(lines.sort().join('\n')))).slice(0, 16)
}

/**
 * The request as soon as it is another than the one of that version, or as it is after twenty seconds; undefined where it
 * is not this account's. Each wait looks again and again, so an account has places for a few. Throws TOO_MANY.
 */
export type WaitForChange = (
  session: Session,
  wanted: { request: string; seen: string | null },
) => Promise<RequestView | undefined>

/** `listening`: who waits for answers in this process, by account. */
export function makeWaitForChange(
  reading: RequestSources,
  { waiters }: Pick<Network, 'waiters'>,
  listening: Turnstile,
): WaitForChange {
  return async (session, { request, seen }) => {
    using place = listening.enter(session.account)
    if (place === undefined) throw new AppError('TOO_MANY', 'An account waits for answers in more windows than it may.')
    let last: RequestView | undefined
    await waiters.waitFor({
      name: request,
      timeoutMs: listenMs,
      gather: () => ({ ms: last?.inquiries.some(({ canOpen }) => canOpen) ? gatherMs : 0, count: countOpen(last) }),
      look: async () => {
        last = await findRequest(reading, session, request)
        return last !== undefined && versionOf(last) === seen ? undefined : 'changed'
      },
    })
    return last
  }
}

function countOpen(view: RequestView | undefined): number {
  return view?.inquiries.filter(({ state }) => isOpen(state)).length ?? 0
}
