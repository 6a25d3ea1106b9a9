import { failureCopy } from '@madoguchi/card/protocol'
import { shellWords } from './shell-words.ts'
import type { Reader } from './words.ts'

export type FailureWords = {
  readonly title: string
  readonly next: string
  readonly href: string
  readonly label: string
}

/** What has to be put in before anything works. */
export const needsSetup =
  /^(BROWSER_UNSUPPORTED|EXTENSION_(MISSING|OUTDATED)|HOST_(MISSING|FORBIDDEN|EXITED|OUTDATED|UNREADABLE))$/

/** What may go wrong between a page and the card, as its module says it: read by code. */
export function makeCardWords(reader: Reader): Readonly<Record<string, FailureWords>> {
  const copy = shellWords(reader).card
  const toSetup = { href: '/card/setup', label: copy.toSetup }
  const toDoctor = { href: '/card', label: copy.toDoctor }
  const all = Object.entries({ ...failureCopy, ...copy.pageFailures })
  return Object.fromEntries(
    all.map(([code, { title, next }]) => {
      const more = needsSetup.test(code) ? toSetup : toDoctor
      return [code, { title, next, ...more }]
    }),
  )
}
