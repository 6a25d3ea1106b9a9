import { verifyStatement } from '@madoguchi/card'
import type { Bytes, Clock, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { CertCode, Certificate, TrustAnchor } from '@madoguchi/pki'
import { authenticationRequirements, checkPath, parseCertificate } from '@madoguchi/pki'
import type { RevocationCheck } from './revocation-check.ts'

export type LogInRefusal = CertCode | 'LOGIN_SIGNATURE' | 'LOGIN_REVOCATION_UNKNOWN'

/** A certificate that could be read, and whether it may log in at all: path and revocation. */
export type Examined = { readonly certificate: Certificate; readonly standing: Verdict<undefined, LogInRefusal> }

/** What can be said of a certificate without the challenge. Nothing of it counts before `checkLogIn`. */
export async function examineCertificate(options: {
  certificate: Bytes
  anchors: readonly TrustAnchor[]
  checkRevocation: RevocationCheck
  clock: Clock
}): Promise<Verdict<Examined, CertCode>> {
  const { anchors, checkRevocation, clock } = options
  const parsed = parseCertificate(options.certificate)
  if (!parsed.ok) return parsed
  const certificate = parsed.value
  const path = checkPath({
    leaf: certificate,
    intermediates: [],
    anchors,
    at: clock.now(),
    requirements: authenticationRequirements,
  })
  return ok({ certificate, standing: path.ok ? await checkRevocation(certificate, path.value.anchor) : path })
}

/**
 * Did the holder of a living authentication certificate sign our challenge for our origin? Origin and challenge are
 * ours, never the client's. The registry verifies the same again before it has a mandate made.
 */
export function checkLogIn(options: {
  examined: Verdict<Examined, CertCode>
  signature: Bytes
  challenge: Bytes
  origin: string
}): Verdict<Certificate, LogInRefusal> {
  const { examined, signature, challenge, origin } = options
  if (!examined.ok) return examined
  const { certificate, standing } = examined.value
  const { publicKey } = certificate
  if (!verifyStatement({ purpose: 'login', origin, challenge, publicKey, signature })) return no('LOGIN_SIGNATURE')
  return standing.ok ? ok(certificate) : standing
}
