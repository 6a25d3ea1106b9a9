import type { Bytes, Verdict } from '@madoguchi/kit'
import { ok } from '@madoguchi/kit'
import type { TrustAnchor } from './anchor.ts'
import { pinAnchor } from './anchor.ts'
import { parseCertificate } from './certificate.ts'
import { parseCrl } from './crl.ts'
import type { CertCode, CrlCode } from './errors.ts'
import { checkPath } from './path-check.ts'
import type { Requirements } from './requirements.ts'
import { checkRevocation } from './revocation.ts'

export type Judged = {
  readonly leaf: Bytes
  readonly intermediates: readonly Bytes[]
  readonly anchors: readonly Bytes[]
  readonly at: Date
  readonly requirements: Requirements
  readonly crl: Bytes | undefined
}

/** From bytes to one verdict, in the order a server takes the steps. */
export function judge(input: Judged): Verdict<undefined, CertCode | CrlCode> {
  const leaf = parseCertificate(input.leaf)
  if (!leaf.ok) return leaf
  const intermediates = []
  for (const der of input.intermediates) {
    const certificate = parseCertificate(der)
    if (!certificate.ok) return certificate
    intermediates.push(certificate.value)
  }
  const anchors: TrustAnchor[] = []
  for (const der of input.anchors) {
    const certificate = parseCertificate(der)
    if (!certificate.ok) return certificate
    const anchor = pinAnchor(`anchor-${anchors.length}`, certificate.value)
    if (!anchor.ok) return anchor
    anchors.push(anchor.value)
  }
  const { at, requirements } = input
  const path = checkPath({ leaf: leaf.value, intermediates, anchors, at, requirements })
  if (!path.ok) return path
  if (!input.crl) return ok()
  const crl = parseCrl(input.crl)
  if (!crl.ok) return crl
  const issuer = path.value.chain[1] ?? path.value.anchor
  return checkRevocation({ certificate: leaf.value, issuer, crl: crl.value, at })
}
