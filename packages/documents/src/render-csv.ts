import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import { listAboutRows } from './about-rows.ts'
import type { AnswerDocument } from './answer-document.ts'
import { assertBounded } from './answer-document.ts'

const header = ['区分', '項目', '内容', '値', '説明'] as const

/** One table with five columns. UTF-8 with a byte order mark (Excel wants it), CRLF, quoted as RFC 4180 says. */
export function renderCsv(document: AnswerDocument): Bytes {
  assertBounded(document)
  const rows = [
    header,
    ['この書類について', '件名', document.title, '', document.subtitle ?? ''],
    ...listAboutRows(document).map(({ label, text }) => ['この書類について', label, text, '', '']),
    ['この書類について', 'この書類を作ったところ', document.operator, '', ''],
    ...document.sections.flatMap(({ heading, rows: sectionRows }) =>
      sectionRows.map(({ label, text, value, explanation }) => [
        heading,
        label,
        text,
        value === undefined || value === null ? '' : String(value),
        explanation ?? '',
      ]),
    ),
    ...document.notes.map((note) => ['注意', '', note, '', '']),
  ]
  return utf8.encode(`\ufeff${encodeCsv(rows)}`)
}

/** RFC 4180 with CRLF after every line. Each cell is made safe first. */
export function encodeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map((cell) => quote(neutralizeCell(cell))).join(',')}\r\n`).join('')
}

/**
 * A cell that a spreadsheet would take for a formula gets a leading apostrophe: those that begin with = + - @ (also in
 * full width), or with a control character. A plain negative number stays a number.
 */
export function neutralizeCell(cell: string): string {
  if (/^-[0-9]+(\.[0-9]+)?$/.test(cell)) return cell
  return /^[=+\-@＝＋－＠\p{Cc}]/u.test(cell) ? `'${cell}` : cell
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
