import type { KeyObject } from 'node:crypto'
import type { Bytes, No } from '@madoguchi/kit'
import { equalBytes, no } from '@madoguchi/kit'
import type { TrustAnchor } from './anchor.ts'
import type { Certificate } from './certificate.ts'
import type { CertCode } from './errors.ts'
import { limits } from './limits.ts'
import { findAlgorithmFault, findKeyFault, isSignedBy } from './signature.ts'

/** A chain whose signatures hold up to a pinned key; nothing else about it has been looked at. */
export type SignedChain = {
  /** The leaf first. */
  readonly certificates: readonly Certificate[]
  readonly anchor: TrustAnchor
}

export type Search = {
  readonly leaf: Certificate
  readonly intermediates: readonly Certificate[]
  readonly anchors: readonly TrustAnchor[]
}

type Issuer = { readonly subjectDer: Bytes; readonly publicKey: KeyObject; readonly subjectKeyId: string | undefined }

/**
 * Finds the chains from the leaf to an anchor: by name and key id first, by signature in the end, so that CA
 * generations with one name are told apart. When there is none, the refusal is of the link that came furthest.
 * Work is bounded: chain length, number of candidates and signatures checked.
 */
export function findSignedChains({ leaf, intermediates, anchors }: Search): SignedChain[] | No<CertCode> {
  const chains: SignedChain[] = []
  let refusal: { rank: number; verdict: No<CertCode> } | undefined
  let checksLeft: number = limits.signatureChecksMax

  const refuse = (rank: number, verdict: No<CertCode>) => {
    if (!refusal || rank > refusal.rank) refusal = { rank, verdict }
  }

  const issued = (certificate: Certificate, issuer: Issuer, depth: number): boolean => {
    const isNamed = equalBytes(certificate.issuerDer, issuer.subjectDer)
    const isKeyed = hasIssuerKeyId(certificate, issuer)
    if (isNamed && isKeyed === false) refuse(1, no('CERT_ISSUER_UNKNOWN', { step: '4.2.1.1', depth }))
    // A key id that fits under another name is worth a look only to say exactly what is wrong.
    if (isNamed ? isKeyed === false : isKeyed !== true) return false
    if (checksLeft-- <= 0) return false
    const fault = findAlgorithmFault(certificate.signatureAlgorithm)
    const keyFault = findKeyFault(issuer.publicKey)
    if (fault) refuse(4, no(`CERT_${fault}`, { step: '6.1.3 (a)(1)', depth }))
    else if (keyFault) refuse(4, no(`CERT_${keyFault}`, { step: '6.1.3 (a)(1)', depth: depth + 1 }))
    else if (!isSignedBy(certificate, issuer.publicKey)) {
      if (isNamed) refuse(3, no('CERT_SIGNATURE', { step: '6.1.3 (a)(1)', depth }))
    } else if (isNamed) return true
    else refuse(2, no('CERT_NAME_CHAIN', { step: '6.1.3 (a)(4)', depth }))
    return false
  }

  const extend = (chain: readonly Certificate[]) => {
    const depth = chain.length - 1
    const last = chain[depth]
    if (!last) return
    for (const anchor of anchors) if (issued(last, anchor, depth)) chains.push({ certificates: chain, anchor })
    for (const next of intermediates) {
      if (chain.some((certificate) => certificate.fingerprint === next.fingerprint)) continue
      if (!issued(last, next, depth)) continue
      if (chain.length >= limits.chainMax) refuse(5, no('CERT_PATH_TOO_LONG', { step: '6.1.4 (l)', depth }))
      else extend([...chain, next])
    }
  }

  extend([leaf])
  if (chains.length > 0) return chains
  return refusal?.verdict ?? no('CERT_ISSUER_UNKNOWN', { step: '6.1.3 (a)(4)', depth: 0 })
}

/** Undefined when one of the two does not say. */
function hasIssuerKeyId(certificate: Certificate, issuer: Issuer): boolean | undefined {
  if (certificate.authorityKeyId === undefined || issuer.subjectKeyId === undefined) return undefined
  return certificate.authorityKeyId === issuer.subjectKeyId
}
