import type { KeyObject } from 'node:crypto'
import type { Certificate } from '../certificate.ts'
import { tag } from '../der.ts'
import { encodeElement } from '../encode-der.ts'
import type { DistinguishedName } from '../name.ts'
import { extensionOid, sealPolicy } from '../oids.ts'
import type { CertificateAuthority } from './ca.ts'
import { readOwn } from './ca.ts'
import { encodeTbs, signTbs } from './encode-certificate.ts'
import { encodeName } from './encode-name.ts'
import { makeAuthorityKeyId, makeKeyId, makeKeyUsage, makePolicies, makeSubjectKeyId } from './make-extensions.ts'

const notReal = 'SANDBOX - not of GPKI, not of LGPKI'

/** The CA of a sandbox's seals: another one than those of its cards, so that neither vouches for what the other issues. */
export const sealCaName: DistinguishedName = { C: 'JP', O: 'Madoguchi TEST', OU: ['Seals of agencies', notReal], L: [] }

type SealOptions = {
  readonly ca: CertificateAuthority
  readonly publicKey: KeyObject
  /** As people call the agency, and its party id. */
  readonly agency: { readonly name: string; readonly id: string }
  readonly serial: bigint
  readonly notBefore: Date
  readonly notAfter: Date
}

/**
 * The certificate that an agency of the sandbox seals its documents with. It stands in for a 職責証明書 and is none: its CA is the
 * sandbox's own, and says so. Promise: it passes `checkPath` with `sealRequirements` inside its window. The CA keeps no
 * list, and the certificate says that (RFC 9608).
 */
export async function issueSeal({ ca, agency, publicKey, ...options }: SealOptions): Promise<Certificate> {
  const issuer = ca.certificate
  const subject = { C: 'JP', O: agency.name, OU: ['Seal', notReal], L: [], CN: agency.id }
  const tbs = encodeTbs({
    ...options,
    publicKey,
    issuerDer: issuer.subjectDer,
    subjectDer: encodeName(subject),
    extensions: [
      makeKeyUsage('digitalSignature', 'nonRepudiation'),
      makePolicies(sealPolicy),
      { id: extensionOid.noRevocation, isCritical: false, value: encodeElement(tag.null) },
      makeAuthorityKeyId(makeKeyId(issuer.publicKey)),
      makeSubjectKeyId(makeKeyId(publicKey)),
    ],
  })
  return readOwn(await signTbs(tbs, ca.privateKey))
}
