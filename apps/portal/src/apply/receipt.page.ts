import { receiptNumberOf } from '@madoguchi/filing'
import type { DirectoryView } from '@madoguchi/messages'
import { html, renderDescriptionList, renderLinkButton, renderSection } from '@madoguchi/ui'
import { getPrinter, type Queues } from '../shell/get-printer.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { demandSession, type Visit } from '../shell/visit.ts'
import { filingPath, getNamed } from './filing.page.ts'
import { filingsPath } from './filings.page.ts'
import type { FilingSource } from './read-filings.ts'
import { composeReceipt, demandReceipt, makeReceiptFile } from './receipt-documents.ts'
import { applyWords } from './words.ts'

type Given = { readonly directory: Pick<DirectoryView, 'file'>; readonly queues: Queues; readonly operator: string }

/** 受付票: as a page, on paper, and as a file that holds when portal and agency are gone. */
export function addReceipt(routes: PageRoutes, reading: FilingSource, { directory, queues, operator }: Given): void {
  routes.get(`${filingPath}/receipt`, async (visit) => {
    const { about, receipt, filing } = demandReceipt(await getNamed(visit, reading), visit.frame)
    const { receipt: copy, filing: words, filings } = applyWords(visit.frame)
    const at = `${filingsPath}/${filing}`
    const main = [
      renderSection({
        heading: copy.heading,
        body: renderDescriptionList({ rows: receipt.rows.map(({ label, text }) => ({ term: label, value: text })) }),
      }),
      renderSection({
        heading: copy.partsHeading,
        body: [
          html`<p>${copy.partsNote}</p>`,
          renderDescriptionList({
            rows: receipt.parts.map(({ label, text }) => ({ term: label, value: html`<code>${text}</code>` })),
          }),
        ],
      }),
      renderLinkButton({ label: words.receiptPdf, href: `${at}/receipt.pdf`, icon: 'download', size: 'medium' }),
      html`<p><a href="${at}">${words.title(about.procedure.title)}</a></p>`,
    ]
    const breadcrumb = [{ label: filings.title, href: filingsPath }]
    return replyPage(visit, renderFrame(visit, { title: copy.title, breadcrumb, main }))
  })
  routes.get(`${filingPath}/receipt.pdf`, async (visit) => {
    const shown = demandReceipt(await getNamed(visit, reading), visit.frame)
    const paper = composeReceipt(shown, { operator, reader: visit.frame })
    const bytes = await getPrinter(visit, queues).renderPdf(paper)
    const name = applyWords(visit.frame).receipt.fileName(receiptNumberOf(shown.filing))
    return replyFile(visit, { bytes, type: 'application/pdf', name: `${name}.pdf` })
  })
  routes.get(`${filingPath}/receipt.json`, async (visit) => {
    const { filing } = demandReceipt(await getNamed(visit, reading), visit.frame)
    const bytes = await makeReceiptFile(reading, { directory, session: demandSession(visit) }, filing)
    const name = applyWords(visit.frame).receipt.fileName(receiptNumberOf(filing))
    return replyFile(visit, { bytes, type: 'application/json', name: `${name}.json` })
  })
}

type File = { readonly bytes: Uint8Array; readonly type: string; readonly name: string }

function replyFile({ c }: Visit, { bytes, type, name }: File): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  })
}
