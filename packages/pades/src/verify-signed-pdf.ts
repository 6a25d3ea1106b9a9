import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { CertCode, Certificate, TrustAnchor, TrustedPath } from '@madoguchi/pki'
import {
  checkPath,
  readSignerAttributes,
  signingRequirements,
  signingTestRequirements,
  timeStampRequirements,
} from '@madoguchi/pki'
import { MalformedError } from '@madoguchi/pki/der'
import { readSignable } from './check-signable.ts'
import { checkSignedData } from './cms/check-signed-data.ts'
import { oid } from './cms/oids.ts'
import type { SignedData } from './cms/read-signed-data.ts'
import { readSignedData } from './cms/read-signed-data.ts'
import type { TimeStamp } from './cms/read-time-stamp.ts'
import { checkTimeStamp } from './cms/read-time-stamp.ts'
import type { SignatureCode, SignDocumentCode } from './errors.ts'
import type { LaterChange } from './judge-later-change.ts'
import { judgeLaterChange } from './judge-later-change.ts'
import { judgeSignature } from './judge-signature.ts'
import type { Budget } from './pdf/budget.ts'
import { openBudget, spend } from './pdf/budget.ts'
import { PdfError } from './pdf/errors.ts'
import type { Pdf } from './pdf/open-pdf.ts'
import type { SignatureField } from './pdf/signature-fields.ts'
import { findSignatureFields } from './pdf/signature-fields.ts'
import type { PdfSignature } from './read-signature.ts'
import { readSignature } from './read-signature.ts'
import type { SignatureParts, SignatureReport } from './signature-report.ts'

export type VerifyOptions = {
  /** Whom we believe about signers, out of our own configuration. */
  readonly anchors: readonly TrustAnchor[]
  /** Whom we believe about time. */
  readonly timeStampAnchors?: readonly TrustAnchor[]
  /** Now. A signer's certificate is looked at as of its time stamp where there is a trusted one. */
  readonly at: Date
}

type AskOptions = {
  /** Whether a certificate was revoked at a time; absent: nobody is asked, and the report says so. */
  readonly checkRevocation?: (path: TrustedPath, at: Date) => Promise<Verdict<undefined, string>>
}

/**
 * One report for each signature, in the order in which they were made; none for a document without signatures. Asks
 * nobody about revocation and waits for nothing: it can run where nothing else waits for it. All that it does comes out of
 * one budget, from the first byte to the last.
 */
export function readSignedPdf(
  bytes: Bytes,
  options: VerifyOptions,
  budget: Budget = openBudget(),
): Verdict<readonly SignatureReport[], SignDocumentCode> {
  return readSignable(
    bytes,
    (pdf) => {
      const fields = findSignatureFields(pdf)
      const found = fields.map((field) => {
        const signature = takePdfErrors(() => readSignature(pdf, field))
        const later: LaterChange = signature.ok ? laterOf(pdf, fields, signature.value) : 'changes'
        return { signature, later, endBytes: signature.ok ? signature.value.endBytes : Infinity }
      })
      return found
        .sort((a, b) => a.endBytes - b.endBytes)
        .map(({ signature, later }) =>
          signature.ok ? report(signature.value, later, { ...options, budget }) : unreadable(signature, later),
        )
    },
    budget,
  )
}

/** What `readSignedPdf` says, and of each signer whom we know whether the certificate was revoked, if it can be asked. */
export async function verifySignedPdf(
  bytes: Bytes,
  options: VerifyOptions & AskOptions,
): Promise<Verdict<readonly SignatureReport[], SignDocumentCode>> {
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
    const revocation = one.trust?.ok === true ? await checkRevocation(one.trust.value, signedAt(one, at)) : undefined
    asked.push(revocation === undefined ? one : concludeReport({ ...one, revocation }))
  }
  return asked
}

function concludeReport(parts: SignatureParts): SignatureReport {
  const verdict = judgeSignature(parts)
  return { ...parts, verdict, isGood: verdict.kind === 'good' }
}

/** A time that a trusted authority proves counts; otherwise the certificate must be good now. */
function signedAt({ timeStamp }: Pick<SignatureReport, 'timeStamp'>, now: Date): Date {
  return timeStamp?.ok === true && timeStamp.value.trust.ok ? timeStamp.value.at : now
}

