import { failureCopy } from '@madoguchi/card/protocol'
import { cardCopy } from './card-part.words.ja.ts'

export type CardWords = {
  readonly title: string
  readonly next: string
  readonly href: string
  readonly label: string
}

/** What has to be put in before anything works. */
export const needsSetup =
  /^(BROWSER_UNSUPPORTED|EXTENSION_(MISSING|OUTDATED)|HOST_(MISSING|FORBIDDEN|EXITED|OUTDATED|UNREADABLE))$/

/** What may go wrong between a page and the card, as its module says it: read by code. */
export function makeCardWords(): Readonly<Record<string, CardWords>> {
  const all = Object.entries({ ...failureCopy, ...cardCopy.pageFailures })
  return Object.fromEntries(
    all.map(([code, { title, next }]) => {
      const more = needsSetup.test(code) ? { href: '/card/setup', label: cardCopy.toSetup } : toDoctor
      return [code, { title, next, ...more }]
    }),
  )
}

const toDoctor = { href: '/card', label: cardCopy.toDoctor }
