import type { DescriptionRow, Html } from '@madoguchi/ui'
import { html, renderDateTime, renderDescriptionList } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import type { DescribedFiling } from './describe-filing.ts'
import { historyWords } from './words.ts'

/** What the ledger says of a filing or an event of its case, and that it says no more. */
export function renderFilingFacts(reader: Reader, record: DescribedFiling, fits: boolean): Html {
  const copy = historyWords(reader).history
  const { at, agencyName, filing, about, place } = record
  const isEvent = place !== undefined
  const rows: DescriptionRow[] = [
    { term: isEvent ? copy.toldAt : copy.filedAt, value: renderDateTime(at) },
    { term: isEvent ? copy.toldBy : copy.filedWith, value: agencyName },
    { term: copy.filingNumber, value: html`<code>${filing}</code>` },
    ...(about === undefined ? [] : [{ term: copy.filedFor, value: html`<code>${about}</code>` }]),
    ...(place === undefined ? [] : [{ term: copy.toldPlace, value: copy.place(place) }]),
    { term: copy.checkedTerm, value: fits ? copy.lineFits : copy.lineBroken },
  ]
  return html`${renderDescriptionList({ rows })}<p>${copy.filingSealed}</p>`
}