function laterOf(pdf: Pdf, fields: readonly SignatureField[], { endBytes }: PdfSignature): LaterChange {
  try {
    return judgeLaterChange(pdf, fields, endBytes)
  } catch (error) {
    if (error instanceof PdfError) return 'changes'
    throw error
  }
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

function unreadable(integrity: Verdict<never, SignatureCode>, later: LaterChange): SignatureReport {
  const nothing = { trust: undefined, revocation: undefined, signer: undefined, timeStamp: undefined }
  return concludeReport({ integrity, ...nothing, claimedAt: undefined, reason: undefined, later })
}

type Reading = VerifyOptions & { readonly budget: Budget }

function report(found: PdfSignature, later: LaterChange, options: Reading): SignatureReport {
  const { claimedAt, reason } = found
  const read = readCms(found, options.budget)
  if (!read.ok) return { ...unreadable(read, later), claimedAt, reason }
  const { data, certificate } = read.value
  const timeStamp = reportTimeStamp(data, options)
  const at = signedAt({ timeStamp }, options.at)
  const trust = checkSigner({ leaf: certificate, intermediates: data.certificates, at, anchors: options.anchors })
  return concludeReport({
    integrity: ok(certificate),
    trust,
    revocation: trust.ok ? 'not asked' : undefined,
    signer: readSignerAttributes(certificate),
    timeStamp,
    claimedAt,
    reason,
    later,
  })
}

function readCms(
  found: PdfSignature,
  budget: Budget,
): Verdict<{ data: SignedData; certificate: Certificate }, SignatureCode> {
  spend(budget, 'derBytes', found.cms.length)
  try {
    const data = readSignedData(found.cms)
    if (data.contentType !== oid.data || data.content !== undefined) return no('SIGNATURE_MALFORMED')
    for (const part of found.signed) spend(budget, 'hashedBytes', part.length)
    const checked = checkSignedData(data, found.signed)
    return checked.ok ? ok({ data, certificate: checked.value }) : checked
  } catch (error) {
    if (error instanceof MalformedError) return no('SIGNATURE_MALFORMED', { reason: error.reason })
    throw error
  }
}

type Search = { leaf: Certificate; intermediates: readonly Certificate[]; anchors: readonly TrustAnchor[]; at: Date }

/** Of the real hierarchy or of the test one: which of the two is trusted is said by the anchors. */
function checkSigner({ leaf, intermediates, anchors, at }: Search): Verdict<TrustedPath, CertCode> {
  const others = intermediates.filter(({ fingerprint }) => fingerprint !== leaf.fingerprint).slice(0, 8)
  const search = { leaf, intermediates: others, anchors, at }
  const test = checkPath({ ...search, requirements: signingTestRequirements })
  if (test.ok || test.code !== 'CERT_POLICY') return test
  return checkPath({ ...search, requirements: signingRequirements })
}

function reportTimeStamp(data: SignedData, options: Reading): SignatureReport['timeStamp'] {
  const token = data.unsigned.get(oid.timeStampToken)
  if (token === undefined) return undefined
  spend(options.budget, 'derBytes', token.bytes.length)
  const stamp = checkTimeStamp(token.bytes, data.signature)
  return stamp.ok ? ok({ at: stamp.value.at, trust: checkAuthority(stamp.value, options) }) : stamp
}

function checkAuthority(stamp: TimeStamp, options: VerifyOptions): Verdict<TrustedPath, CertCode> {
  const leaf = stamp.certificate
  // RFC 3161 2.3: for time stamps and nothing else.
  if (leaf.extendedKeyUsage?.length !== 1) return no('CERT_EXTENDED_KEY_USAGE', { step: 'RFC 3161 2.3', depth: 0 })
  const intermediates = stamp.certificates.filter(({ fingerprint }) => fingerprint !== leaf.fingerprint).slice(0, 8)
  const anchors = options.timeStampAnchors ?? []
  return checkPath({ leaf, intermediates, anchors, at: stamp.at, requirements: timeStampRequirements })
}
