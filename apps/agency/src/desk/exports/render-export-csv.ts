import { encodeCsv } from '@madoguchi/documents'
import type { Bytes } from '@madoguchi/kit'
import { formatDateTime, utf8 } from '@madoguchi/kit'
import { deskWords } from '../words.ts'
import type { CaseExport } from './describe-export.ts'
import { exportWords as words } from './words.ja.ts'

/** What a case is, then a line for each answer. UTF-8 with a byte order mark, safe against formulas. */
export function renderExportCsv(one: CaseExport): Bytes {
  const { queue, states, one: copy } = deskWords.cases
  const { columns, facts } = words
  const rows = [
    [columns.part, columns.item, columns.text, columns.before],
    ...[
      [queue.receipt, one.receiptNumber],
      [queue.procedure, one.procedure.title],
      [copy.version, one.procedure.version],
      [queue.state, states[one.state]],
      [queue.filedAt, formatDateTime(new Date(one.filedAt))],
      [queue.takenAt, formatDateTime(new Date(one.takenAt))],
      [queue.due, one.dueOn ?? ''],
    ].map(([item = '', text = '']) => [facts, item, text, '']),
    ...('trouble' in one.answers
      ? [[copy.answers, '', copy[one.answers.trouble], '']]
      : one.answers.parts.flatMap(({ title, rows: answers }) =>
          answers.map(({ label, text, before }) => [title, label, text ?? '', before ?? '']),
        )),
  ]
  return utf8.encode(`\ufeff${encodeCsv(rows)}`)
}
