import { type RefusedForm, readRefusedForm } from '@madoguchi/server/pages'
import { type Html, hasErrorSummary, html, renderErrorSummary, renderNotificationBanner } from '@madoguchi/ui'
import { shellWords } from './shell-words.ts'
import type { FindUploadSize } from './upload-sizes.ts'
import type { Reader } from './words.ts'

/** Why a form led to its page that was refused before its handler; `bytesMax`: what may be sent from there, `isFile`: in files. */
export type Refused = { readonly code: RefusedForm; readonly bytesMax: number; readonly isFile: boolean }

/** Bytes that a form may have, and more than that at the paths where files are sent. */
type BodySizes = { readonly bytesMax: number; readonly uploadSizeOf: FindUploadSize }

/** What the address of a page says of the form that led there. */
export function readRefused(url: URL, { bytesMax, uploadSizeOf }: BodySizes): Refused | undefined {
  const code = readRefusedForm(url)
  const ofFiles = uploadSizeOf(url.pathname)
  return code === undefined ? undefined : { code, bytesMax: ofFiles ?? bytesMax, isFile: ofFiles !== undefined }
}

/** What was wrong with the form that led here, beside what its page says by itself. */
export function renderRefused(reader: Reader, refused: Refused, own: Html): Html {
  const { title, lines } = shellWords(reader).refusedForm[refused.code](refused)
  // Of two summaries none would be found by its id.
  if (!hasErrorSummary(own)) return renderErrorSummary({ heading: title, errors: lines.map((text) => ({ text })) })
  return renderNotificationBanner({
    tone: 'error',
    heading: title,
    body: lines.map((line) => html`<p>${line}</p>`),
    isLive: true,
  })
}
