import type { Verdict } from '@madoguchi/kit'
import { equalBytes, no, ok } from '@madoguchi/kit'
import type { TrustAnchor } from './anchor.ts'
import type { Certificate } from './certificate.ts'
import type { CertCode } from './errors.ts'
import { limits } from './limits.ts'
import { anyPolicy } from './oids.ts'
import type { Search, SignedChain } from './path-build.ts'
import { findSignedChains } from './path-build.ts'
import type { Requirements } from './requirements.ts'
import { findKeyFault } from './signature.ts'

export type PathOptions = Search & { readonly at: Date; readonly requirements: Requirements }

export type TrustedPath = {
  /** The leaf first, the certificate issued by the anchor last. */
  readonly chain: readonly Certificate[]
  readonly anchor: TrustAnchor
}

/**
 * Validates a certificate as RFC 5280 section 6.1 does, from a pinned key down to the leaf, and for a use.
 *
 * Promise: `ok` means that at `at` every signature, window, name link, CA right, path length, policy and critical
 * extension of the chain held and the leaf may be used as required. A refusal names the step of RFC 5280 and the depth
 * (0 is the leaf) that failed. Never throws; work is bounded. The inputs of 6.1.1 are fixed: explicit policy demanded,
 * mapping inhibited, name constraints refused wherever they stand.
 * Duty: revocation (6.1.3 (a)(3)) is not looked at; the caller MUST call `checkRevocation` with the issuer, and MUST
 * have checked that the person before it holds the leaf's key.
 */
export function checkPath(options: PathOptions): Verdict<TrustedPath, CertCode> {
  const { intermediates, anchors } = options
  if (intermediates.length > limits.intermediatesMax || anchors.length > limits.anchorsMax) {
    return no('CERT_PATH_TOO_LONG', { step: '6.1.1', intermediates: intermediates.length, anchors: anchors.length })
  }
  const chains = findSignedChains(options)
  if (!Array.isArray(chains)) return chains
  // Several chains are rare (cross certificates): the first that holds is taken, else the first one's refusal is told.
  const verdicts = chains.map((chain) => checkChain(chain, options))
  const verdict = verdicts.find(({ ok }) => ok) ?? verdicts[0]
  return verdict ?? no('CERT_ISSUER_UNKNOWN', { step: '6.1.3 (a)(4)', depth: 0 })
}

function checkChain({ certificates, anchor }: SignedChain, options: PathOptions): Verdict<TrustedPath, CertCode> {
  const { at, requirements } = options
  const anchorDepth = certificates.length
  const window = checkWindow(anchor, at, anchorDepth)
  if (!window.ok) return window

  // 6.1.2: the counters, by their names in the RFC.
  let maxPathLength = anchor.pathLength ?? limits.chainMax
  let inhibitAnyPolicy = limits.chainMax + 1

  for (let depth = certificates.length - 1; depth >= 0; depth--) {
    const certificate = certificates[depth]
    if (!certificate) break
    const isLeaf = depth === 0
    const isSelfIssued = equalBytes(certificate.issuerDer, certificate.subjectDer)
    const mayAnyPolicy = !isLeaf && (inhibitAnyPolicy > 0 || isSelfIssued)
    const common = checkCommon({ certificate, depth, at, policy: requirements.policy, mayAnyPolicy })
    if (!common.ok) return common
    if (isLeaf) {
      const leaf = checkLeaf(certificate, requirements)
      return leaf.ok ? ok({ chain: certificates, anchor }) : leaf
    }
    const issuer = checkIssuer(certificate, depth, requirements)
    if (!issuer.ok) return issuer
    // 6.1.4 (l), (m): a self-issued certificate (key rollover) does not use up the length.
    if (!isSelfIssued && maxPathLength-- <= 0) return no('CERT_PATH_TOO_LONG', { step: '6.1.4 (l)', depth })
    maxPathLength = Math.min(maxPathLength, certificate.pathLength ?? maxPathLength)
    // 6.1.4 (h), (j)
    if (!isSelfIssued && inhibitAnyPolicy > 0) inhibitAnyPolicy--
    inhibitAnyPolicy = Math.min(inhibitAnyPolicy, certificate.inhibitAnyPolicy ?? inhibitAnyPolicy)
  }
  return no('CERT_PATH_TOO_LONG', { step: '6.1.5', depth: 0 })
}

