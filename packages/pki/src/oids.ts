export const extensionOid = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  crlReason: '2.5.29.21',
  invalidityDate: '2.5.29.24',
  deltaCrl: '2.5.29.27',
  crlScope: '2.5.29.28',
  certificateIssuer: '2.5.29.29',
  nameConstraints: '2.5.29.30',
  crlDistribution: '2.5.29.31',
  policies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyId: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extendedKeyUsage: '2.5.29.37',
  inhibitAnyPolicy: '2.5.29.54',
  noRevocation: '2.5.29.56',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  ocspNonce: '1.3.6.1.5.5.7.48.1.2',
} as const

export const anyPolicy = '2.5.29.32.0'
/** RFC 5280 4.2.1.4: a pointer to a practice statement, and a notice to the reader. */
export const policyQualifier = { cps: '1.3.6.1.5.5.7.2.1', userNotice: '1.3.6.1.5.5.7.2.2' } as const
export const anyExtendedKeyUsage = '2.5.29.37.0'
export const clientAuth = '1.3.6.1.5.5.7.3.2'
export const timeStamping = '1.3.6.1.5.5.7.3.8'
export const ocspSigning = '1.3.6.1.5.5.7.3.9'

/** Policies of the two kinds of JPKI certificate; the signing one is that of the official test hierarchy. */
export const jpkiPolicy = {
  authentication: '1.2.392.200149.8.5.1.3.30',
  signing: '1.2.392.200149.8.5.1.1.20',
  signingTest: '1.2.392.200149.8.5.1.1.0.20',
} as const

/**
 * Seals of agencies of a sandbox. The arc is nobody's, it is for examples (RFC 5612): no seal of GPKI or LGPKI can have it, and it
 * means something only below a CA that is pinned for it.
 */
export const sealPolicy = '1.3.6.1.4.1.32473.79.1'

export const attributeTypeOid = { C: '2.5.4.6', O: '2.5.4.10', OU: '2.5.4.11', L: '2.5.4.7', CN: '2.5.4.3' } as const

export const sha256WithRsa = '1.2.840.113549.1.1.11'
