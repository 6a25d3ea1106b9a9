import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import { tag } from '../der.ts'
import { encodeElement, encodeOid, encodeSequence } from '../encode-der.ts'
import type { DistinguishedName } from '../name.ts'
import { attributeTypeOid } from '../oids.ts'

/**
 * The DER of a name in the order C, O, OU…, L…, CN; the country a PrintableString, the rest UTF8String.
 * One attribute to a SET: pkijs would write them all into one, which is another name.
 */
export function encodeName(name: DistinguishedName): Bytes {
  const parts: readonly (readonly [keyof typeof attributeTypeOid, string | undefined])[] = [
    ['C', name.C],
    ['O', name.O],
    ...name.OU.map((value) => ['OU', value] as const),
    ...name.L.map((value) => ['L', value] as const),
    ['CN', name.CN],
  ]
  return encodeSequence(
    ...parts.flatMap(([key, value]) => {
      if (value === undefined) return []
      const text = encodeElement(key === 'C' ? tag.printableString : tag.utf8String, utf8.encode(value))
      return [encodeElement(tag.set, encodeSequence(encodeOid(attributeTypeOid[key]), text))]
    }),
  )
}
