import type { InformationTypeId } from '@madoguchi/facts'
import type { PartyContact, PartyView } from '@madoguchi/messages'
import { listReasons } from './nothing-to-show.words.ja.ts'

/** What there is to say about an inquiry that showed nothing: every reason that there can be, and whom to call. */
export type Ending = {
  readonly reasons: readonly string[]
  readonly agency: string
  readonly contact: PartyContact | undefined
}

/** Knows the type and the provider, and nothing of the person: it is the same for everybody who asks the same. */
export function explainEnding({ type, agency }: { type: InformationTypeId; agency: PartyView }): Ending {
  return { reasons: listReasons(type), agency: agency.name, contact: agency.contact }
}
