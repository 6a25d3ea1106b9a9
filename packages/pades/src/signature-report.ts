import type { Verdict } from '@madoguchi/kit'
import type { AttributeCode, CertCode, Certificate, SignerAttributes, TrustedPath } from '@madoguchi/pki'
import type { RevocationCode, SignatureCode, TimeStampCode, verdictErrors } from './errors.ts'
import type { LaterChange } from './revisions/later-change.ts'
import type { SignatureKind } from './signature-kind.ts'

export type StampReport = { readonly at: Date; readonly trust: Verdict<TrustedPath, CertCode> }

/** Everything that was looked at about one signature. What is wrong with one part says nothing about the others. */
export type SignatureParts = {
  /** Undefined where nothing can be said of it. A time stamp of the whole document has no signer and is asked about by nobody. */
  readonly kind: SignatureKind | undefined
  /** Whether the bytes it covers are as they were signed, and by the key of this certificate. */
  readonly integrity: Verdict<Certificate, SignatureCode>
  /** Whether we know who that is. Undefined when the integrity does not hold. */
  readonly trust: Verdict<TrustedPath, CertCode> | undefined
  /** `laterAt`: the certificate was revoked after the signature was there, which says nothing against it. */
  readonly revocation:
    | Verdict<{ readonly laterAt: Date | undefined }, RevocationCode>
    | 'not asked'
    /** The certificate says that its CA keeps no list (RFC 9608). */
    | 'nobody to ask'
    | undefined
  /** As the certificate says it; believe it only when `trust` is ok. */
  readonly signer: Verdict<SignerAttributes, AttributeCode> | undefined
  /** Of a seal the agency, as the certificate names it: no person signed. Believe it only when `trust` is ok. */
  readonly sealOf: string | undefined
  readonly timeStamp: Verdict<StampReport, TimeStampCode> | undefined
  /**
   * When it was there at the latest: what the earliest time stamp says of an authority that is trusted, its own or one of the
   * whole document that came later. Certificate and revocation are judged as of then, and as of now when there is none.
   */
  readonly provenAt: Date | undefined
  /** Said by the signer's own computer, proven by nobody. */
  readonly claimedAt: Date | undefined
  readonly reason: string | undefined
  /** What was added to the file after this signature. */
  readonly later: LaterChange
}

/** Why a signature is not good: one code, that of the gravest thing found. */
export type VerdictCode = SignatureCode | CertCode | TimeStampCode | RevocationCode | keyof typeof verdictErrors

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
