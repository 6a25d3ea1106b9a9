import type { Bytes, Verdict } from '@madoguchi/kit'
import { secondMs } from '@madoguchi/kit'
import type { VerifyDocumentCode } from './errors.ts'
import type { VerifyOptions } from './report-signature.ts'
import type { SignatureReport } from './signature-report.ts'
import { readSignedPdf } from './verify-signed-pdf.ts'

/** Signatures of a document, to be looked at in a thread of its own, which a large document is handed over to: its sender has it no longer. Plain data: the anchors in the reports are copies. */
export type SignedPdfJob = { readonly pdf: Bytes; readonly options: VerifyOptions }
export type SignedPdfAnswer = Verdict<readonly SignatureReport[], VerifyDocumentCode>

export function answerSignedPdf({ pdf, options }: SignedPdfJob): SignedPdfAnswer {
  return readSignedPdf(pdf, options)
}

/** Bytes. Copying less costs nobody anything, and a small one may stand in a buffer that others share. */
const handedOverFrom = 128 * 1024

/**
 * The room for it. The budget ends a document within two or three seconds; the time is for a machine that has none to
 * spare, and the heap holds the objects of the largest budget.
 */
export const signedPdfWork = {
  entry: new URL('./read-signed-pdf.worker.ts', import.meta.url),
  atOnceMax: 2,
  waitingMax: 4,
  timeoutMs: 30 * secondMs,
  heapMebiMax: 256,
  handOver: ({ pdf }: SignedPdfJob) => (pdf.length >= handedOverFrom ? [pdf.buffer as ArrayBuffer] : []),
} as const
