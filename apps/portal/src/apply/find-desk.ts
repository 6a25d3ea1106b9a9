import { dayMs } from '@madoguchi/kit'
import type { DirectoryView } from '@madoguchi/messages'
import type { OfferDetail } from '../find/finder.ts'

/** Where a filing goes: the agency, and what it says of filing online. */
export type Desk = {
  readonly agency: string
  readonly intake: 'at-portal' | 'at-agency'
  readonly papers: readonly Paper[]
  /** What parts are sealed to; undefined where no key lasts long enough. */
  readonly key: string | undefined
}

/** A paper that the agency asks for. */
type Paper = NonNullable<NonNullable<OfferDetail['offer']['online']>['papers']>[number]

/** What was sealed to a key is fetched and opened with it: one that ends sooner could be gone by then. */
const keyLastsMs = 7 * dayMs

/** Undefined where this cannot be sent: the municipality does not say so, or the directory knows of nobody there who takes filings. */
export function findFilingDesk(
  directory: DirectoryView,
  { offer, municipality, filingKeys }: OfferDetail,
  at: Date,
): Desk | undefined {
  const { online } = offer
  const party = directory
    .ofKind('agency')
    .find((one) => one.municipality === municipality.code && one.takesFilings === true)
  if (online === undefined || party === undefined) return undefined
  const longest = filingKeys.toSorted((a, b) => Date.parse(b.until) - Date.parse(a.until))[0]
  const lasts = longest !== undefined && Date.parse(longest.until) > at.getTime() + keyLastsMs
  return {
    agency: party.id,
    intake: online.intake,
    papers: online.papers ?? [],
    key: lasts ? longest.key : undefined,
  }
}
