import { verifyStatement } from '@madoguchi/card'
import type { Bytes, Clock, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { CertCode, Certificate, TrustAnchor } from '@madoguchi/pki'
import { authenticationRequirements, checkPath, parseCertificate } from '@madoguchi/pki'
import type { CrlKeeper } from './crl-keeper.ts'

export type LogInRefusal = CertCode | 'LOGIN_SIGNATURE' | 'LOGIN_REVOCATION_UNKNOWN'

/**
 * Did the holder of a living authentication certificate sign our challenge for our origin? Origin and challenge are
 * ours, never the client's. The registry verifies the same again before it has a mandate made.
 */
export async function checkLogIn(options: {
  certificate: Bytes
  signature: Bytes
  challenge: Bytes
  origin: string
  anchors: readonly TrustAnchor[]
  crl: CrlKeeper
  clock: Clock
}): Promise<Verdict<Certificate, LogInRefusal>> {
  const { signature, challenge, origin, anchors, crl, clock } = options
  const parsed = parseCertificate(options.certificate)
  if (!parsed.ok) return parsed
  const certificate = parsed.value
  const { publicKey } = certificate
  if (!verifyStatement({ purpose: 'login', origin, challenge, publicKey, signature })) return no('LOGIN_SIGNATURE')
  const path = checkPath({
    leaf: certificate,
    intermediates: [],
    anchors,
    at: clock.now(),
    requirements: authenticationRequirements,
  })
  if (!path.ok) return path
  const living = await crl.check(certificate, path.value.anchor)
  return living.ok ? ok(certificate) : living
}
