import type { Bytes, No, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { TrustedPath } from '@madoguchi/pki'
import { readSignable } from './check-signable.ts'
import type { SignatureCode, VerifyDocumentCode } from './errors.ts'
import type { RevocationAnswer } from './judge-revocation.ts'
import { judgeRevocation } from './judge-revocation.ts'
import type { Budget } from './pdf/budget.ts'
import { openBudget } from './pdf/budget.ts'
import { PdfError } from './pdf/errors.ts'
import type { Pdf } from './pdf/open-pdf.ts'
import type { SignatureField } from './pdf/signature-fields.ts'
import { findSignatureFields } from './pdf/signature-fields.ts'
import type { PdfSignature } from './read-signature.ts'
import { readSignature } from './read-signature.ts'
import type { VerifyOptions } from './report-signature.ts'
import { concludeReport, reportSignature, reportUnreadable } from './report-signature.ts'
import { reportDocumentStamp } from './report-time-stamp.ts'
import type { SignedEnd } from './revisions/judge-later-change.ts'
import { openRevisions } from './revisions/judge-later-change.ts'
import type { LaterChange } from './revisions/later-change.ts'
import { unknownLaterChange } from './revisions/later-change.ts'
import type { SignatureReport } from './signature-report.ts'

type AskOptions = {
  /** Whether a certificate is revoked by now, and since when; absent: nobody is asked, and the report says so. */
  readonly checkRevocation?: (path: TrustedPath) => Promise<RevocationAnswer>
}

/**
 * One report for each signature and each time stamp of the document, in the order in which they were made; none for a
 * document without. Asks nobody about revocation and waits for nothing: it can run where nothing else waits for it. All that
 * it does comes out of one budget, from the first byte to the last.
 */
export function readSignedPdf(
  bytes: Bytes,
  options: VerifyOptions,
  budget: Budget = openBudget(),
): Verdict<readonly SignatureReport[], VerifyDocumentCode> {
  const read = readSignable(bytes, (pdf) => reportAll(findSignatures(pdf), { ...options, budget }), budget)
  if (read.ok) return read
  return no(read.code === 'DOCUMENT_SIGN_REFUSED' ? 'DOCUMENT_ENCRYPTED' : read.code, read.facts)
}

/** Whether what was refused is another file than a PDF, and not one that we cannot read. */
export function isNoPdf({ code, facts }: No<string>): boolean {
  return code === 'DOCUMENT_MALFORMED' && facts.reason === 'header'
}

/** What `readSignedPdf` says, and of each signer whom we know whether the certificate was revoked, if it can be asked. */
export async function verifySignedPdf(
  bytes: Bytes,
  options: VerifyOptions & AskOptions,
): Promise<Verdict<readonly SignatureReport[], VerifyDocumentCode>> {
  const read = readSignedPdf(bytes, options)
  return read.ok ? ok(await askRevocation(read.value, options)) : read
}

/** The same reports with the answers about revocation. `at` as it was when they were made. */
export async function askRevocation(
  reports: readonly SignatureReport[],
  { at, checkRevocation }: Pick<VerifyOptions, 'at'> & AskOptions,
): Promise<readonly SignatureReport[]> {
  if (checkRevocation === undefined) return reports
  const asked: SignatureReport[] = []
  for (const one of reports) {
    const path = one.revocation === 'not asked' && one.trust?.ok === true ? one.trust.value : undefined
    const [leaf] = path?.chain ?? []
    if (path === undefined || leaf === undefined) {
      asked.push(one)
      continue
    }
    const { notAfter } = leaf
    const revocation = judgeRevocation(await checkRevocation(path), { provenAt: one.provenAt, now: at, notAfter })
    asked.push(concludeReport({ ...one, revocation }))
  }
  return asked
}

type Found = {
  readonly signature: Verdict<PdfSignature, SignatureCode>
  readonly later: LaterChange
  readonly endBytes: number
}

/** The earliest first. */
function findSignatures(pdf: Pdf): readonly Found[] {
  const fields = findSignatureFields(pdf)
  const read = fields.map((field) => ({ field, signature: takePdfErrors(() => readSignature(pdf, field)) }))
  const ends = read.flatMap(({ field, signature }) => (signature.ok ? [endOf(field, signature.value)] : []))
  const judge = openRevisions(pdf, ends)
  const found = read.map(({ field, signature }) => ({
    signature,
    later: signature.ok ? judge(endOf(field, signature.value)) : unknownLaterChange,
    endBytes: signature.ok ? signature.value.endBytes : Infinity,
  }))
  return found.sort((a, b) => a.endBytes - b.endBytes)
}

/** From the last to the first: a time stamp of the document proves the time of all that it covers. */
function reportAll(found: readonly Found[], options: VerifyOptions & { budget: Budget }): readonly SignatureReport[] {
  const stampedAt: Date[] = []
  const reports = found.toReversed().map(({ signature, later }) => {
    if (!signature.ok) return reportUnreadable({ ...nothing, integrity: signature, later })
    if (signature.value.kind !== 'document time stamp')
      return reportSignature({ found: signature.value, later }, { ...options, stampedAt })
    const parts = reportDocumentStamp(signature.value, { ...options, later })
    if (parts.provenAt !== undefined) stampedAt.push(parts.provenAt)
    return concludeReport(parts)
  })
  return reports.reverse()
}

const nothing = { kind: undefined, claimedAt: undefined, reason: undefined }

function endOf({ valueRef }: SignatureField, { endBytes }: PdfSignature): SignedEnd {
  return { endBytes, valueNumber: valueRef.number }
}

function takePdfErrors(read: () => PdfSignature): Verdict<PdfSignature, SignatureCode> {
  try {
    return ok(read())
  } catch (error) {
    if (error instanceof PdfError) {
      const code = error.reason.startsWith('range') ? 'SIGNATURE_RANGE' : 'SIGNATURE_MALFORMED'
      return no(code, { reason: error.reason })
    }
    throw error
  }
}
