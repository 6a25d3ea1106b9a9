import type { Verdict } from '@madoguchi/kit'
import type { AttributeCode, CertCode, Certificate, SignerAttributes, TrustedPath } from '@madoguchi/pki'
import type { SignatureCode, TimeStampCode, VerdictOnlyCode } from './errors.ts'
import type { LaterChange } from './judge-later-change.ts'

type StampReport = { readonly at: Date; readonly trust: Verdict<TrustedPath, CertCode> }

/** Everything that was looked at about one signature. What is wrong with one part says nothing about the others. */
export type SignatureParts = {
  /** Whether the bytes it covers are as they were signed, and by the key of this certificate. */
  readonly integrity: Verdict<Certificate, SignatureCode>
  /** Whether we know who that is. Undefined when the integrity does not hold. */
  readonly trust: Verdict<TrustedPath, CertCode> | undefined
  readonly revocation: Verdict<undefined, string> | 'not asked' | undefined
  /** As the certificate says it; believe it only when `trust` is ok. */
  readonly signer: Verdict<SignerAttributes, AttributeCode> | undefined
  readonly timeStamp: Verdict<StampReport, TimeStampCode> | undefined
  /** Said by the signer's own computer, proven by nobody. */
  readonly claimedAt: Date | undefined
  readonly reason: string | undefined
  /** What was added to the file after this signature. */
  readonly later: LaterChange
}

/** Why a signature is not good: one code, that of the gravest thing found. */
export type VerdictCode = SignatureCode | CertCode | TimeStampCode | VerdictOnlyCode

/**
 * What is said of a signature as a whole, in the three words of ETSI EN 319 102-1 5.1.3 (TOTAL-PASSED, TOTAL-FAILED,
 * INDETERMINATE). `broken`: what is signed, or the signature, was shown to be another than it claims. `uncheckable`: nothing
 * was shown against it, and something that a good signature needs could not be looked at, or is not known here.
 */
export type SignatureVerdict =
  | { readonly kind: 'good' }
  | { readonly kind: 'broken'; readonly code: VerdictCode }
  | { readonly kind: 'uncheckable'; readonly code: VerdictCode }

export type SignatureReport = SignatureParts & {
  /** All of it in one word, with the gravest reason. */
  readonly verdict: SignatureVerdict
  /** Whether the verdict is `good`. */
  readonly isGood: boolean
}
