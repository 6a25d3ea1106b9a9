import { makeReceipt, receiptNumberOf } from '@madoguchi/filing'
import { AppError, japaneseDay } from '@madoguchi/kit'
import type { DirectoryView } from '@madoguchi/messages'
import { deriveReaderKey } from '@madoguchi/messages'
import { html, renderDescriptionList, renderLinkButton, renderSection } from '@madoguchi/ui'
import { getPrinter, type Queues } from '../shell/get-printer.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { demandSession, type Visit } from '../shell/visit.ts'
import { type DescribedReceipt, describeReceipt } from './describe-receipt.ts'
import { filingPath, getNamed } from './filing.page.ts'
import { filingsPath } from './filings.page.ts'
import { type FilingSource, findProof } from './read-filings.ts'
import { applyWords } from './words.ts'

type Given = { readonly directory: Pick<DirectoryView, 'file'>; readonly queues: Queues; readonly operator: string }

/** 受付票: as a page, on paper, and as a file that holds when portal and agency are gone. */
export function addReceipt(routes: PageRoutes, reading: FilingSource, { directory, queues, operator }: Given): void {
  routes.get(`${filingPath}/receipt`, async (visit) => {
    const { about, receipt, filing } = await demandReceipt(visit, reading)
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
    const { about, receipt, filing } = await demandReceipt(visit, reading)
    const copy = applyWords(visit.frame).receipt
    const number = receiptNumberOf(filing)
    const bytes = await getPrinter(visit, queues).renderPdf({
      title: copy.title,
      subtitle: copy.subtitle(about.procedure.title),
      issuer: receipt.by,
      operator,
      requestedAt: receipt.takenAt,
      asOf: japaneseDay(receipt.takenAt),
      referenceNumber: number,
      sections: [
        { heading: copy.heading, rows: receipt.rows },
        { heading: copy.partsHeading, note: copy.partsNote, rows: receipt.parts },
      ],
      notes: copy.notes,
    })
    return replyFile(visit, { bytes, type: 'application/pdf', name: `${copy.fileName(number)}.pdf` })
  })
  routes.get(`${filingPath}/receipt.json`, async (visit) => {
    const { filing } = await demandReceipt(visit, reading)
    const session = demandSession(visit)
    const proof = await findProof(reading, session, filing)
    const readerKey = await deriveReaderKey(session.vaultKey, filing)
    const made = proof && makeReceipt({ ...proof, readerKey, directory: proof.directory ?? directory.file })
    if (made?.ok !== true) throw new AppError('FILING_NOT_THERE', 'What was kept of it makes no receipt.')
    const name = `${applyWords(visit.frame).receipt.fileName(receiptNumberOf(filing))}.json`
    return replyFile(visit, { bytes: made.value, type: 'application/json', name })
  })
}

type File = { readonly bytes: Uint8Array; readonly type: string; readonly name: string }

function replyFile({ c }: Visit, { bytes, type, name }: File): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  })
}

/** Throws FILING_NOT_THERE, also for one that was not taken yet. */
async function demandReceipt(visit: Visit, reading: FilingSource) {
  const shown = await getNamed(visit, reading)
  const receipt: DescribedReceipt | undefined = describeReceipt(shown, visit.frame)
  if (shown.about === undefined || receipt === undefined)
    throw new AppError('FILING_NOT_THERE', 'Its agency has not taken it yet.')
  return { about: shown.about, receipt, filing: shown.filing }
}
