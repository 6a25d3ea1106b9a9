import type { Verdict } from '@madoguchi/kit'
import { equalBytes, no, ok } from '@madoguchi/kit'
import type { TrustAnchor } from './anchor.ts'
import type { Certificate } from './certificate.ts'
import type { CertCode } from './errors.ts'
import { limits } from './limits.ts'
import { anyExtendedKeyUsage, extensionOid } from './oids.ts'
import type { Search, SignedChain } from './path-build.ts'
import { findSignedChains } from './path-build.ts'
import { endPolicies, isPolicyValid, mapsAnyPolicy, passPolicies, startPolicies, takePolicies } from './policy-state.ts'
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
 * (0 is the leaf, one more than the topmost CA is the anchor) that failed. Never throws; work is bounded. Of the inputs
 * of 6.1.1 mapping is always inhibited, and explicit policy demanded where a policy is required; constraints of the
 * chain and of the anchor bind either way. Name constraints are refused wherever they stand.
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

  if (!lendsUse(anchor, requirements)) return no('CERT_EXTENDED_KEY_USAGE', { step: '4.2.1.12', depth: anchorDepth })

  // 6.1.2
  let maxPathLength = anchor.pathLength ?? limits.chainMax
  let policies = startPolicies(anchor, requirements.policy)
  if (mapsAnyPolicy(anchor)) return no('CERT_POLICY', { step: '6.1.4 (a)', depth: anchorDepth })
  if (!isPolicyValid(policies)) return no('CERT_POLICY', { step: 'RFC 5937 3.2', depth: anchorDepth })

  for (let depth = certificates.length - 1; depth >= 0; depth--) {
    const certificate = certificates[depth]
    if (!certificate) break
    const isLeaf = depth === 0
    const isSelfIssued = equalBytes(certificate.issuerDer, certificate.subjectDer)
    const common = checkCommon(certificate, depth, at)
    if (!common.ok) return common
    policies = takePolicies(policies, certificate, isSelfIssued && !isLeaf)
    if (!isPolicyValid(policies)) return no('CERT_POLICY', { step: '6.1.3 (f)', depth })
    if (isLeaf) {
      if (!isPolicyValid(endPolicies(policies, certificate))) return no('CERT_POLICY', { step: '6.1.5 (g)', depth })
      const leaf = checkLeaf(certificate, requirements)
      return leaf.ok ? ok({ chain: certificates, anchor }) : leaf
    }
    const issuer = checkIssuer(certificate, depth, requirements)
    if (!issuer.ok) return issuer
    // 6.1.4 (l), (m): a self-issued certificate (key rollover) does not use up the length.
    if (!isSelfIssued && maxPathLength-- <= 0) return no('CERT_PATH_TOO_LONG', { step: '6.1.4 (l)', depth })
    maxPathLength = Math.min(maxPathLength, certificate.pathLength ?? maxPathLength)
    policies = passPolicies(policies, certificate, isSelfIssued)
  }
  return no('CERT_PATH_TOO_LONG', { step: '6.1.5', depth: 0 })
}

/** 6.1.3, for every certificate of the path; the signature (a)(1) held already when the chain was found. */
function checkCommon(certificate: Certificate, depth: number, at: Date): Verdict<undefined, CertCode> {
  const window = checkWindow(certificate, at, depth)
  if (!window.ok) return window
  const [unknown] = certificate.criticalUnknownExtensions
  if (unknown !== undefined) {
    const step = unknown === extensionOid.policies ? '4.2.1.4' : depth === 0 ? '6.1.5 (f)' : '6.1.4 (o)'
    return no('CERT_CRITICAL_EXTENSION', { step, depth, extension: unknown })
  }
  const fault = findKeyFault(certificate.publicKey)
  if (fault) return no(`CERT_${fault}`, { step: '4.1.2.7', depth })
  if (certificate.hasNameConstraints) return no('CERT_NAME_CONSTRAINTS', { step: '6.1.4 (g)', depth })
  return ok()
}

/** 6.1.4: whether this certificate may issue the next one. */
function checkIssuer(
  certificate: Certificate,
  depth: number,
  requirements: Requirements,
): Verdict<undefined, CertCode> {
  if (mapsAnyPolicy(certificate)) return no('CERT_POLICY', { step: '6.1.4 (a)', depth })
  if (certificate.version !== 3 || !certificate.isCa) return no('CERT_ISSUER_NOT_CA', { step: '6.1.4 (k)', depth })
  if (certificate.keyUsage && !certificate.keyUsage.has('keyCertSign')) {
    return no('CERT_KEY_USAGE', { step: '6.1.4 (n)', depth })
  }
  return lendsUse(certificate, requirements) ? ok() : no('CERT_EXTENDED_KEY_USAGE', { step: '4.2.1.12', depth })
}

/** Not in RFC 5280, but what browsers and OpenSSL do: a CA, the anchor too, that lists uses lends no others. */
function lendsUse({ extendedKeyUsage: uses }: Pick<Certificate, 'extendedKeyUsage'>, requirements: Requirements) {
  const { extendedKeyUsage: wanted } = requirements
  return !wanted || !uses || uses.includes(wanted) || uses.includes(anyExtendedKeyUsage)
}

function checkLeaf(leaf: Certificate, requirements: Requirements): Verdict<undefined, CertCode> {
  if (leaf.isCa) return no('CERT_SUBJECT_IS_CA', { step: '4.2.1.9', depth: 0 })
  const missing = requirements.keyUsage.find((usage) => leaf.keyUsage?.has(usage) !== true)
  if (missing) return no('CERT_KEY_USAGE', { step: '4.2.1.3', depth: 0, missing })
  const { extendedKeyUsage: wanted } = requirements
  if (wanted && leaf.extendedKeyUsage?.includes(wanted) !== true) {
    return no('CERT_EXTENDED_KEY_USAGE', { step: '4.2.1.12', depth: 0 })
  }
  // Stricter than 6.1: a certificate for one purpose names it, and "any" is no name.
  if (requirements.policy !== undefined && !leaf.policies.includes(requirements.policy))
    return no('CERT_POLICY', { step: '4.2.1.4', depth: 0 })
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
