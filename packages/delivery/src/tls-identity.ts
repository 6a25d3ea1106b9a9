import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { concat, hex, utf8 } from '@madoguchi/kit'

/** A party's own key for TLS and a self-signed certificate around it, PEM. Of the certificate only the key counts. */
export type TlsIdentity = { readonly privateKeyPem: string; readonly certificatePem: string }

/**
 * A fresh Ed25519 key and a certificate that says nothing else: X.509 version 3 (RFC 5280 section 4.1), valid from 1970
 * without end (RFC 5280 section 4.1.2.5), since the directory says how long the key counts.
 */
export function makeTlsIdentity(): TlsIdentity {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const ed25519 = sequence(hex.decode('06032b6570'))
  const commonName = sequence(hex.decode('0603550403'), der(0x0c, utf8.encode('madoguchi')))
  const name = sequence(der(0x31, commonName))
  const serial = new Uint8Array(randomBytes(16))
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  const body = sequence(
    der(0xa0, hex.decode('020102')),
    der(0x02, serial),
    ed25519,
    name,
    sequence(der(0x17, utf8.encode('700101000000Z')), der(0x18, utf8.encode('99991231235959Z'))),
    name,
    new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
  )
  const signature = new Uint8Array(sign(null, body, privateKey))
  const certificate = sequence(body, ed25519, der(0x03, concat(new Uint8Array([0]), signature)))
  return {
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificatePem: new X509Certificate(certificate).toString(),
  }
}

/** What `tlsKeys` of the directory name a key by: base64url of the SHA-256 of its SubjectPublicKeyInfo. Throws on no PEM. */
export function spkiSha256Of({ privateKeyPem }: Pick<TlsIdentity, 'privateKeyPem'>): string {
  return createHash('sha256')
    .update(createPublicKey(privateKeyPem).export({ type: 'spki', format: 'der' }))
    .digest('base64url')
}

function sequence(...parts: readonly Bytes[]): Bytes {
  return der(0x30, concat(...parts))
}

/** Tag, length, value (X.690 section 8.1); nothing here is longer than 65,535 bytes. */
function der(tag: number, value: Bytes): Bytes {
  const { length } = value
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return concat(new Uint8Array([tag, ...head]), value)
}
