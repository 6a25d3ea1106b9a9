import { type Bytes, base64url } from '@madoguchi/kit'
import { getWaiter } from './get-waiter.ts'
import type { Printer, Prints } from './limits/prints.ts'
import type { Visit } from './visit.ts'

/** Where documents wait to be printed, and how many proxies of ours stand between us and whoever asks. */
export type Queues = { readonly prints: Prints; readonly proxyHops: number }

type Owned = { readonly owner: { readonly kind: 'account' } | { readonly kind: 'browser'; readonly hash: Bytes } }

/** Prints a draft that is open to whoever visits: that it is this browser's was found out before. */
export function getFillPrinter(visit: Visit, { draft }: { readonly draft: Owned }, queues: Queues): Printer {
  const { owner } = draft
  return getPrinter(visit, queues, owner.kind === 'browser' ? base64url.encode(owner.hash) : undefined)
}

/** Prints what is anybody's, or what is made for a browser: `browser` is a name that we gave it. */
export function getPrinter(visit: Visit, queues: Queues, browser?: string): Printer {
  const { session } = visit
  return session === undefined
    ? queues.prints.forStranger(getWaiter(visit, queues, browser))
    : queues.prints.forCitizen(session.account)
}
