import type { KeyObject } from 'node:crypto'
import { hash } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import type { Certificate } from '../certificate.ts'
import type { CrlReason } from '../crl-reasons.ts'
import { crlReasons } from '../crl-reasons.ts'
import { tag } from '../der.ts'
import { encodeElement, encodeInteger, encodeOid, encodeSequence } from '../encode-der.ts'
import { encodeExtensions } from '../encode-extension-list.ts'
import type { CertId } from '../ocsp/cert-id.ts'
import { encodeCertId, readKeyBits } from '../ocsp/cert-id.ts'
import { encodeNonce } from '../ocsp/request.ts'
import { extensionOid, ocspSigning } from '../oids.ts'
import type { CertificateAuthority } from './ca.ts'
import { readOwn } from './ca.ts'
import { encodeTbs, rsaAlgorithm, signBits, signTbs } from './encode-certificate.ts'
import { encodeName } from './encode-name.ts'
import type { KeyPair } from './keys.ts'
import { makeAuthorityKeyId, makeExtendedKeyUsage, makeKeyId, makeKeyUsage } from './make-extensions.ts'

/** A responder that a CA named: its key signs answers, so that the CA's own may stay away from the network. */
export type OcspResponder = { readonly certificate: Certificate; readonly privateKey: KeyObject }

/** Issues the certificate of a delegated responder: EKU OCSPSigning, nocheck, and a short life (RFC 6960 4.2.2.2). */
export async function issueOcspResponder(options: {
  ca: CertificateAuthority
  keyPair: KeyPair
  serial: bigint
  notBefore: Date
  notAfter: Date
}): Promise<OcspResponder> {
  const { ca, keyPair, serial, notBefore, notAfter } = options
  const issuer = ca.certificate
  const tbs = encodeTbs({
    serial,
    notBefore,
    notAfter,
    issuerDer: issuer.subjectDer,
    subjectDer: encodeName({ ...issuer.subject, OU: ['OCSP responder', ...issuer.subject.OU] }),
    publicKey: keyPair.publicKey,
    extensions: [
      makeKeyUsage('digitalSignature'),
      makeExtendedKeyUsage(ocspSigning),
      { id: extensionOid.ocspNoCheck, isCritical: false, value: encodeElement(tag.null) },
      makeAuthorityKeyId(makeKeyId(issuer.publicKey)),
    ],
  })
  return { certificate: readOwn(await signTbs(tbs, ca.privateKey)), privateKey: keyPair.privateKey }
}

export type OcspStatement = {
  readonly id: CertId
  readonly status: 'good' | 'unknown' | { readonly reason: CrlReason; readonly at: Date }
}

/** The DER of a signed answer (RFC 6960 4.2), with the responder's certificate in it. */
export async function createOcspResponse(options: {
  responder: OcspResponder
  statements: readonly OcspStatement[]
  nonce?: Bytes | undefined
  producedAt: Date
  /** Default: `producedAt`. */
  thisUpdate?: Date
  /** Undefined: newer information can be had at any time. */
  nextUpdate: Date | undefined
}): Promise<Bytes> {
  const { responder, statements, nonce, producedAt, thisUpdate = producedAt, nextUpdate } = options
  const keyHash = new Uint8Array(hash('sha1', readKeyBits(responder.certificate.publicKey), 'buffer'))
  const tbs = encodeSequence(
    encodeElement(0xa2, encodeElement(tag.octetString, keyHash)),
    encodeGeneralizedTime(producedAt),
    encodeSequence(
      ...statements.map(({ id, status }) =>
        encodeSequence(
          encodeCertId(id),
          encodeStatus(status),
          encodeGeneralizedTime(thisUpdate),
          ...(nextUpdate === undefined ? [] : [encodeElement(0xa0, encodeGeneralizedTime(nextUpdate))]),
        ),
      ),
    ),
    ...(nonce === undefined ? [] : [encodeElement(0xa1, encodeExtensions([encodeNonce(nonce)]))]),
  )
  const signature = await signBits(tbs, responder.privateKey)
  const certificates = encodeElement(0xa0, encodeSequence(responder.certificate.der))
  const basic = encodeSequence(tbs, rsaAlgorithm, signature, certificates)
  const bytes = encodeSequence(encodeOid('1.3.6.1.5.5.7.48.1.1'), encodeElement(tag.octetString, basic))
  return encodeSequence(encodeInteger(0n, tag.enumerated), encodeElement(0xa0, bytes))
}

/** What a responder says when it cannot answer (RFC 6960 4.2.1); nobody signs that. */
export function createOcspRefusal(reason: 'malformedRequest' | 'internalError' | 'tryLater' | 'unauthorized'): Bytes {
  const code = { malformedRequest: 1n, internalError: 2n, tryLater: 3n, unauthorized: 6n }[reason]
  return encodeSequence(encodeInteger(code, tag.enumerated))
}

function encodeStatus(status: OcspStatement['status']): Bytes {
  if (status === 'good') return encodeElement(0x80)
  if (status === 'unknown') return encodeElement(0x82)
  const code = Object.entries(crlReasons).find(([, reason]) => reason === status.reason)?.[0] ?? '0'
  const reason = encodeElement(0xa0, encodeInteger(BigInt(code), tag.enumerated))
  return encodeElement(0xa1, encodeGeneralizedTime(status.at), ...(code === '0' ? [] : [reason]))
}

function encodeGeneralizedTime(at: Date): Bytes {
  const text = at
    .toISOString()
    .replace(/\.\d{3}Z$/, 'Z')
    .replace(/[-:T]/g, '')
  return encodeElement(tag.generalizedTime, utf8.encode(text))
}
