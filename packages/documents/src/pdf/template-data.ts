import { listAboutRows } from '../about-rows.ts'
import type { AnswerDocument } from '../answer-document.ts'

/** What `templates/answer.typ` reads. Texts are not yet made printable: the worker does that, as it knows the fonts. */
export function makeTemplateData(document: AnswerDocument) {
  const { title, subtitle, operator, sections, notes, referenceNumber } = document
  return {
    title,
    subtitle: subtitle ?? '',
    operator,
    referenceNumber,
    about: listAboutRows(document),
    sections: sections.map(({ heading, note, columns, rows }) => ({
      heading,
      note: note ?? '',
      columns: columns ?? ['項目', '内容'],
      rows: rows.map(({ label, text, explanation }) => ({
        label,
        text,
        explanation: explanation ?? '',
        isAmount: /^-?[0-9][0-9,]*円$/.test(text),
      })),
    })),
    notes,
  }
}
