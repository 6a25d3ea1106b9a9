import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { demand, MalformedError, readChildren, readWhole, tag } from '../der.ts'
import { encodeElement, encodeSequence } from '../encode-der.ts'
import { encodeExtensions } from '../encode-extension-list.ts'
import { readExtensionList } from '../extension-list.ts'
import { limits } from '../limits.ts'
import { extensionOid } from '../oids.ts'
import type { CertId, OcspIssuer } from './cert-id.ts'
import { encodeCertId, makeCertId, readCertId } from './cert-id.ts'

/** RFC 9654: 1 to 128 octets; clients use 32. */
export const nonceSizeBytes = 32

/** The DER of a question about one certificate (RFC 6960 4.1), unsigned. */
export function encodeOcspRequest(options: { serialHex: string; issuer: OcspIssuer; nonce?: Bytes }): Bytes {
  const { serialHex, issuer, nonce } = options
  const list = encodeSequence(encodeSequence(encodeCertId(makeCertId(serialHex, issuer))))
  const extensions = nonce === undefined ? [] : [encodeElement(0xa2, encodeExtensions([encodeNonce(nonce)]))]
  return encodeSequence(encodeSequence(list, ...extensions))
}

/** What a responder is asked: at most a few certificates, and the nonce to give back. Never throws. */
export function parseOcspRequest(
  der: Bytes,
): Verdict<{ readonly ids: readonly CertId[]; readonly nonce: Bytes | undefined }, 'OCSP_MALFORMED'> {
  if (der.length > limits.ocspBytesMax) return no('OCSP_MALFORMED', { reason: 'too long', bytes: der.length })
  try {
    // A signature of the asker may follow; we ask for none and look at none.
    const [tbs] = readChildren(readWhole(new Uint8Array(der), tag.sequence))
    demand(tbs?.tag === tag.sequence, 'request')
    const fields = readChildren(tbs)
    const first = fields.findIndex((field) => field.tag === tag.sequence)
    const list = fields[first]
    demand(list !== undefined, 'request')
    const ids = readChildren(list).map((request) => readCertId(readChildren(request)[0]))
    demand(ids.length > 0 && ids.length <= limits.ocspAnswersMax, 'request')
    const wrapped = fields[first + 1]
    demand(wrapped === undefined || wrapped.tag === 0xa2, 'request')
    const extensions = wrapped === undefined ? [] : readExtensionList(readWhole(wrapped.content, tag.sequence))
    const nonce = extensions.find(({ id }) => id === extensionOid.ocspNonce)
    return ok({ ids, nonce: nonce && readNonce(nonce.value) })
  } catch (error) {
    return no('OCSP_MALFORMED', { reason: error instanceof MalformedError ? error.reason : 'syntax' })
  }
}

export function encodeNonce(nonce: Bytes) {
  return { id: extensionOid.ocspNonce, isCritical: false, value: encodeElement(tag.octetString, nonce) }
}

export function readNonce(value: Bytes): Bytes {
  const nonce = readWhole(value, tag.octetString).content
  demand(nonce.length >= 1 && nonce.length <= 128, 'nonce')
  return nonce
}
