import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { CertCode, TrustAnchor, TrustedPath } from '@madoguchi/pki'
import { checkPath, timeStampRequirements } from '@madoguchi/pki'
import type { TimeStamp } from './cms/read-time-stamp.ts'
import { checkTimeStamp } from './cms/read-time-stamp.ts'
import type { SignatureCode, TimeStampCode } from './errors.ts'
import type { Budget } from './pdf/budget.ts'
import { spend } from './pdf/budget.ts'
import type { PdfSignature } from './read-signature.ts'
import type { SignatureParts, StampReport } from './signature-report.ts'

export type StampOptions = {
  /** Whom we believe about time. */
  readonly timeStampAnchors?: readonly TrustAnchor[]
}

/** What a time stamp says that holds, and whether its authority is one that we believe. */
export function reportTimeStamp(stamp: TimeStamp, options: StampOptions): StampReport {
  return { at: stamp.at, trust: checkAuthority(stamp, options) }
}

/** The earliest time that somebody whom we believe proves. */
export function findProvenAt(
  own: Verdict<StampReport, TimeStampCode> | undefined,
  others: readonly Date[],
): Date | undefined {
  const all = own?.ok === true && own.value.trust.ok ? [own.value.at, ...others] : others
  return all.reduce<Date | undefined>((first, at) => (first === undefined || at < first ? at : first), undefined)
}

type Options = StampOptions & { readonly budget: Budget; readonly later: SignatureParts['later'] }

/** A time stamp of the whole document up to its end (ISO 32000-2 12.8.5): nobody's signature. */
export function reportDocumentStamp(found: PdfSignature, options: Options): SignatureParts {
  const { budget, later } = options
  spend(budget, 'derBytes', found.cms.length)
  for (const part of found.signed) spend(budget, 'hashedBytes', part.length)
  const stamp = checkTimeStamp(found.cms, found.signed)
  const { kind, claimedAt, reason } = found
  const said = { kind, claimedAt, reason, later, signer: undefined, sealOf: undefined, revocation: undefined }
  if (!stamp.ok)
    return { ...said, integrity: no(codeOf(stamp.code)), trust: undefined, timeStamp: undefined, provenAt: undefined }
  const report = reportTimeStamp(stamp.value, options)
  const provenAt = report.trust.ok ? report.at : undefined
  return { ...said, integrity: ok(stamp.value.certificate), trust: report.trust, timeStamp: ok(report), provenAt }
}

/** What a time stamp can be refused for, said of a signature. */
function codeOf(code: TimeStampCode): SignatureCode {
  if (code === 'TIME_STAMP_IMPRINT') return 'SIGNATURE_DIGEST'
  if (code === 'TIME_STAMP_SIGNATURE') return 'SIGNATURE_VALUE'
  return code === 'TIME_STAMP_ALGORITHM' ? 'SIGNATURE_ALGORITHM' : 'SIGNATURE_MALFORMED'
}

function checkAuthority(stamp: TimeStamp, options: StampOptions): Verdict<TrustedPath, CertCode> {
  const leaf = stamp.certificate
  // RFC 3161 2.3: for time stamps and nothing else.
  if (leaf.extendedKeyUsage?.length !== 1) return no('CERT_EXTENDED_KEY_USAGE', { step: 'RFC 3161 2.3', depth: 0 })
  const intermediates = stamp.certificates.filter(({ fingerprint }) => fingerprint !== leaf.fingerprint).slice(0, 8)
  const anchors = options.timeStampAnchors ?? []
  return checkPath({ leaf, intermediates, anchors, at: stamp.at, requirements: timeStampRequirements })
}
