import type { DirectoryView } from '@madoguchi/messages'
import type { Reader } from '../shell/words.ts'
import type { FilingRecordView } from './record-view.ts'
import { historyWords } from './words.ts'

/** A filing, or an event of its case: nobody asked anybody, so that no words of an exchange fit it. */
export type DescribedFiling = {
  readonly line: string
  /** Who is named in it. */
  readonly agencies: readonly string[]
  /** 「みほん市に申請を送りました」 */
  readonly sentence: string
  readonly agencyName: string
  readonly filing: string
  /** The filing whose case it is for, where it begins none. */
  readonly about: string | undefined
  /** The place of an event in its case, counted from one; undefined of the filing itself. */
  readonly place: number | undefined
  readonly at: Date
}

export function describeFiling(
  view: FilingRecordView,
  { directory }: { readonly directory: Pick<DirectoryView, 'describeParty'> },
  reader: Reader,
): DescribedFiling {
  const { sentences } = historyWords(reader)
  const agencyName = directory.describeParty(view.agency).name
  const { record } = view.ledger
  return {
    line: view.line,
    agencies: [agencyName],
    sentence: sentenceOf(),
    agencyName,
    filing: view.filing,
    about: record.kind === 'filed' ? record.about : undefined,
    place: record.kind === 'case-event' ? record.number + 1 : undefined,
    at: new Date(view.at),
  }

  function sentenceOf(): string {
    if (record.kind === 'case-event') return sentences.told(agencyName)
    return record.about === undefined ? sentences.filed(agencyName) : sentences.filedAgain(agencyName)
  }
}
