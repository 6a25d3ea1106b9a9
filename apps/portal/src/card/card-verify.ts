import { documentSizeBytesMax } from '@madoguchi/card/protocol'
import { AppError, type Bytes } from '@madoguchi/kit'
import type { SignatureReport } from '@madoguchi/pades'
import { isNoPdf } from '@madoguchi/pades'
import { readFormFile } from '@madoguchi/server'
import type { Child } from '@madoguchi/ui'
import { html, renderButton, renderErrorSummary, renderNotificationBanner, renderSection } from '@madoguchi/ui'
import type { Turns } from '../shell/limits/turns.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { setRetryAfter, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { renderFileField } from './file-field.ts'
import { getVerifier, keepVerifier, type Telling } from './get-verifier.ts'
import { isStamp, renderSignature } from './signature-report.ts'
import type { VerifyDocument } from './verify-document.ts'
import { cardWords } from './words.ts'

export const verifyPath = '/card/verify'
/** A signed document is its original with a signature behind it, and there may be several. */
export const verifyBytesMax = documentSizeBytesMax + 1024 * 1024

/** By then those who wait have been served. */
const retryAfterS = 15

/** 署名された文書を確かめる: by a plain form, for anybody; nothing is kept. */
export function addCardVerify(
  routes: PageRoutes,
  { verifyDocument, verifying, telling }: { verifyDocument: VerifyDocument; verifying: Turns; telling: Telling },
): void {
  function reply(visit: Visit, shown: Shown): Response {
    keepVerifier(visit, telling)
    return replyForm(visit, shown)
  }
  function replyBusy(visit: Visit): Response {
    setRetryAfter(visit, retryAfterS)
    return reply(visit, { error: cardWords(visit.frame).verify.busy, status: 503 })
  }
  routes.open(verifyPath, (visit) => reply(visit, {}))
  routes.post(verifyPath, async (visit) => {
    const copy = cardWords(visit.frame).verify
    const pdf = await readDocument(visit)
    if (pdf === undefined) return reply(visit, { error: copy.fileMissing })
    const turn = await verifying.take(getVerifier(visit, telling))
    if (!turn.ok) return replyBusy(visit)
    using _place = turn.value
    const done = await verifyDocument(pdf)
    if (done.ok) return reply(visit, { reports: done.value })
    if (done.code === 'WORK_ROOM_FULL') return replyBusy(visit)
    return reply(visit, isNoPdf(done) ? { error: copy.notPdf } : { uncheckable: copy.refused[done.code] })
  })
}

async function readDocument({ c }: Visit): Promise<Bytes | undefined> {
  const contentType = c.req.header('content-type') ?? ''
  const body = new Uint8Array(await c.req.arrayBuffer())
  const file = await readFormFile({ contentType, body, field: 'document' })
  if (!file.ok) throw new AppError('BODY_MALFORMED', 'A form with a file.')
  return file.value
}

type Shown = {
  readonly error?: string
  readonly status?: 422 | 503
  /** Why nothing in the document could be looked at: that is no mistake of whoever sent it. */
  readonly uncheckable?: string
  readonly reports?: readonly SignatureReport[]
}

function replyForm(visit: Visit, { error, status = 422, uncheckable, reports }: Shown): Response {
  const copy = cardWords(visit.frame).verify
  const form = html`<form class="stack" method="post" action="${verifyPath}" enctype="multipart/form-data" novalidate>
${renderFileField({ name: 'document', label: copy.file, requirement: 'required', accept: 'application/pdf,.pdf', error })}
${renderButton({ label: copy.submit, icon: 'shield' })}
</form>`
  const main: Child = [
    html`<p class="lead">${copy.lead}</p>`,
    html`<ul>${copy.points.map((line) => html`<li>${line}</li>`)}</ul>`,
    uncheckable === undefined ? '' : renderUncheckable(visit.frame, uncheckable),
    reports === undefined ? '' : renderReports(visit.frame, reports),
    reports === undefined && uncheckable === undefined ? form : renderSection({ heading: copy.again, body: form }),
  ]
  const notice =
    error === undefined ? {} : { notice: renderErrorSummary({ errors: [{ field: 'document', text: error }] }) }
  const breadcrumb = [{ label: shellWords(visit.frame).frame.top, href: '/' }]
  return replyPage(
    visit,
    renderFrame(visit, { title: copy.title, breadcrumb, main, ...notice }),
    error === undefined && uncheckable === undefined ? 200 : status,
  )
}

function renderUncheckable(reader: Reader, why: string): Child {
  const copy = cardWords(reader).verify
  const banner = {
    tone: 'warning',
    heading: copy.uncheckableDocument,
    body: html`<p>${why}</p>`,
    isLive: true,
  } as const
  return renderSection({ heading: copy.resultHeading, body: renderNotificationBanner(banner) })
}

function renderReports(reader: Reader, reports: readonly SignatureReport[]) {
  const copy = cardWords(reader).verify
  if (reports.length === 0)
    return renderNotificationBanner({ tone: 'warning', heading: copy.none.heading, body: copy.none.body, isLive: true })
  const stamps = reports.filter(isStamp).length
  return renderSection({
    heading: copy.resultHeading,
    lead: copy.count(reports.length - stamps, stamps),
    body: reports.map((report, i) => {
      const number = reports.slice(0, i + 1).filter((one) => isStamp(one) === isStamp(report)).length
      return renderSignature(reader, report, { number, isFirst: i === 0 })
    }),
  })
}
