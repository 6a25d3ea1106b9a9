import { readFile } from 'node:fs/promises'
import type { FormDocument } from '@madoguchi/documents'
import { formatDateTime } from '@madoguchi/kit'
import type { Queues } from '../shell/get-printer.ts'
import type { Attached } from '../shell/held-reply.ts'
import type { PageRoutes } from '../shell/pages-app.ts'
import type { Reader } from '../shell/words.ts'
import { getReportPrinter } from './get-verifier.ts'
import type { TurnCookies } from './turn-cookies.ts'
import type { VerifiedReport } from './verified.ts'
import { reportPath, verifyPath } from './verify-paths.ts'
import { cardWords } from './words.ts'

/** As it waits with the page that shows the same. */
export function attachReport(report: VerifiedReport): Attached {
  return report
}

/** 確認の結果をPDFで: what the page shows, drawn anew for whom it waits. */
export function addVerifyReport(
  routes: PageRoutes,
  { operator, queues, turnCookies }: { operator: string; queues: Queues; turnCookies: TurnCookies },
): void {
  routes.beside(reportPath, verifyPath, async (visit, attached) => {
    if (attached === undefined) return visit.c.redirect(`${verifyPath}?gone=report`, 303)
    const form = await makeReport(visit.frame, attached, operator)
    const pdf = await getReportPrinter(visit, { turnCookies, queues }).renderForm(form)
    return visit.c.body(new Uint8Array(pdf), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': 'attachment; filename="signature-report.pdf"',
    })
  })
}

/** The report as it is drawn. `operator`: who runs the site. */
async function makeReport(reader: Reader, attached: Attached, operator: string): Promise<FormDocument> {
  const { at, documents } = attached
  if (typeof at !== 'string' || !Array.isArray(documents)) throw new Error('What is attached to the page is no report.')
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
