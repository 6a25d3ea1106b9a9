import type { FormDocument } from '@madoguchi/documents'
import { receiptNumberOf } from '@madoguchi/filing'
import { getParties } from '@madoguchi/forms'
import { formatDateTime } from '@madoguchi/ui'
import { anyReader } from '../shell/words.ts'
import type { Applying } from './applying.ts'
import type { ShownFiling } from './read-filings.ts'
import { applyWords } from './words.ts'

const template = `#import "/form-kit.typ": *
#show: official-form
#align(center, block(inset: (top: 6mm, bottom: 6mm), heading(level: 1, data.title)))
#block(below: 6mm, text(size: 12pt, data.to))
#block(below: 6mm, data.line)
#section(data.section, ..data.rows.map(each => row(cell(each.label, each.text, label-wide: 34mm))))
`

/** 取下げ書, 送付書: a sheet that says of which filing, for what asks no questions. */
export function composeLetter(
  { fill, offer, title }: Pick<Applying, 'fill' | 'offer' | 'title'>,
  { about, what, first }: { about: string; what: 'papers' | 'withdrawal'; first: ShownFiling },
  { madeAt, operator }: { madeAt: Date; operator: string },
): FormDocument {
  const copy = applyWords(anyReader).reply.letter
  const { subjectName = '' } = getParties(fill.filling)
  const rows = [
    { label: copy.number, text: receiptNumberOf(about) },
    { label: copy.procedure, text: fill.procedure.title },
    { label: copy.sentAt, text: formatDateTime(first.sent.sentAt) },
    ...(subjectName === '' ? [] : [{ label: copy.subject, text: subjectName }]),
  ]
  const said = { title, addressee: offer.offer.addressee, operator, notice: '', holder: '' }
  // What every form has for `form-kit.typ`: no field, no list.
  const asked = { f: {}, g: {}, blank: {}, texts: {} }
  return {
    template,
    madeAt,
    data: {
      ...said,
      ...asked,
      to: copy.to(offer.offer.addressee),
      line: copy.lines[what],
      section: copy.section,
      rows,
    },
  }
}
