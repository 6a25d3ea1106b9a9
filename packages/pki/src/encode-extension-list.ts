import type { Bytes } from '@madoguchi/kit'
import { tag } from './der.ts'
import { encodeBoolean, encodeElement, encodeOid, encodeSequence } from './encode-der.ts'
import type { RawExtension } from './extensions.ts'

/** Extensions as they stand in certificates, lists and OCSP (RFC 5280 4.1). */
export function encodeExtensions(extensions: readonly RawExtension[]): Bytes {
  return encodeSequence(
    ...extensions.map(({ id, isCritical, value }) => {
      const flag = isCritical ? [encodeBoolean(true)] : []
      return encodeSequence(encodeOid(id), ...flag, encodeElement(tag.octetString, value))
    }),
  )
}
