import { readFile } from 'node:fs/promises'
import type { FormDocument } from '@madoguchi/documents'
import { formatDateTime } from '@madoguchi/kit'
import type { Attached } from '../shell/held-reply.ts'
import type { Reader } from '../shell/words.ts'
import type { VerifiedReport } from './verified.ts'
import { cardWords } from './words.ts'

/** As it waits with the page that shows the same. */
export function attachReport(report: VerifiedReport): Attached {
  return report
}

/** The report as it is drawn. `operator`: who runs the site. */
export async function makeReport(reader: Reader, attached: Attached, operator: string): Promise<FormDocument> {
  // What is attached comes back as it was sealed, and it was sealed by us.
  const { at, documents } = attached as unknown as VerifiedReport
  const copy = cardWords(reader).verify
  const { title, rows, notes } = copy.report
  const madeAt = new Date(at)
  return {
    template: await readFile(new URL('./report.typ', import.meta.url), 'utf8'),
    data: {
      ...{ title, operator, notes },
      about: [
        [rows.at, formatDateTime(madeAt)],
        [rows.by, operator],
        [rows.count, rows.files(documents.length)],
      ],
      words: { history: copy.history.heading, details: copy.detailsHeading, hash: copy.fileRows.hash },
      documents,
    },
    madeAt,
  }
}
