import type { Clock } from '@madoguchi/kit'
import type { Child } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderErrorSummary,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
} from '@madoguchi/ui'
import { renderFileField } from '../shell/file-field.ts'
import { isHoldable } from '../shell/held-content.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { attach, setRetryAfter, type Visit } from '../shell/visit.ts'
import { describeDocument } from './describe-document.ts'
import { getVerifier, keepVerifier, type Telling } from './get-verifier.ts'
import { readDocuments } from './read-documents.ts'
import { renderVerified } from './render-verified.ts'
import type { Detail, VerifiedReport } from './verified.ts'
import type { LookedAt, VerifyFiles } from './verify-files.ts'
import { documentsMax, reportPath, retryAfterS, revisionPath, verifyPath } from './verify-paths.ts'
import { attachReport } from './verify-report.ts'
import { cardWords } from './words.ts'

type Means = {
  readonly verifyFiles: VerifyFiles
  readonly clock: Clock
  readonly telling: Telling
}

/** 署名された文書を確かめる: by a plain form, for anybody; of the documents nothing is kept, what was found of them for a day. */
export function addCardVerify(routes: PageRoutes, { verifyFiles, clock, telling }: Means): void {
  function reply(visit: Visit, shown: Shown, status = shown.error === undefined ? 200 : 422): Response {
    keepVerifier(visit, telling)
    return replyPage(visit, frameForm(visit, shown), status)
  }
  routes.open(verifyPath, (visit) => reply(visit, { isGone: visit.url.searchParams.has('gone') }))
  routes.post(verifyPath, async (visit) => {
    const copy = cardWords(visit.frame).verify
    const files = await readDocuments(visit)
    if (files.length === 0) return reply(visit, { error: copy.fileMissing })
    if (files.length > documentsMax) return reply(visit, { error: copy.tooMany(documentsMax) })
    const looked = await verifyFiles(files, getVerifier(visit, telling))
    if (looked.every(({ found }) => found === 'waited')) {
      setRetryAfter(visit, retryAfterS)
      return reply(visit, { error: copy.busy }, 503)
    }
    if (looked.length === 1 && looked[0]?.found === 'no pdf') return reply(visit, { error: copy.notPdf })
    keepVerifier(visit, telling)
    return replyFound(visit, looked, clock)
  })
}

/** From all that people read to what always has room: a page waits sealed, in 64 KiB with its report. */
const details: readonly Detail[] = [
  { signatures: 64, lines: 20 },
  { signatures: 20, lines: 8 },
  { signatures: 6, lines: 3 },
]
const leastDetail: Detail = { signatures: 1, lines: 1 }

function replyFound(visit: Visit, looked: readonly LookedAt[], clock: Clock): Response {
  const at = clock.now().toISOString()
  const describe = (detail: Detail): VerifiedReport => ({
    at,
    documents: looked.map((one) => describeDocument(visit.frame, one, detail)),
  })
  const fits = (detail: Detail) => {
    const report = describe(detail)
    return isHoldable(frameForm(visit, { report }).content, { path: verifyPath, attached: attachReport(report) })
  }
  const report = describe(details.find(fits) ?? leastDetail)
  attach(visit, attachReport(report))
  const [only] = looked.length === 1 ? looked : []
  const isRefused = only !== undefined && typeof only.found !== 'string' && !only.found.ok
  return replyPage(visit, frameForm(visit, { report }), isRefused ? 422 : 200)
}

type Shown = {
  readonly error?: string
  readonly report?: VerifiedReport
  /** A report was asked for that is not there any more. */
  readonly isGone?: boolean
}

function frameForm(visit: Visit, { error, report, isGone = false }: Shown) {
  const copy = cardWords(visit.frame).verify
  const form = html`<form class="stack" method="post" action="${verifyPath}" enctype="multipart/form-data" novalidate>
${renderFileField({ name: 'document', label: copy.file(documentsMax), requirement: 'required', accept: 'application/pdf,.pdf', takesSeveral: true, error })}
${renderButton({ label: copy.submit, icon: 'shield', ...(report === undefined ? {} : { kind: 'outline' }) })}
</form>
<p><a href="${revisionPath}">${copy.revision.title}</a></p>`
  const main: Child = [
    html`<p class="lead">${copy.lead}</p>`,
    html`<ul>${copy.points.map((line) => html`<li>${line}</li>`)}</ul>`,
    ...(report === undefined
      ? [form]
      : [
          ...renderVerified(visit.frame, report.documents),
          renderReportLink(visit),
          renderSection({ heading: copy.again, body: form }),
        ]),
  ]
  const notice = [
    error === undefined ? '' : renderErrorSummary({ errors: [{ field: 'document', text: error }] }),
    isGone ? renderNotificationBanner({ tone: 'info', heading: copy.report.gone }) : '',
  ]
  const breadcrumb = [{ label: shellWords(visit.frame).frame.top, href: '/' }]
  return renderFrame(visit, { title: copy.title, breadcrumb, main, notice })
}

function renderReportLink({ frame }: Visit): Child {
  const copy = cardWords(frame).verify.report
  const link = renderLinkButton({ label: copy.link, href: reportPath, icon: 'download', isBeside: true })
  return html`<div class="stack"><p>${link}</p><p>${copy.about}</p></div>`
}
