import type { AgencyContact, InformationTypeId } from '@madoguchi/facts'
import { findAgency } from '@madoguchi/facts'
import { listReasons } from './nothing-to-show.words.ja.ts'

/** What there is to say about an inquiry that showed nothing: every reason that there can be, and whom to call. */
export type Ending = {
  readonly reasons: readonly string[]
  readonly agency: string
  readonly contact: AgencyContact | undefined
}

/** Knows the type and the provider, and nothing of the person: it is the same for everybody who asks the same. */
export function explainEnding({ type, provider }: { type: InformationTypeId; provider: string }): Ending {
  const agency = findAgency(provider)
  return { reasons: listReasons(type), agency: agency?.name ?? provider, contact: agency?.contact }
}
