import type { RelativeDistinguishedNames } from 'pkijs'
import { attributeTypeOid } from './oids.ts'

/** A distinguished name for people to read. Names are compared by their DER, never by this. */
export type DistinguishedName = {
  readonly C?: string
  readonly O?: string
  readonly OU: readonly string[]
  readonly L: readonly string[]
  readonly CN?: string
}

/** Attribute types other than C, O, OU, L and CN are left out; of a repeated C, O or CN the last one counts. */
export function readName(rdns: RelativeDistinguishedNames): DistinguishedName {
  const all = (oid: string) =>
    rdns.typesAndValues.filter(({ type }) => type === oid).map(({ value }) => String(value.valueBlock.value))
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
