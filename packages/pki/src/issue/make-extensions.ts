import type { KeyObject } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { sha256, utf8 } from '@madoguchi/kit'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { readBitString, readChildren, readWhole, tag } from '../der.ts'
import { encodeElement, encodeOid, encodeSequence } from '../encode-der.ts'
import type { KeyUsage, RawExtension } from '../extensions.ts'
import { keyUsageNames } from '../extensions.ts'
import type { JpkiAttributes } from '../jpki-attributes.ts'
import { jpkiAttributeOids } from '../jpki-attributes.ts'
import { extensionOid as oid } from '../oids.ts'

type Schema = { toBER(): ArrayBuffer }
function encode(schema: Schema): Bytes {
  return new Uint8Array(schema.toBER())
}

/** RFC 7093 section 2 method 1: the first 160 bits of SHA-256 over the public key bits. */
export function makeKeyId(publicKey: KeyObject): Bytes {
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
  return sha256(readBitString(readChildren(readWhole(spki, tag.sequence))[1]).bytes).subarray(0, 20)
}

export function makeSubjectKeyId(keyId: Bytes): RawExtension {
  return { id: oid.subjectKeyId, isCritical: false, value: encodeElement(tag.octetString, keyId) }
}

export function makeAuthorityKeyId(keyId: Bytes): RawExtension {
  const keyIdentifier = new asn1js.OctetString({ valueHex: keyId.slice().buffer })
  const value = encode(new pkijs.AuthorityKeyIdentifier({ keyIdentifier }).toSchema())
  return { id: oid.authorityKeyId, isCritical: false, value }
}

export function makeKeyUsage(...usages: readonly KeyUsage[]): RawExtension {
  const bits = usages.map((usage) => keyUsageNames.indexOf(usage))
  const bytes = new Uint8Array(Math.max(...bits) >= 8 ? 2 : 1)
  for (const bit of bits) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7))
  const unused = bytes.length * 8 - 1 - Math.max(...bits)
  return { id: oid.keyUsage, isCritical: true, value: encodeElement(tag.bitString, new Uint8Array([unused]), bytes) }
}

export function makeBasicConstraints(pathLength: number | undefined): RawExtension {
  const limit = pathLength === undefined ? {} : { pathLenConstraint: pathLength }
  const value = encode(new pkijs.BasicConstraints({ cA: true, ...limit }).toSchema())
  return { id: oid.basicConstraints, isCritical: true, value }
}

export function makeExtendedKeyUsage(...purposes: readonly string[]): RawExtension {
  const value = encode(new pkijs.ExtKeyUsage({ keyPurposes: [...purposes] }).toSchema())
  return { id: oid.extendedKeyUsage, isCritical: false, value }
}

export function makePolicies(...policies: readonly string[]): RawExtension {
  const certificatePolicies = policies.map((policyIdentifier) => new pkijs.PolicyInformation({ policyIdentifier }))
  const value = encode(new pkijs.CertificatePolicies({ certificatePolicies }).toSchema())
  return { id: oid.policies, isCritical: true, value }
}

/** One distribution point, a directoryName, as JPKI's are. */
export function makeCrlDistribution(nameDer: Bytes): RawExtension {
  const fullName = encodeElement(0xa0, encodeElement(0xa4, nameDer))
  const value = encodeSequence(encodeSequence(encodeElement(0xa0, fullName)))
  return { id: oid.crlDistribution, isCritical: false, value }
}

/** subjectAltName with one otherName of UTF8String for each attribute that is there. */
export function makeJpkiAttributes(attributes: JpkiAttributes): RawExtension {
  const keys = Object.keys(jpkiAttributeOids) as (keyof JpkiAttributes)[]
  const names = keys.flatMap((key) => {
    const text = attributes[key]
    if (text === undefined) return []
    const value = encodeElement(0xa0, encodeElement(tag.utf8String, utf8.encode(text)))
    return [encodeElement(0xa0, encodeOid(jpkiAttributeOids[key]), value)]
  })
  return { id: oid.subjectAltName, isCritical: false, value: encodeSequence(...names) }
}
