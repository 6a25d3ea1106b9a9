import { failureCopy, isOfSetup } from '@madoguchi/card/protocol'
import { findPlace, type Places } from './places.ts'
import { shellWords } from './shell-words.ts'
import type { Reader } from './words.ts'

type FailureWords = {
  readonly title: string
  readonly next: string
  /** Where that is done; without one there is no such page. */
  readonly href?: string | undefined
  readonly label: string
}

/** What may go wrong between a page and the card, as its module says it: read by code. */
export function makeCardWords(reader: Reader & { readonly places: Places }): Readonly<Record<string, FailureWords>> {
  const copy = shellWords(reader).card
  const toSetup = { href: findPlace(reader, 'card-setup'), label: copy.toSetup }
  const toDoctor = { href: findPlace(reader, 'card-doctor'), label: copy.toDoctor }
  const all = Object.entries({ ...failureCopy, ...copy.pageFailures })
  return Object.fromEntries(
    all.map(([code, { title, next }]) => {
      const more = isOfSetup(code) ? toSetup : toDoctor
      return [code, { title, next, ...more }]
    }),
  )
}
