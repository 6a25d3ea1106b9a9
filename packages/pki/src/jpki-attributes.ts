import type { Element } from './der.ts'
import { demand, readChildren, readOid, readUtf8 } from './der.ts'

/**
 * The four attributes of a JPKI signing certificate and the substitute-character notes to two of them, from
 * subjectAltName otherName 1.2.392.200149.8.5.5.1 to .6. `birthDate` is EYYYYMMDD: an era digit (1 明治 to 5 令和, 0
 * unknown), then the Gregorian date, 00 where unknown; the notes (代替文字の使用位置情報) have a digit for each character, 1 where it is a substitute.
 * Read by `readSignerAttributes`. Personal data: it goes into no log and no facts.
 */
export type JpkiAttributes = {
  readonly name?: string
  readonly nameSubstitute?: string
  readonly sex?: string
  readonly birthDate?: string
  readonly address?: string
  readonly addressSubstitute?: string
}

export const jpkiAttributeOids = {
  name: '1.2.392.200149.8.5.5.1',
  nameSubstitute: '1.2.392.200149.8.5.5.2',
  sex: '1.2.392.200149.8.5.5.3',
  birthDate: '1.2.392.200149.8.5.5.4',
  address: '1.2.392.200149.8.5.5.5',
  addressSubstitute: '1.2.392.200149.8.5.5.6',
} as const satisfies Record<keyof JpkiAttributes, string>

const keyByOid = new Map(
  Object.entries(jpkiAttributeOids).map(([key, oid]) => [oid as string, key as keyof JpkiAttributes]),
)
const otherName = 0xa0

/** Reads the attributes out of a GeneralNames element (RFC 5280 4.2.1.6); undefined when it holds none. */
export function readJpkiAttributes(generalNames: Element): JpkiAttributes | undefined {
  const found: { -readonly [key in keyof JpkiAttributes]: string } = {}
  for (const general of readChildren(generalNames)) {
    if (general.tag !== otherName) continue
    const [type, wrapped, ...rest] = readChildren(general)
    demand(wrapped?.tag === 0xa0 && rest.length === 0, 'other name')
    const key = keyByOid.get(readOid(type))
    if (key === undefined) continue
    const [value, ...more] = readChildren(wrapped)
    demand(more.length === 0, 'other name')
    demand(found[key] === undefined, 'attribute twice')
    found[key] = readUtf8(value)
  }
  return Object.keys(found).length === 0 ? undefined : found
}
