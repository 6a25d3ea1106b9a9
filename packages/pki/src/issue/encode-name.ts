import type { Bytes } from '@madoguchi/kit'
import * as asn1js from 'asn1js'
import { AttributeTypeAndValue, RelativeDistinguishedNames } from 'pkijs'
import type { DistinguishedName } from '../name.ts'
import { attributeTypeOid } from '../oids.ts'

/** The DER of a name in the order C, O, OU…, L…, CN; the country a PrintableString, the rest UTF8String. */
export function encodeName(name: DistinguishedName): Bytes {
  const parts: readonly (readonly [keyof typeof attributeTypeOid, string | undefined])[] = [
    ['C', name.C],
    ['O', name.O],
    ...name.OU.map((value) => ['OU', value] as const),
    ...name.L.map((value) => ['L', value] as const),
    ['CN', name.CN],
  ]
  const typesAndValues = parts.flatMap(([key, value]) => {
    if (value === undefined) return []
    const Text = key === 'C' ? asn1js.PrintableString : asn1js.Utf8String
    return [new AttributeTypeAndValue({ type: attributeTypeOid[key], value: new Text({ value }) })]
  })
  return new Uint8Array(new RelativeDistinguishedNames({ typesAndValues }).toSchema().toBER())
}
