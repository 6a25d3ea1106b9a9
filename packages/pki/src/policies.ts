import type { Bytes } from '@madoguchi/kit'
import type { Element } from './der.ts'
import { demand, readChildren, readCount, readOid, readWhole, tag } from './der.ts'
import { policyQualifier } from './oids.ts'

/** What a CA says about policies (RFC 5280 4.2.1.4, .5, .11, .14). Absent counts are undefined. */
export type PolicyExtensions = {
  readonly policies: readonly string[]
  readonly policyMappings: readonly PolicyMapping[]
  readonly requireExplicitPolicy: number | undefined
  readonly inhibitPolicyMapping: number | undefined
  readonly inhibitAnyPolicy: number | undefined
}

type PolicyMapping = { readonly issuerPolicy: string; readonly subjectPolicy: string }

const knownQualifiers: ReadonlySet<string> = new Set(Object.values(policyQualifier))

/**
 * certificatePolicies (4.2.1.4), and whether all its qualifiers are ones we know. A CPS pointer and a user notice are
 * words for people and change no verdict; what another qualifier means nobody here can say.
 */
export function readPolicies(value: Bytes): { readonly policies: string[]; readonly isKnown: boolean } {
  const qualifiers: string[] = []
  const policies = readChildren(readWhole(value, tag.sequence)).map((information) => {
    demand(information.tag === tag.sequence, 'policy')
    const [id, list, ...rest] = readChildren(information)
    demand(rest.length === 0, 'policy')
    if (list !== undefined) qualifiers.push(...readQualifiers(list))
    return readOid(id)
  })
  demand(policies.length > 0 && new Set(policies).size === policies.length, 'policy')
  return { policies, isKnown: qualifiers.every((id) => knownQualifiers.has(id)) }
}

function readQualifiers(list: Element): string[] {
  demand(list.tag === tag.sequence && list.content.length > 0, 'policy qualifier')
  return readChildren(list).map((qualifier) => {
    demand(qualifier.tag === tag.sequence, 'policy qualifier')
    const [id, content, ...rest] = readChildren(qualifier)
    demand(content !== undefined && rest.length === 0, 'policy qualifier')
    return readOid(id)
  })
}

/** policyMappings (4.2.1.5). */
export function readPolicyMappings(value: Bytes): PolicyMapping[] {
  const mappings = readChildren(readWhole(value, tag.sequence)).map((mapping) => {
    demand(mapping.tag === tag.sequence, 'policy mapping')
    const [issuerPolicy, subjectPolicy, ...rest] = readChildren(mapping)
    demand(rest.length === 0, 'policy mapping')
    return { issuerPolicy: readOid(issuerPolicy), subjectPolicy: readOid(subjectPolicy) }
  })
  demand(mappings.length > 0, 'policy mapping')
  return mappings
}

/** policyConstraints (4.2.1.11); an empty one, which no CA may write, is refused. */
export function readPolicyConstraints(value: Bytes) {
  const parts = readChildren(readWhole(value, tag.sequence))
  demand(parts.length > 0, 'policy constraints')
  const requireExplicitPolicy = parts[0]?.tag === 0x80 ? readCount(parts.shift(), 0x80) : undefined
  const inhibitPolicyMapping = parts[0]?.tag === 0x81 ? readCount(parts.shift(), 0x81) : undefined
  demand(parts.length === 0, 'policy constraints')
  return { requireExplicitPolicy, inhibitPolicyMapping }
}
