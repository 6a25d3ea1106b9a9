import type { InformationTypeId } from '@madoguchi/facts'
import type { PartyContact, PartyView } from '@madoguchi/messages'
import type { Reader } from '../shell/words.ts'
import { informationWords } from './words.ts'

/** What there is to say about an inquiry that showed nothing: every reason that there can be, those of the type first, and whom to call. */
type Ending = {
  readonly reasons: readonly string[]
  readonly agency: string
  readonly contact: PartyContact | undefined
}

/** Knows the type and the provider, and nothing of the person: it is the same for everybody who asks the same. */
export function explainEnding(
  reader: Reader,
  { type, agency }: { type: InformationTypeId; agency: PartyView },
): Ending {
  const { byType, ofOthers, ofAll } = informationWords(reader).reasons
  const known: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(byType))
  return { reasons: [...(known.get(type) ?? ofOthers), ...ofAll], agency: agency.name, contact: agency.contact }
}
