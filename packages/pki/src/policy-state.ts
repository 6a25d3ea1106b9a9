import type { Certificate } from './certificate.ts'
import { limits } from './limits.ts'
import { anyPolicy } from './oids.ts'
import type { PolicyExtensions } from './policies.ts'

/**
 * The policy half of RFC 5280 6.1, by the names of its variables. Policy mapping is inhibited from the start
 * (initial-policy-mapping-inhibit), so a node of the tree never expects another policy than its own: the deepest level
 * of the valid_policy_tree is all that is needed, as a set; empty is the tree that is NULL.
 */
type PolicyState = {
  readonly valid: ReadonlySet<string>
  /** user-initial-policy-set, of one; undefined: any policy. */
  readonly wanted: string | undefined
  readonly explicitPolicy: number
  readonly inhibitAnyPolicy: number
}

/** More than there are certificates in a path: a switch that is not on. */
const never = limits.chainMax + 1

/**
 * 6.1.2 with what the anchor's own certificate says, as RFC 5937 3.2 adds it: its policies are all that can be valid
 * below it, its constraints start the counters. `wanted` undefined: any policy, and none is demanded.
 */
export function startPolicies(anchor: PolicyExtensions, wanted: string | undefined): PolicyState {
  const explicitPolicy = wanted === undefined ? never : 0
  const valid = new Set(anchor.policies.length > 0 ? anchor.policies : [anyPolicy])
  return applyConstraints(applyMappings({ valid, wanted, explicitPolicy, inhibitAnyPolicy: never }, anchor), anchor)
}

/** 6.1.3 (d), (e): what is still valid with this certificate. */
export function takePolicies(state: PolicyState, { policies }: PolicyExtensions, isSelfIssuedCa: boolean): PolicyState {
  const named = new Set(policies.filter((one) => one !== anyPolicy && isIn(state.valid, one)))
  const isAny = policies.includes(anyPolicy) && (state.inhibitAnyPolicy > 0 || isSelfIssuedCa)
  return { ...state, valid: isAny ? state.valid.union(named) : named }
}

/** 6.1.3 (f) and 6.1.5 (g) in one: a wanted policy that is lost does not come back, so the depth that lost it is told. */
export function isPolicyValid({ explicitPolicy, valid, wanted }: PolicyState): boolean {
  return explicitPolicy > 0 || (wanted === undefined ? valid.size > 0 : isIn(valid, wanted))
}

/** 6.1.4 (a): whether a policy is mapped from or to "any", which nothing may be. */
export function mapsAnyPolicy({ policyMappings }: PolicyExtensions): boolean {
  return policyMappings.some((one) => one.issuerPolicy === anyPolicy || one.subjectPolicy === anyPolicy)
}

/** 6.1.4 (b), (h), (i), (j): from a CA to the certificate that it issued. */
export function passPolicies(state: PolicyState, certificate: PolicyExtensions, isSelfIssued: boolean): PolicyState {
  const mapped = applyMappings(state, certificate)
  return applyConstraints(isSelfIssued ? mapped : countDown(mapped), certificate)
}

/** 6.1.5 (a), (b). */
export function endPolicies(state: PolicyState, leaf: Certificate): PolicyState {
  const explicitPolicy = leaf.requireExplicitPolicy === 0 ? 0 : Math.max(0, state.explicitPolicy - 1)
  return { ...state, explicitPolicy }
}

/** 6.1.4 (b)(2): where mapping is inhibited, a policy that a CA maps is lost. */
function applyMappings(state: PolicyState, { policyMappings }: PolicyExtensions): PolicyState {
  if (policyMappings.length === 0) return state
  const lost = new Set(policyMappings.map(({ issuerPolicy }) => issuerPolicy))
  return { ...state, valid: state.valid.difference(lost) }
}

function countDown(state: PolicyState): PolicyState {
  const { explicitPolicy, inhibitAnyPolicy } = state
  return {
    ...state,
    explicitPolicy: Math.max(0, explicitPolicy - 1),
    inhibitAnyPolicy: Math.max(0, inhibitAnyPolicy - 1),
  }
}

function applyConstraints(state: PolicyState, certificate: PolicyExtensions): PolicyState {
  const { requireExplicitPolicy = never, inhibitAnyPolicy = never } = certificate
  return {
    ...state,
    explicitPolicy: Math.min(state.explicitPolicy, requireExplicitPolicy),
    inhibitAnyPolicy: Math.min(state.inhibitAnyPolicy, inhibitAnyPolicy),
  }
}

function isIn(valid: ReadonlySet<string>, policy: string): boolean {
  return valid.has(policy) || valid.has(anyPolicy)
}