type CommonOptions = {
  readonly certificate: Certificate
  readonly depth: number
  readonly at: Date
  readonly policy: string | undefined
  readonly mayAnyPolicy: boolean
}

/** 6.1.3, for every certificate of the path; the signature (a)(1) held already when the chain was found. */
function checkCommon({ certificate, depth, at, policy, mayAnyPolicy }: CommonOptions): Verdict<undefined, CertCode> {
  const window = checkWindow(certificate, at, depth)
  if (!window.ok) return window
  const [unknown] = certificate.criticalUnknownExtensions
  if (unknown !== undefined) {
    return no('CERT_CRITICAL_EXTENSION', { step: depth === 0 ? '6.1.5 (f)' : '6.1.4 (o)', depth, extension: unknown })
  }
  const fault = findKeyFault(certificate.publicKey)
  if (fault) return no(`CERT_${fault}`, { step: '4.1.2.7', depth })
  if (certificate.hasNameConstraints) return no('CERT_NAME_CONSTRAINTS', { step: '6.1.4 (g)', depth })
  if (policy === undefined) return ok()
  const hasPolicy = certificate.policies.includes(policy) || (mayAnyPolicy && certificate.policies.includes(anyPolicy))
  return hasPolicy ? ok() : no('CERT_POLICY', { step: '6.1.3 (d)', depth })
}

/** 6.1.4: whether this certificate may issue the next one. */
function checkIssuer(
  certificate: Certificate,
  depth: number,
  requirements: Requirements,
): Verdict<undefined, CertCode> {
  if (certificate.hasPolicyMappings) return no('CERT_POLICY', { step: '6.1.4 (b)', depth })
  if (certificate.version !== 3 || !certificate.isCa) return no('CERT_ISSUER_NOT_CA', { step: '6.1.4 (k)', depth })
  if (certificate.keyUsage && !certificate.keyUsage.has('keyCertSign')) {
    return no('CERT_KEY_USAGE', { step: '6.1.4 (n)', depth })
  }
  // Not in RFC 5280, but what browsers and OpenSSL do: a CA that lists uses lends no others.
  const { extendedKeyUsage: wanted } = requirements
  if (wanted && certificate.extendedKeyUsage && !certificate.extendedKeyUsage.includes(wanted)) {
    return no('CERT_EXTENDED_KEY_USAGE', { step: '4.2.1.12', depth })
  }
  return ok()
}

function checkLeaf(leaf: Certificate, requirements: Requirements): Verdict<undefined, CertCode> {
  if (leaf.isCa) return no('CERT_SUBJECT_IS_CA', { step: '4.2.1.9', depth: 0 })
  const missing = requirements.keyUsage.find((usage) => leaf.keyUsage?.has(usage) !== true)
  if (missing) return no('CERT_KEY_USAGE', { step: '4.2.1.3', depth: 0, missing })
  const { extendedKeyUsage: wanted } = requirements
  if (wanted && leaf.extendedKeyUsage?.includes(wanted) !== true) {
    return no('CERT_EXTENDED_KEY_USAGE', { step: '4.2.1.12', depth: 0 })
  }
  return ok()
}

/** 6.1.3 (a)(2); both ends of the window belong to it. An anchor past its own window anchors nothing. */
function checkWindow(
  { notBefore, notAfter }: { readonly notBefore: Date; readonly notAfter: Date },
  at: Date,
  depth: number,
): Verdict<undefined, CertCode> {
  if (!(at >= notBefore)) return no('CERT_NOT_YET_VALID', { step: '6.1.3 (a)(2)', depth })
  if (!(at <= notAfter)) return no('CERT_EXPIRED', { step: '6.1.3 (a)(2)', depth })
  return ok()
}
