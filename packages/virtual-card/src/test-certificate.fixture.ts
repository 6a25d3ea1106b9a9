import { type KeyObject, randomBytes, sign } from 'node:crypto'
import { type Bytes, concat, hex, utf8 } from '@madoguchi/kit'

type CertificateOptions = {
  readonly subject: string
  readonly publicKey: KeyObject
  readonly issuer: string
  readonly issuerKey: KeyObject
  readonly isCa: boolean
  /** Bytes of a private extension, so that a certificate is as long as a real one. */
  readonly paddingLength: number
}

/**
 * An X.509 certificate (DER) for tests of the card: a common name, basicConstraints, keyUsage and a filler, RSA with
 * SHA-256, valid from 2026 to 2036. Certificates that must pass path validation come from elsewhere.
 */
export function makeTestCertificate(options: CertificateOptions): Bytes {
  const { publicKey, issuerKey, isCa, paddingLength } = options
  const rsaWithSha256 = sequence(oid('2A864886F70D01010B'), hex.decode('0500'))
  const keyUsage = isCa ? '03020106' : '03020780'
  const extensions = sequence(
    sequence(oid('551D13'), octets(isCa ? sequence(hex.decode('0101FF')) : sequence())),
    sequence(oid('551D0F'), octets(hex.decode(keyUsage))),
    sequence(oid('2B0601040182FF7F01'), octets(octets(new Uint8Array(paddingLength)))),
  )
  const body = sequence(
    element(0xa0, hex.decode('020102')),
    element(0x02, concat(Uint8Array.of(0x01), randomBytes(8))),
    rsaWithSha256,
    commonName(options.issuer),
    sequence(element(0x17, utf8.encode('260101000000Z')), element(0x17, utf8.encode('361231235959Z'))),
    commonName(options.subject),
    new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    element(0xa3, extensions),
  )
  const signature = new Uint8Array(sign('sha256', body, issuerKey))
  return sequence(body, rsaWithSha256, element(0x03, concat(Uint8Array.of(0), signature)))
}

function commonName(text: string): Bytes {
  return sequence(element(0x31, sequence(oid('550403'), element(0x0c, utf8.encode(text)))))
}

function sequence(...parts: Bytes[]): Bytes {
  return element(0x30, concat(...parts))
}

function octets(value: Bytes): Bytes {
  return element(0x04, value)
}

function oid(content: string): Bytes {
  return element(0x06, hex.decode(content))
}

function element(tag: number, value: Bytes): Bytes {
  const { length } = value
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, Math.floor(length / 0x100), length % 0x100]
  return concat(Uint8Array.from([tag, ...head]), value)
}
