import type { LaterChange } from '@madoguchi/pades'
import { isContentSame } from '@madoguchi/pades'
import { type Html, html } from '@madoguchi/ui'
import type { Reader } from '../shell/words.ts'
import { cardWords } from './words.ts'

/** What came after a signature: in a sentence, and each thing by itself. */
export function renderLater(reader: Reader, later: LaterChange): Html {
  const { kinds, additions, faults, placed } = cardWords(reader).verify.later
  const lines = [
    ...later.faults.map((one) => placed(faults[one.code], one.page, one.field)),
    ...later.additions.map((one) => placed(additions[one.kind], one.page, one.field)),
  ]
  const said = later.kind === 'additions' && isContentSame(later) ? kinds.same : kinds[later.kind]
  const list = lines.length === 0 ? html`` : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
  return html`${said}${list}`
}
