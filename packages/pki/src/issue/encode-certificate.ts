import type { KeyObject } from 'node:crypto'
import { sign } from 'node:crypto'
import { promisify } from 'node:util'
import type { Bytes } from '@madoguchi/kit'
import { tag } from '../der.ts'
import { encodeBits, encodeElement, encodeInteger, encodeOid, encodeSequence, encodeTime } from '../encode-der.ts'
import { encodeExtensions } from '../encode-extension-list.ts'
import type { RawExtension } from '../extensions.ts'
import { sha256WithRsa } from '../oids.ts'

type TbsOptions = {
  readonly serial: bigint
  readonly issuerDer: Bytes
  readonly subjectDer: Bytes
  readonly notBefore: Date
  readonly notAfter: Date
  readonly publicKey: KeyObject
  readonly extensions: readonly RawExtension[]
}

/** The part of a certificate that is signed (RFC 5280 4.1.2), version 3. */
export function encodeTbs(options: TbsOptions, algorithm: Bytes = rsaAlgorithm): Bytes {
  return encodeSequence(
    encodeElement(0xa0, encodeInteger(2n)),
    encodeInteger(options.serial),
    algorithm,
    options.issuerDer,
    encodeSequence(encodeTime(options.notBefore), encodeTime(options.notAfter)),
    options.subjectDer,
    new Uint8Array(options.publicKey.export({ format: 'der', type: 'spki' })),
    encodeElement(0xa3, encodeExtensions(options.extensions)),
  )
}

/** AlgorithmIdentifier of sha256WithRSAEncryption; its parameters are NULL (RFC 4055 section 5). */
export const rsaAlgorithm: Bytes = encodeSequence(encodeOid(sha256WithRsa), encodeElement(tag.null))

const signAsync = promisify<string, Bytes, KeyObject, Buffer>(sign)

/** Signs a certificate's or a list's `tbs` with sha256WithRSA in the thread pool and puts the three parts together. */
export async function signTbs(tbs: Bytes, privateKey: KeyObject): Promise<Bytes> {
  return encodeSequence(tbs, rsaAlgorithm, await signBits(tbs, privateKey))
}

/** The signature alone, as the BIT STRING that stands beside `tbs` and algorithm. */
export async function signBits(tbs: Bytes, privateKey: KeyObject): Promise<Bytes> {
  return encodeBits(new Uint8Array(await signAsync('sha256', tbs, privateKey)))
}
