import assert from 'node:assert/strict'
import type { Bytes } from '@madoguchi/kit'
import { concat } from '@madoguchi/kit'
import type { CrlReason } from '../crl-reasons.ts'
import { crlReasons } from '../crl-reasons.ts'
import { tag } from '../der.ts'
import { encodeElement, encodeInteger, encodeSequence, encodeTime } from '../encode-der.ts'
import { encodeExtensions } from '../encode-extension-list.ts'
import { extensionOid } from '../oids.ts'
import { encodeSerial } from '../serial.ts'
import type { CertificateAuthority } from './ca.ts'
import { rsaAlgorithm, signTbs } from './encode-certificate.ts'
import { makeAuthorityKeyId, makeKeyId } from './make-extensions.ts'

export type RevokedEntry = { readonly serialHex: string; readonly at: Date; readonly reason: CrlReason }

type CreateCrlOptions = {
  readonly ca: CertificateAuthority
  readonly thisUpdate: Date
  readonly nextUpdate: Date
  readonly number: bigint
  readonly revoked: Iterable<RevokedEntry>
}

/** The DER of a complete revocation list (RFC 5280 5.1). Duty: `number` grows with every list of the CA. */
export async function createCrl(options: CreateCrlOptions): Promise<Bytes> {
  const { ca, thisUpdate, nextUpdate, number } = options
  const entries = Array.from(options.revoked, encodeEntry)
  const extensions = [
    makeAuthorityKeyId(makeKeyId(ca.certificate.publicKey)),
    { id: extensionOid.crlNumber, isCritical: false, value: encodeInteger(number) },
  ]
  const tbs = encodeSequence(
    encodeInteger(1n),
    rsaAlgorithm,
    ca.certificate.subjectDer,
    encodeTime(thisUpdate),
    encodeTime(nextUpdate),
    // An empty list of entries is left out, not written empty (RFC 5280 5.1.2.6).
    ...(entries.length > 0 ? [encodeSequence(concat(...entries))] : []),
    encodeElement(0xa0, encodeExtensions(extensions)),
  )
  return signTbs(tbs, ca.privateKey)
}

/** The crlEntryExtensions of each reason, written once. "unspecified" SHOULD be said by saying nothing (5.3.1). */
const reasonExtensions: ReadonlyMap<CrlReason, readonly Bytes[]> = new Map(
  Object.entries(crlReasons).map(([code, reason]) => {
    const value = encodeInteger(BigInt(code), tag.enumerated)
    const extension = { id: extensionOid.crlReason, isCritical: false, value }
    return [reason, code === '0' ? [] : [encodeExtensions([extension])]]
  }),
)

function encodeEntry({ serialHex, at, reason }: RevokedEntry): Bytes {
  const extensions = reasonExtensions.get(reason)
  assert(extensions !== undefined, 'unknown revocation reason')
  return encodeSequence(encodeSerial(serialHex), encodeTime(at), ...extensions)
}
