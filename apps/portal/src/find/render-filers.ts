import type { Procedure } from '@madoguchi/forms'
import type { Offer } from '@madoguchi/messages'
import { type Html, html } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import { findWords } from './words.ts'

/** Who may hand it in and for whom, and what is left to do when it is handed in: in sentences, as the definition has it. */
export function renderFilers(
  { filers, applicant, completion }: Procedure,
  { online }: Pick<Offer, 'online'>,
  reader: Reader,
): Html {
  const { parties } = findWords(reader)
  const lines = filers.map(({ is, who, note = '' }) => html`<li>${parties.filers[is](who)}${note}</li>`)
  const isForOthers = applicant !== undefined && filers.some(({ is }) => is !== 'subject')
  const others = isForOthers ? html`<p>${parties.forOthers}</p>` : ''
  return html`<ul>${lines}</ul>${others}<p>${parties.sayCompletion(completion, online !== undefined)}</p>`
}
