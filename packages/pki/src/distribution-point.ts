import type { Bytes } from '@madoguchi/kit'
import type { Element } from './der.ts'
import { demand, readBitString, readChildren, readElement, readWhole, tag } from './der.ts'
import { encodeElement, encodeSequence } from './encode-der.ts'

/** Reasons as the bits of ReasonFlags (RFC 5280 4.2.1.13), the first one (unused) as 1. */
export type ReasonMask = number

/** keyCompromise to aACompromise: what a list must cover before it can say that somebody is not revoked. */
export const allReasons: ReasonMask = 0b1_1111_1110

/** Where a list is published: whole names, or what is added to the name of whoever issues the list. */
export type PointName =
  | { readonly kind: 'full'; readonly names: readonly Bytes[] }
  | { readonly kind: 'relative'; readonly rdnDer: Bytes }

/** One DistributionPoint of a certificate (4.2.1.13). */
export type DistributionPoint = {
  readonly name: PointName | undefined
  readonly reasons: ReasonMask
  /** Its list comes from somebody else than the certificate: an indirect one. */
  readonly isIndirect: boolean
}

/** cRLDistributionPoints. Throws a MalformedError. */
export function readDistributionPoints(value: Bytes): DistributionPoint[] {
  const points = readChildren(readWhole(value, tag.sequence)).map((point) => {
    demand(point.tag === tag.sequence, 'distribution point')
    const parts = readChildren(point)
    const name = parts[0]?.tag === 0xa0 ? readPointName(parts.shift()) : undefined
    const reasons = parts[0]?.tag === 0x81 ? readReasons(parts.shift()) : allReasons
    const issuer = parts[0]?.tag === 0xa2 ? parts.shift() : undefined
    // Neither a name nor an issuer is a point nowhere.
    demand(parts.length === 0 && (name !== undefined || issuer !== undefined), 'distribution point')
    return { name, reasons, isIndirect: issuer !== undefined }
  })
  demand(points.length > 0, 'distribution point')
  return points
}

/** DistributionPointName, within the tag of its place. */
export function readPointName(wrapped: Element | undefined): PointName {
  demand(wrapped !== undefined, 'distribution point')
  const inner = readElement(wrapped.content)
  demand(inner.bytes.length === wrapped.content.length && inner.content.length > 0, 'distribution point')
  if (inner.tag === 0xa1) return { kind: 'relative', rdnDer: encodeElement(tag.set, inner.content) }
  demand(inner.tag === 0xa0, 'distribution point')
  return { kind: 'full', names: readChildren(inner).map(({ bytes }) => bytes) }
}

export function readReasons(element: Element | undefined): ReasonMask {
  demand(element !== undefined, 'reasons')
  const { bytes } = readBitString({ ...element, tag: tag.bitString })
  demand(bytes.length >= 1 && bytes.length <= 2, 'reasons')
  let mask = 0
  for (let bit = 0; bit < 9; bit++) if (((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0) mask |= 1 << bit
  return mask & allReasons
}

/** The GeneralNames that a point's name stands for, DER, where `issuerDer` issues the list. */
export function resolvePointName(name: PointName, issuerDer: Bytes): readonly Bytes[] {
  if (name.kind === 'full') return name.names
  return [encodeDirectoryName(encodeSequence(readWhole(issuerDer, tag.sequence).content, name.rdnDer))]
}

/** A Name as GeneralName. */
export function encodeDirectoryName(nameDer: Bytes): Bytes {
  return encodeElement(0xa4, nameDer)
}
