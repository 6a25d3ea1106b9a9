import type { Bytes } from '@madoguchi/kit'
import type { Element } from './der.ts'
import { demand, readChildren, readOid, readUtf8, tag } from './der.ts'
import { attributeTypeOid } from './oids.ts'

/** A distinguished name for people to read. Names are compared by their DER, never by this. */
export type DistinguishedName = {
  readonly C?: string
  readonly O?: string
  readonly OU: readonly string[]
  readonly L: readonly string[]
  readonly CN?: string
}

/**
 * Attribute types other than C, O, OU, L and CN are left out, but they too must hold text: what we do not read,
 * another reader of the same certificate might stumble over. Of a repeated C, O or CN the last one counts.
 */
export function readName(name: Element): DistinguishedName {
  demand(name.tag === tag.sequence, 'name')
  const attributes = readChildren(name).flatMap((relative) => {
    demand(relative.tag === tag.set && relative.content.length > 0, 'name')
    return readChildren(relative).map(readAttribute)
  })
  const all = (oid: string) => attributes.filter(({ type }) => type === oid).map(({ text }) => text)
  const last = (key: 'C' | 'O' | 'CN') => {
    const value = all(attributeTypeOid[key]).at(-1)
    return value === undefined ? {} : { [key]: value }
  }
  return {
    ...last('C'),
    ...last('O'),
    ...last('CN'),
    OU: all(attributeTypeOid.OU),
    L: all(attributeTypeOid.L),
  }
}

function readAttribute(attribute: Element): { type: string; text: string } {
  demand(attribute.tag === tag.sequence, 'name')
  const [type, value, ...rest] = readChildren(attribute)
  demand(value !== undefined && rest.length === 0, 'name')
  return { type: readOid(type), text: readText(value) }
}

/** The kinds of string that names are written in (RFC 5280 4.1.2.4); of the one-byte kinds we take ASCII only. */
function readText(value: Element): string {
  if (value.tag === tag.utf8String) return readUtf8(value)
  if (value.tag === tag.bmpString) return readUtf16(value.content)
  demand(value.tag === tag.printableString || value.tag === tag.ia5String, 'name')
  demand(
    value.content.every((byte) => byte < 0x80),
    'name',
  )
  return String.fromCharCode(...value.content)
}

function readUtf16(content: Bytes): string {
  demand(content.length % 2 === 0, 'name')
  return Buffer.from(content).swap16().toString('utf16le')
}
