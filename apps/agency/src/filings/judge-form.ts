import type { Bytes, Verdict } from '@madoguchi/kit'
import { AppError, no, ok } from '@madoguchi/kit'
import type { SignatureReport, SignedPdfAnswer, SignedPdfJob } from '@madoguchi/pades'
import { askRevocation } from '@madoguchi/pades'
import type { TrustAnchor, TrustedPath } from '@madoguchi/pki'
import { checkRevocation, parseCrl } from '@madoguchi/pki'

/** What was found about the signature of a form; `none`: nobody signed it. */
export type FormSignature = 'good' | 'broken' | 'uncheckable' | 'none'

/** Whose signatures are known here, and where it stands which certificates were revoked. */
export type SignerTrust = {
  readonly anchors: readonly TrustAnchor[]
  loadCrl(issuer: TrustAnchor): Promise<Bytes>
}

/**
 * Judges the signatures of a form as of 提出: a certificate that was revoked after it, as one is when its holder moves, says
 * nothing against it. `read` looks at the document in a thread that ends with it. Where it is not known whether a
 * certificate was revoked, the signature is `uncheckable`.
 */
export function makeJudgeForm(options: {
  trust: SignerTrust
  clock: { now(): Date }
  read: (job: SignedPdfJob) => Promise<SignedPdfAnswer>
}): (pdf: Bytes, filedAt: Date) => Promise<FormSignature> {
  const { trust, clock, read } = options
  const { anchors } = trust

  async function ask({ chain: [leaf], anchor }: TrustedPath, filedAt: Date): Promise<Verdict<undefined, string>> {
    // From a thread comes a copy of the anchor.
    const issuer = anchors.find((one) => one.name === anchor.name && one.publicKey.equals(anchor.publicKey))
    if (leaf === undefined || issuer === undefined) return no('CRL_ISSUER')
    const der = await trust.loadCrl(issuer).catch(() => undefined)
    const crl = der === undefined ? no('CRL_UNREACHABLE') : parseCrl(der)
    if (!crl.ok) return crl
    const checked = checkRevocation({ certificate: leaf, issuer, crl: crl.value, at: clock.now() })
    return !checked.ok && checked.code === 'CERT_REVOKED' && isAfter(checked.facts, filedAt) ? ok() : checked
  }

  return async (pdf, filedAt) => {
    // The thread takes the bytes over.
    const found = await read({
      pdf: Uint8Array.from(pdf),
      options: { anchors, timeStampAnchors: [], at: filedAt },
    }).catch(refuseCostly)
    if (!found.ok) return 'uncheckable'
    const reports = await askRevocation(found.value, { at: filedAt, checkRevocation: (path) => ask(path, filedAt) })
    return concludeReports(reports)
  }
}

/** The gravest of them; a time stamp alone signs nothing. */
function concludeReports(reports: readonly SignatureReport[]): FormSignature {
  const kinds = reports.map(({ verdict }) => verdict.kind)
  if (kinds.includes('broken')) return 'broken'
  if (reports.every(({ kind }) => kind === 'document time stamp')) return 'none'
  return kinds.includes('uncheckable') ? 'uncheckable' : 'good'
}

/** The earlier one of revocation and invalidity (RFC 5280 5.3.2). */
function isAfter(
  { at, invalidSince }: { readonly at?: unknown; readonly invalidSince?: unknown },
  filedAt: Date,
): boolean {
  const times = [at, invalidSince].flatMap((fact) => (typeof fact === 'string' ? [Date.parse(fact)] : []))
  return times.length > 0 && times.every((time) => time > filedAt.getTime())
}

/** What costs too much was not looked at to its end: that says nothing against it. */
function refuseCostly(error: unknown): Verdict<never, 'DOCUMENT_TOO_COSTLY'> {
  const code = error instanceof AppError ? error.code : undefined
  if (code === 'WORK_TIMED_OUT' || code === 'WORK_FAILED') return no('DOCUMENT_TOO_COSTLY')
  throw error
}
