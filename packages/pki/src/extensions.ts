import type { Bytes } from '@madoguchi/kit'
import { hex } from '@madoguchi/kit'
import {
  demand,
  demandDer,
  readBitString,
  readBoolean,
  readChildren,
  readCount,
  readOid,
  readWhole,
  tag,
} from './der.ts'
import type { DistributionPoint } from './distribution-point.ts'
import { readDistributionPoints } from './distribution-point.ts'
import type { JpkiAttributes } from './jpki-attributes.ts'
import { readJpkiAttributes } from './jpki-attributes.ts'
import { limits } from './limits.ts'
import { extensionOid as oid } from './oids.ts'
import type { PolicyExtensions } from './policies.ts'
import { readPolicies, readPolicyConstraints, readPolicyMappings } from './policies.ts'

export const keyUsageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const
export type KeyUsage = (typeof keyUsageNames)[number]

export type RawExtension = { readonly id: string; readonly isCritical: boolean; readonly value: Bytes }

/** What the extensions of a certificate say (RFC 5280 4.2). An absent keyUsage is undefined, not the empty set. */
export type Extensions = PolicyExtensions & {
  readonly isCa: boolean
  readonly pathLength: number | undefined
  readonly keyUsage: ReadonlySet<KeyUsage> | undefined
  readonly extendedKeyUsage: readonly string[] | undefined
  readonly hasNameConstraints: boolean
  readonly authorityKeyId: string | undefined
  readonly subjectKeyId: string | undefined
  readonly distributionPoints: readonly DistributionPoint[]
  readonly jpki: JpkiAttributes | undefined
  /** RFC 6960 4.2.2.2.1: the CA vouches for this OCSP responder until its certificate ends. */
  readonly hasOcspNoCheck: boolean
  /** RFC 9608: its CA says of no certificate like it that it was revoked, so that nobody can be asked. */
  readonly hasNoRevocation: boolean
  /** Critical ones that this package does not know, or whose content it cannot interpret (4.2.1.4). */
  readonly criticalUnknownExtensions: readonly string[]
}

/** Critical extensions that this package acts upon, or that change nothing in how it checks. */
const understood: ReadonlySet<string> = new Set<string>([
  oid.subjectKeyId,
  oid.keyUsage,
  oid.subjectAltName,
  oid.issuerAltName,
  oid.basicConstraints,
  oid.nameConstraints,
  oid.crlDistribution,
  oid.policies,
  oid.policyMappings,
  oid.authorityKeyId,
  oid.policyConstraints,
  oid.extendedKeyUsage,
  oid.inhibitAnyPolicy,
])

/** Throws a MalformedError on an extension that stands twice or is not what its syntax says. */
export function readExtensions(raw: readonly RawExtension[]): Extensions {
  demand(raw.length <= limits.extensionsMax, 'too many extensions')
  const byId = new Map<string, Bytes>()
  for (const { id, value } of raw) {
    demand(!byId.has(id), 'extension twice')
    if (understood.has(id)) demandDer(value)
    byId.set(id, value)
  }
  const read = <T>(id: string, reader: (value: Bytes) => T): T | undefined => {
    const value = byId.get(id)
    return value === undefined ? undefined : reader(value)
  }
  const basic = read(oid.basicConstraints, readBasicConstraints)
  const policies = read(oid.policies, readPolicies)
  const constraints = read(oid.policyConstraints, readPolicyConstraints)
  const isUnderstood = (id: string) => understood.has(id) && (id !== oid.policies || policies?.isKnown === true)
  return {
    isCa: basic?.isCa ?? false,
    pathLength: basic?.pathLength,
    keyUsage: read(oid.keyUsage, readKeyUsage),
    extendedKeyUsage: read(oid.extendedKeyUsage, readOids),
    policies: policies?.policies ?? [],
    policyMappings: read(oid.policyMappings, readPolicyMappings) ?? [],
    requireExplicitPolicy: constraints?.requireExplicitPolicy,
    inhibitPolicyMapping: constraints?.inhibitPolicyMapping,
    inhibitAnyPolicy: read(oid.inhibitAnyPolicy, (value) => readCount(readWhole(value, tag.integer))),
    hasNameConstraints: byId.has(oid.nameConstraints),
    authorityKeyId: read(oid.authorityKeyId, readAuthorityKeyId),
    subjectKeyId: read(oid.subjectKeyId, (value) => hex.encode(readWhole(value, tag.octetString).content)),
    distributionPoints: read(oid.crlDistribution, readDistributionPoints) ?? [],
    jpki: read(oid.subjectAltName, (value) => readJpkiAttributes(readWhole(value, tag.sequence))),
    hasOcspNoCheck: read(oid.ocspNoCheck, (value) => readWhole(value, tag.null)) !== undefined,
    hasNoRevocation: read(oid.noRevocation, (value) => readWhole(value, tag.null)) !== undefined,
    criticalUnknownExtensions: raw.filter(({ id, isCritical }) => isCritical && !isUnderstood(id)).map(({ id }) => id),
  }
}

function readBasicConstraints(value: Bytes): { isCa: boolean; pathLength: number | undefined } {
  const parts = readChildren(readWhole(value, tag.sequence))
  const isCa = parts[0]?.tag === tag.boolean ? readBoolean(parts.shift()) : false
  const pathLength = parts[0] === undefined ? undefined : readCount(parts.shift())
  demand(parts.length === 0 && (isCa || pathLength === undefined), 'basic constraints')
  return { isCa, pathLength }
}

function readKeyUsage(value: Bytes): ReadonlySet<KeyUsage> {
  const { bytes } = readBitString(readWhole(value, tag.bitString))
  demand(bytes.length >= 1 && bytes.length <= 2, 'key usage')
  const isSet = (bit: number) => ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0
  const usage = new Set(keyUsageNames.filter((_, bit) => isSet(bit)))
  demand(usage.size > 0, 'key usage')
  return usage
}

function readOids(value: Bytes): string[] {
  const oids = readChildren(readWhole(value, tag.sequence)).map((child) => readOid(child))
  demand(oids.length > 0, 'extended key usage')
  return oids
}

function readAuthorityKeyId(value: Bytes): string | undefined {
  const id = readChildren(readWhole(value, tag.sequence)).find((child) => child.tag === 0x80)
  return id && hex.encode(id.content)
}
