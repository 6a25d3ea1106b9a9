import assert from 'node:assert/strict'
import type { KeyObject } from 'node:crypto'
import type { Certificate } from '../certificate.ts'
import type { RawExtension } from '../extensions.ts'
import type { JpkiAttributes } from '../jpki-attributes.ts'
import type { DistinguishedName } from '../name.ts'
import { clientAuth, jpkiPolicy } from '../oids.ts'
import type { CertificateAuthority } from './ca.ts'
import { readOwn } from './ca.ts'
import { encodeTbs, signTbs } from './encode-certificate.ts'
import { encodeName } from './encode-name.ts'
import {
  makeAuthorityKeyId,
  makeCrlDistribution,
  makeExtendedKeyUsage,
  makeJpkiAttributes,
  makeKeyId,
  makeKeyUsage,
  makePolicies,
  makeSubjectKeyId,
} from './make-extensions.ts'

export type IssueOptions = {
  readonly ca: CertificateAuthority
  readonly publicKey: KeyObject
  readonly subject: DistinguishedName
  readonly serial: bigint
  readonly notBefore: Date
  readonly notAfter: Date
  readonly profile: 'authentication' | 'signing'
  /** The four attributes; in a signing certificate only. */
  readonly attributes?: JpkiAttributes
}

const profiles = {
  authentication: () => [
    makeKeyUsage('digitalSignature'),
    makeExtendedKeyUsage(clientAuth),
    makePolicies(jpkiPolicy.authentication),
  ],
  signing: () => [makeKeyUsage('digitalSignature', 'nonRepudiation'), makePolicies(jpkiPolicy.signingTest)],
} as const satisfies Record<IssueOptions['profile'], () => RawExtension[]>

/**
 * Issues a resident's certificate in the shape of JPKI's. Promise: it passes `checkPath` with the requirements of its
 * profile inside its window. Duty: the caller gives each serial once per CA and has seen proof that the resident holds
 * the key. An authentication certificate carries no attributes: giving some is a mistake and asserts.
 */
export async function issueCertificate(options: IssueOptions): Promise<Certificate> {
  const { ca, publicKey, profile, attributes } = options
  assert(profile === 'signing' || attributes === undefined, 'only a signing certificate carries attributes')
  const issuer = ca.certificate
  const tbs = encodeTbs({
    ...options,
    issuerDer: issuer.subjectDer,
    subjectDer: encodeName(options.subject),
    extensions: [
      ...profiles[profile](),
      ...(attributes ? [makeJpkiAttributes(attributes)] : []),
      makeCrlDistribution(issuer.subjectDer),
      makeAuthorityKeyId(makeKeyId(issuer.publicKey)),
      makeSubjectKeyId(makeKeyId(publicKey)),
    ],
  })
  return readOwn(await signTbs(tbs, ca.privateKey))
}
