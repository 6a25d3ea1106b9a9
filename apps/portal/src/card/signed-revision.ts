import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { SignatureReport, VerifyDocumentCode } from '@madoguchi/pades'
import { isNoPdf } from '@madoguchi/pades'
import { html, renderButton, renderErrorSummary } from '@madoguchi/ui'
import { renderFileField } from '../shell/file-field.ts'
import type { Turns } from '../shell/limits/turns.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { setRetryAfter, type Visit } from '../shell/visit.ts'
import type { VerifyDocument } from '../signed/verify-document.ts'
import { isStamp } from './describe-signature.ts'
import { getVerifier, keepVerifier, type Telling } from './get-verifier.ts'
import { readDocuments } from './read-documents.ts'
import { retryAfterS, revisionPath, verifyPath } from './verify-paths.ts'
import { cardWords } from './words.ts'

type Refusal =
  | VerifyDocumentCode
  | 'WORK_ROOM_FULL'
  | 'TOO_MANY'
  | 'no pdf'
  | 'no such signature'
  | 'signature broken'
  | 'no whole revision'

/** 署名されたときの文書を取り出す: the document as its signer saw it, back to whoever sent it. Nothing is kept. */
export function addSignedRevision(
  routes: PageRoutes,
  { verifyDocument, verifying, telling }: { verifyDocument: VerifyDocument; verifying: Turns; telling: Telling },
): void {
  async function take(visit: Visit, pdf: Bytes, number: number): Promise<Verdict<Bytes, Refusal>> {
    const turn = await verifying.take(getVerifier(visit, telling))
    if (!turn.ok) return turn
    using _place = turn.value
    // The thread that looks at a document takes the memory in which it stands.
    const done = await verifyDocument(pdf.slice())
    if (!done.ok) return isNoPdf(done) ? no('no pdf') : done
    const end = findEnd(done.value, number)
    return end.ok ? ok(pdf.subarray(0, end.value)) : end
  }
  function reply(visit: Visit, shown: Shown): Response {
    keepVerifier(visit, telling)
    return replyForm(visit, shown)
  }
  routes.open(revisionPath, (visit) => reply(visit, {}))
  routes.post(revisionPath, async (visit) => {
    const [file] = await readDocuments(visit)
    const copy = cardWords(visit.frame).verify
    if (file === undefined) return reply(visit, { error: copy.fileMissing })
    const number = readNumber(visit)
    const taken = await take(visit, file.bytes, number)
    if (taken.ok) return visit.c.body(new Uint8Array(taken.value), 200, headersOf(copy.revision.fileName(number)))
    const isBusy = taken.code === 'TOO_MANY' || taken.code === 'WORK_ROOM_FULL'
    if (isBusy) setRetryAfter(visit, retryAfterS)
    return reply(visit, { error: sayRefusal(visit, taken.code), status: isBusy ? 503 : 422 })
  })
}

/** Where what this signature signs ends, counted as the page counts. */
function findEnd(reports: readonly SignatureReport[], number: number): Verdict<number, Refusal> {
  const found = reports.filter((one) => !isStamp(one))[number - 1]
  if (found === undefined) return no('no such signature')
  if (!found.integrity.ok) return no('signature broken')
  const { revisionBytes } = found.later
  return revisionBytes === undefined ? no('no whole revision') : ok(revisionBytes)
}

function sayRefusal(visit: Visit, code: Refusal): string {
  const copy = cardWords(visit.frame).verify
  switch (code) {
    case 'TOO_MANY':
    case 'WORK_ROOM_FULL':
      return copy.busy
    case 'no pdf':
      return copy.notPdf
    case 'no such signature':
      return copy.revision.none(readNumber(visit))
    case 'signature broken':
      return copy.revision.broken
    case 'no whole revision':
      return copy.revision.notWhole
    default:
      return copy.refused[code]
  }
}

/** Which signature, as the address says it, counted from the oldest; the oldest where it says nothing that is a number. */
function readNumber({ url }: Visit): number {
  const said = url.searchParams.get('number') ?? ''
  return /^[1-9][0-9]{0,2}$/.test(said) ? Number(said) : 1
}

/** To be saved, never shown: a stranger made it, and it comes from our address (RFC 8187 for its name). */
function headersOf(name: string) {
  return {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="signed-revision.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
  }
}

type Shown = { readonly error?: string; readonly status?: 422 | 503 }

function replyForm(visit: Visit, { error, status = 422 }: Shown): Response {
  const { revision, title } = cardWords(visit.frame).verify
  const number = readNumber(visit)
  const main = html`<p class="lead">${revision.lead(number)}</p>
<ul>${revision.points.map((line) => html`<li>${line}</li>`)}</ul>
<form class="stack" method="post" action="${revisionPath}?number=${number}" enctype="multipart/form-data" novalidate>
${renderFileField({ name: 'document', label: revision.file, requirement: 'required', accept: 'application/pdf,.pdf', error })}
${renderButton({ label: revision.submit, icon: 'download' })}
</form>`
  const breadcrumb = [
    { label: shellWords(visit.frame).frame.top, href: '/' },
    { label: title, href: verifyPath },
  ]
  const notice =
    error === undefined ? {} : { notice: renderErrorSummary({ errors: [{ field: 'document', text: error }] }) }
  const page = renderFrame(visit, { title: revision.title, breadcrumb, main, ...notice })
  return replyPage(visit, page, error === undefined ? 200 : status)
}
