import type { CheckCertificate } from '@madoguchi/card'
import type { ChainCode, Mode } from '@madoguchi/card/protocol'
import { type Bytes, no, ok, type Verdict } from '@madoguchi/kit'
import { parseCertificate } from '@madoguchi/pki'

type Issuer = 'test' | 'jpki' | 'other'

/** The sandbox's own test CAs, and those of the official test hierarchy. */
const testNames: readonly string[] = ['JPKI TEST', 'JPKI-TEST']

/** By the O of who issued it; undefined when the bytes are no certificate. It says nothing about trust: the portal checks. */
export function judgeIssuer(certificate: Bytes): Issuer | undefined {
  const read = parseCertificate(certificate)
  if (!read.ok) return undefined
  // Names are compared without case (RFC 5280 7.1): no spelling of J-LIS passes for somebody else.
  const name = (read.value.issuer.O ?? '').trim().toUpperCase()
  if (name === 'JPKI') return 'jpki'
  return testNames.includes(name) ? 'test' : 'other'
}

/**
 * Which cards may be used: in production those of J-LIS only, in the sandbox every other. Verifying certificates of J-LIS
 * needs a certification by law (公的個人認証法17条), and integrators bring test cards of CAs of their own.
 */
export function checkIssuer(certificate: Bytes, mode: Mode): Verdict<Issuer, ChainCode> {
  const issuer = judgeIssuer(certificate)
  if (issuer === undefined) return no('CARD_ISSUER_UNKNOWN')
  if (mode === 'sandbox') return issuer === 'jpki' ? no('CARD_REAL_IN_SANDBOX') : ok(issuer)
  return issuer === 'jpki' ? ok(issuer) : no('CARD_ISSUER_UNKNOWN')
}

/** The same for operations that take a `checkCertificate`: `explain` turns their refusal into the reason for it. */
export function makeIssuerCheck(mode: Mode) {
  let refusal: ChainCode | undefined
  const checkCertificate: CheckCertificate = (certificate) => {
    const checked = checkIssuer(certificate, mode)
    refusal = checked.ok ? undefined : checked.code
    return checked.ok
  }
  function explain<T, Code extends string>(verdict: Verdict<T, Code>): Verdict<T, Code | ChainCode> {
    return !verdict.ok && verdict.code === 'CARD_CERTIFICATE_REFUSED' && refusal ? no(refusal) : verdict
  }
  return { checkCertificate, explain }
}
