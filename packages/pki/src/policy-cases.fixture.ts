import type { ChainCase } from './chain-cases.fixture.ts'
import type { World } from './chains.fixture.ts'
import { caExtensions } from './chains.fixture.ts'
import { encodeElement, encodeInteger, encodeOid, encodeSequence } from './encode-der.ts'
import type { RawExtension } from './extensions.ts'
import { makeExtendedKeyUsage, makePolicies } from './issue/make-extensions.ts'
import { anyExtendedKeyUsage, anyPolicy, extensionOid, jpkiPolicy, policyQualifier } from './oids.ts'
import type { Requirements } from './requirements.ts'

const policy = jpkiPolicy.authentication
const other = '1.2.3'
/** As for a time-stamp authority: no policy is asked, and those that the CAs demand bind all the same. */
const anyRequired: Requirements = { keyUsage: ['digitalSignature'] }

export const requireExplicitPolicy: RawExtension = makeCritical(
  extensionOid.policyConstraints,
  encodeSequence(encodeElement(0x80, new Uint8Array([0]))),
)
export const inhibitAnyPolicy: RawExtension = makeCritical(extensionOid.inhibitAnyPolicy, encodeInteger(0n))

/** certificatePolicies with one qualifier, critical as JPKI writes it. */
export function encodeQualifiedPolicy(qualifier: string, { isCritical = true } = {}): RawExtension {
  const content = encodeElement(0x16, new TextEncoder().encode('https://example.test/cps'))
  const qualifiers = encodeSequence(encodeSequence(encodeOid(qualifier), content))
  return {
    ...makeCritical(extensionOid.policies, encodeSequence(encodeSequence(encodeOid(policy), qualifiers))),
    isCritical,
  }
}

export function encodeMapping(issuerPolicy: string, subjectPolicy: string): RawExtension {
  const mapping = encodeSequence(encodeOid(issuerPolicy), encodeOid(subjectPolicy))
  return makeCritical(extensionOid.policyMappings, encodeSequence(mapping))
}

function makeCritical(id: string, value: RawExtension['value']): RawExtension {
  return { id, isCritical: true, value }
}

/** RFC 5280 6.1.3 (d) to 6.1.5 (g), with and without a policy that is asked. */
export function makePolicyCases(world: World): ChainCase[] {
  const { root, middle, lower, makeAnchor, makeMiddle, makeLeaf } = world
  const anchors = [makeAnchor(root)]
  const under = (...more: RawExtension[]) => makeMiddle({ extensions: [...caExtensions(policy), ...more] })
  const below = (policies: RawExtension | undefined, more: RawExtension[] = []) =>
    makeLeaf(middle, { policy: policies, more })

  return [
    {
      title: 'a pointer to a practice statement, critical',
      expected: 'ok',
      leaf: makeLeaf(root, { policy: encodeQualifiedPolicy(policyQualifier.cps) }),
      anchors,
      isVector: true,
    },
    {
      title: 'an unknown qualifier of a policy, not critical',
      expected: 'ok',
      leaf: makeLeaf(root, { policy: encodeQualifiedPolicy('1.2.3.4', { isCritical: false }) }),
      anchors,
      isVector: true,
    },
    {
      title: 'an unknown qualifier of a policy, critical',
      expected: 'CERT_CRITICAL_EXTENSION',
      step: '4.2.1.4',
      depth: 0,
      leaf: makeLeaf(root, { policy: encodeQualifiedPolicy('1.2.3.4') }),
      anchors,
      isVector: true,
      stricterBecause: 'RFC 5280 4.2.1.4: interpret it or reject the certificate; OpenSSL does neither',
    },
    {
      title: 'an unknown qualifier of a policy above, critical',
      expected: 'CERT_CRITICAL_EXTENSION',
      step: '4.2.1.4',
      depth: 1,
      leaf: below(makePolicies(policy)),
      intermediates: [
        makeMiddle({ extensions: [...caExtensions(policy).slice(0, 2), encodeQualifiedPolicy('1.2.3.4')] }),
      ],
      anchors,
      stricterBecause: 'RFC 5280 4.2.1.4: interpret it or reject the certificate; OpenSSL does neither',
    },
    {
      title: 'no policy where none is asked',
      expected: 'ok',
      leaf: below(undefined),
      intermediates: [under()],
      anchors,
      requirements: anyRequired,
    },
    {
      title: 'no policy below a CA that demands one, where none is asked',
      expected: 'CERT_POLICY',
      step: '6.1.3 (f)',
      depth: 0,
      leaf: below(undefined),
      intermediates: [under(requireExplicitPolicy)],
      anchors,
      requirements: anyRequired,
      isVector: true,
    },
    {
      title: 'another policy below a CA that demands its own, where none is asked',
      expected: 'CERT_POLICY',
      step: '6.1.3 (f)',
      depth: 0,
      leaf: below(makePolicies(other)),
      intermediates: [under(requireExplicitPolicy)],
      anchors,
      requirements: anyRequired,
      isVector: true,
    },
    {
      title: 'the policy that the CA demands, where none is asked',
      expected: 'ok',
      leaf: below(makePolicies(policy)),
      intermediates: [under(requireExplicitPolicy)],
      anchors,
      requirements: anyRequired,
      isVector: true,
    },
    {
      title: 'anyPolicy below a CA that inhibits it, where none is asked',
      expected: 'CERT_POLICY',
      step: '6.1.3 (f)',
      depth: 0,
      leaf: below(makePolicies(anyPolicy)),
      intermediates: [under(requireExplicitPolicy, inhibitAnyPolicy)],
      anchors,
      requirements: anyRequired,
      isVector: true,
    },
    {
      title: 'a leaf without policies that demands one itself',
      expected: 'CERT_POLICY',
      step: '6.1.5 (g)',
      depth: 0,
      leaf: below(undefined, [requireExplicitPolicy]),
      intermediates: [under()],
      anchors,
      requirements: anyRequired,
      isVector: true,
    },
    {
      title: 'a policy that its CA maps to another one',
      expected: 'CERT_POLICY',
      step: '6.1.3 (f)',
      depth: 0,
      leaf: below(makePolicies(policy)),
      intermediates: [under(encodeMapping(policy, other))],
      anchors,
      isVector: true,
    },
    {
      title: 'a policy whose CA maps another one',
      expected: 'ok',
      leaf: below(makePolicies(policy)),
      intermediates: [under(encodeMapping(other, '1.2.4'))],
      anchors,
      isVector: true,
    },
    {
      title: 'a mapping of anyPolicy',
      expected: 'CERT_POLICY',
      step: '6.1.4 (a)',
      depth: 1,
      leaf: below(makePolicies(policy)),
      intermediates: [under(encodeMapping(anyPolicy, policy))],
      anchors,
      isVector: true,
    },
    {
      title: 'an intermediate for any use',
      expected: 'ok',
      leaf: below(makePolicies(policy)),
      intermediates: [under(makeExtendedKeyUsage(anyExtendedKeyUsage))],
      anchors,
      looserBecause: 'RFC 5280 4.2.1.12 has anyExtendedKeyUsage stand for every purpose',
    },
    {
      title: 'a policy demanded two certificates further down',
      expected: 'ok',
      leaf: makeLeaf(lower, { policy: undefined }),
      intermediates: [
        under({
          ...requireExplicitPolicy,
          value: encodeSequence(encodeElement(0x80, new Uint8Array([3]))),
        }),
        makeMiddle({ as: lower, by: middle, serial: 3n }),
      ],
      anchors,
      requirements: anyRequired,
    },
  ]
}
