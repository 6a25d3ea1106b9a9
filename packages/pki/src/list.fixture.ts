import { sign } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import type { Signer } from './chains.fixture.ts'
import { day } from './chains.fixture.ts'
import { encodeBits, encodeElement, encodeInteger, encodeSequence, encodeTime } from './encode-der.ts'
import { encodeExtensions } from './encode-extension-list.ts'
import type { RawExtension } from './extensions.ts'
import { rsaAlgorithm } from './issue/encode-certificate.ts'
import { makeAuthorityKeyId, makeKeyId } from './issue/make-extensions.ts'
import { extensionOid } from './oids.ts'
import { encodeSerial } from './serial.ts'

export type ListedEntry = { readonly serialHex: string; readonly extensions?: readonly RawExtension[] }

/** Makes a signed revocation list of any shape, right or wrong. */
export function makeList(options: {
  by: Signer
  entries?: readonly ListedEntry[]
  extensions?: readonly RawExtension[]
}): Bytes {
  const { by, entries = [], extensions = [] } = options
  const listed = entries.map(({ serialHex, extensions: more = [] }) =>
    encodeSequence(
      encodeSerial(serialHex),
      encodeTime(day('2027-01-01')),
      ...(more.length > 0 ? [encodeExtensions(more)] : []),
    ),
  )
  const all = [
    makeAuthorityKeyId(makeKeyId(by.keys.publicKey)),
    { id: extensionOid.crlNumber, isCritical: false, value: encodeInteger(7n) },
    ...extensions,
  ]
  const tbs = encodeSequence(
    encodeInteger(1n),
    rsaAlgorithm,
    by.nameDer,
    encodeTime(day('2027-05-31')),
    encodeTime(day('2027-06-02')),
    ...(listed.length > 0 ? [encodeSequence(...listed)] : []),
    encodeElement(0xa0, encodeExtensions(all)),
  )
  return encodeSequence(tbs, rsaAlgorithm, encodeBits(new Uint8Array(sign('sha256', tbs, by.keys.privateKey))))
}
