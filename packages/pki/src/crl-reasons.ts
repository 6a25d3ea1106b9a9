/** RFC 5280 5.3.1. */
export const crlReasons = {
  0: 'unspecified',
  1: 'keyCompromise',
  2: 'cACompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  8: 'removeFromCRL',
  9: 'privilegeWithdrawn',
  10: 'aACompromise',
} as const
export type CrlReason = (typeof crlReasons)[keyof typeof crlReasons]

export type Revocation = {
  readonly reason: CrlReason
  readonly at: Date
  /** 5.3.2: since when the key is known or suspected to be another's; often before `at`. */
  readonly invalidSince?: Date
}

/** What a refusal says of it: the dates in ISO 8601. */
export function describeRevocation({ reason, at, invalidSince }: Revocation) {
  const since = invalidSince === undefined ? {} : { invalidSince: invalidSince.toISOString() }
  return { reason, at: at.toISOString(), ...since }
}
