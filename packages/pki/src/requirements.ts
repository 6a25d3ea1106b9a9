import type { KeyUsage } from './extensions.ts'
import { clientAuth, jpkiPolicy, sealPolicy, timeStamping } from './oids.ts'

/** What the caller wants of a leaf: every named key usage, the extended key usage if one is named, and the policy. */
export type Requirements = {
  readonly keyUsage: readonly KeyUsage[]
  readonly extendedKeyUsage?: string
  /** Undefined: any, as for a time-stamp authority, whose policy stands in its tokens. */
  readonly policy?: string
}

/** 利用者証明用: to log in. */
export const authenticationRequirements: Requirements = {
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: clientAuth,
  policy: jpkiPolicy.authentication,
}

/** 署名用: to sign a document. */
export const signingRequirements: Requirements = {
  keyUsage: ['digitalSignature', 'nonRepudiation'],
  policy: jpkiPolicy.signing,
}

/** RFC 3161 2.3: a key that stamps times and does nothing else. */
export const timeStampRequirements: Requirements = {
  keyUsage: ['digitalSignature'],
  extendedKeyUsage: timeStamping,
}

/** 署名用, of the test hierarchy: to sign a document. */
export const signingTestRequirements: Requirements = {
  keyUsage: ['digitalSignature', 'nonRepudiation'],
  policy: jpkiPolicy.signingTest,
}

/** An agency's seal, of a sandbox: to sign what the agency issues. */
export const sealRequirements: Requirements = {
  keyUsage: ['digitalSignature', 'nonRepudiation'],
  policy: sealPolicy,
}
