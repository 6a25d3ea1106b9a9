import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { CertCode, Certificate, TrustAnchor, TrustedPath } from '@madoguchi/pki'
import {
  checkPath,
  readSignerAttributes,
  replaceUnseen,
  sealRequirements,
  signingRequirements,
  signingTestRequirements,
} from '@madoguchi/pki'
import { MalformedError } from '@madoguchi/pki/der'
import { checkSignedData } from './cms/check-signed-data.ts'
import { oid } from './cms/oids.ts'
import type { SignedData } from './cms/read-signed-data.ts'
import { readSignedData } from './cms/read-signed-data.ts'
import { checkTimeStamp } from './cms/read-time-stamp.ts'
import type { SignatureCode } from './errors.ts'
import { judgeSignature } from './judge-signature.ts'
import type { Budget } from './pdf/budget.ts'
import { spend } from './pdf/budget.ts'
import type { PdfSignature } from './read-signature.ts'
import type { StampOptions } from './report-time-stamp.ts'
import { findProvenAt, reportTimeStamp } from './report-time-stamp.ts'
import type { SignatureParts, SignatureReport } from './signature-report.ts'

export type VerifyOptions = StampOptions & {
  /** Whom we believe about signers, out of our own configuration. */
  readonly anchors: readonly TrustAnchor[]
  /** Whom we believe about seals of agencies, and about nothing else. */
  readonly sealAnchors?: readonly TrustAnchor[]
  /** Now. A signer's certificate is looked at as of its time stamp where there is a trusted one. */
  readonly at: Date
}

type Reading = VerifyOptions & {
  readonly budget: Budget
  /** Trusted time stamps of the whole document that cover this signature. */
  readonly stampedAt: readonly Date[]
}

type Found = { readonly found: PdfSignature; readonly later: SignatureParts['later'] }

/** What can be said of one signature: itself, its certificate, its time. */
export function reportSignature({ found, later }: Found, options: Reading): SignatureReport {
  const { kind, claimedAt, reason } = found
  const read = readCms(found, options.budget)
  if (!read.ok) return reportUnreadable({ kind, integrity: read, later, claimedAt, reason })
  const { data, certificate, isNamed } = read.value
  const timeStamp = reportOwnStamp(data, options)
  const provenAt = findProvenAt(timeStamp, options.stampedAt)
  const { anchors, sealAnchors = [] } = options
  const search = { leaf: certificate, intermediates: data.certificates, at: provenAt ?? options.at }
  const seal = checkSeal({ ...search, anchors: sealAnchors })
  const isSeal = seal.ok || (saysSeal(certificate) && seal.code !== 'CERT_ISSUER_UNKNOWN')
  const trust = isSeal ? seal : checkSigner({ ...search, anchors })
  const isAskable = !(isSeal && certificate.hasNoRevocation)
  return concludeReport({
    kind: kind === 'PAdES' && !isNamed ? 'CMS' : kind,
    integrity: ok(certificate),
    trust,
    revocation: trust.ok ? (isAskable ? 'not asked' : 'nobody to ask') : undefined,
    signer: isSeal ? undefined : readSignerAttributes(certificate),
    sealOf: seal.ok ? nameAgency(certificate) : undefined,
    timeStamp,
    provenAt,
    claimedAt,
    reason,
    later,
  })
}

type Unreadable = Pick<SignatureParts, 'kind' | 'later' | 'claimedAt' | 'reason'> & {
  readonly integrity: Verdict<never, SignatureCode>
}

/** Of one that does not hold, or could not be looked at. */
export function reportUnreadable(parts: Unreadable): SignatureReport {
  const nothing = {
    trust: undefined,
    revocation: undefined,
    signer: undefined,
    sealOf: undefined,
    timeStamp: undefined,
  }
  return concludeReport({ ...parts, ...nothing, provenAt: undefined })
}

export function concludeReport(parts: SignatureParts): SignatureReport {
  const verdict = judgeSignature(parts)
  return { ...parts, verdict, isGood: verdict.kind === 'good' }
}

type Cms = { readonly data: SignedData; readonly certificate: Certificate; readonly isNamed: boolean }

function readCms(found: PdfSignature, budget: Budget): Verdict<Cms, SignatureCode> {
  if (found.kind !== 'PAdES' && found.kind !== 'CMS') return no('SIGNATURE_KIND', { kind: found.kind })
  spend(budget, 'derBytes', found.cms.length)
  try {
    const data = readSignedData(found.cms)
    if (data.contentType !== oid.data || data.content !== undefined) return no('SIGNATURE_MALFORMED')
    for (const part of found.signed) spend(budget, 'hashedBytes', part.length)
    const checked = checkSignedData(data, found.signed)
    return checked.ok ? ok({ data, ...checked.value }) : checked
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

/** CERT_ISSUER_UNKNOWN: no CA of seals issued it. */
function checkSeal({ leaf, intermediates, anchors, at }: Search): Verdict<TrustedPath, CertCode> {
  const others = intermediates.filter(({ fingerprint }) => fingerprint !== leaf.fingerprint).slice(0, 8)
  return checkPath({ leaf, intermediates: others, anchors, at, requirements: sealRequirements })
}

/**
 * Certificates beside a signature are nobody's word: one that only has the name of a CA of seals makes no seal of what says of itself that
 * it is none.
 */
function saysSeal({ policies }: Certificate): boolean {
  return policies.some((policy) => policy === sealRequirements.policy)
}

function nameAgency({ subject }: Certificate): string {
  return replaceUnseen(subject.O ?? '', '\ufffd')
}

/** More than a signature gathers in the course of its life. */
const stampsMax = 8

/** The earliest of an authority that is trusted; where there is none, the first. */
function reportOwnStamp(data: SignedData, options: Reading): SignatureParts['timeStamp'] {
  const stamps = data.timeStampTokens.slice(0, stampsMax).map((token) => {
    spend(options.budget, 'derBytes', token.length)
    const stamp = checkTimeStamp(token, [data.signature])
    return stamp.ok ? ok(reportTimeStamp(stamp.value, options)) : stamp
  })
  const trusted = stamps.filter((stamp) => stamp.ok).filter(({ value }) => value.trust.ok)
  return trusted.sort((a, b) => a.value.at.getTime() - b.value.at.getTime())[0] ?? stamps[0]
}
