import type { ChainCase } from './chain-cases.fixture.ts'
import type { World } from './chains.fixture.ts'
import type { RawExtension } from './extensions.ts'
import {
  makeBasicConstraints,
  makeExtendedKeyUsage,
  makeKeyId,
  makeKeyUsage,
  makePolicies,
  makeSubjectKeyId,
} from './issue/make-extensions.ts'
import { anyPolicy, clientAuth, extensionOid, jpkiPolicy } from './oids.ts'
import { encodeQualifiedPolicy, inhibitAnyPolicy, requireExplicitPolicy } from './policy-cases.fixture.ts'

const policy = jpkiPolicy.authentication
const serverAuth = '1.3.6.1.5.5.7.3.1'
const byDecision = 'RFC 5280 6.2 lets the certificate of an anchor count; OpenSSL takes of it only uses and path length'

/** What the anchor's own certificate says binds. */
export function makeAnchorCases(world: World): ChainCase[] {
  const { root, middle, makeAnchor, makeMiddle, makeLeaf } = world
  const leaf = makeLeaf(root)
  const anchorWith = (...more: RawExtension[]) => [
    makeAnchor(root, {
      extensions: [
        makeBasicConstraints(undefined),
        makeKeyUsage('keyCertSign', 'cRLSign'),
        makeSubjectKeyId(makeKeyId(root.keys.publicKey)),
        ...more,
      ],
    }),
  ]
  const anyRequired = { keyUsage: ['digitalSignature'] as const }

  return [
    {
      title: 'an anchor for this use and this policy',
      expected: 'ok',
      leaf,
      anchors: anchorWith(makeExtendedKeyUsage(clientAuth), makePolicies(policy)),
      isVector: true,
    },
    {
      title: 'an anchor of any policy',
      expected: 'ok',
      leaf,
      anchors: anchorWith(makePolicies(anyPolicy)),
    },
    {
      title: 'an anchor for servers only',
      expected: 'CERT_EXTENDED_KEY_USAGE',
      step: '4.2.1.12',
      depth: 1,
      leaf,
      anchors: anchorWith(makeExtendedKeyUsage(serverAuth)),
      isVector: true,
    },
    {
      title: 'an anchor of another policy',
      expected: 'CERT_POLICY',
      step: 'RFC 5937 3.2',
      depth: 1,
      leaf,
      anchors: anchorWith(makePolicies('1.2.3')),
      isVector: true,
      stricterBecause: byDecision,
    },
    {
      title: 'a policy that the anchor does not have, where it demands one and none is asked',
      expected: 'CERT_POLICY',
      step: '6.1.3 (f)',
      depth: 0,
      leaf,
      anchors: anchorWith(makePolicies('1.2.3'), requireExplicitPolicy),
      requirements: anyRequired,
      isVector: true,
      stricterBecause: byDecision,
    },
    {
      title: 'anyPolicy below an anchor that inhibits it',
      expected: 'CERT_POLICY',
      step: '6.1.3 (f)',
      depth: 1,
      leaf: makeLeaf(middle),
      intermediates: [
        makeMiddle({
          extensions: [
            makeBasicConstraints(undefined),
            makeKeyUsage('keyCertSign', 'cRLSign'),
            makePolicies(anyPolicy),
          ],
        }),
      ],
      anchors: anchorWith(inhibitAnyPolicy),
      isVector: true,
      stricterBecause: byDecision,
    },
    {
      title: 'an anchor with an unknown qualifier of a policy, critical',
      expected: 'CERT_CRITICAL_EXTENSION',
      leaf,
      anchors: anchorWith(encodeQualifiedPolicy('1.2.3.4')),
      stricterBecause: 'RFC 5280 4.2.1.4: interpret it or reject the certificate; OpenSSL does neither',
    },
    {
      title: 'an anchor with name constraints',
      expected: 'CERT_NAME_CONSTRAINTS',
      leaf,
      anchors: anchorWith({
        id: extensionOid.nameConstraints,
        isCritical: false,
        value: new Uint8Array([0x30, 0]),
      }),
      stricterBecause: 'we refuse constraints instead of working them out or forgetting them',
    },
    {
      title: 'an anchor whose serial number is zero',
      expected: 'ok',
      leaf,
      anchors: [makeAnchor(root, { serial: 0n })],
      isVector: true,
    },
  ]
}
