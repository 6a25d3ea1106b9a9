import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { hex, utf8 } from '@madoguchi/kit'
import type { World } from './chains.fixture.ts'
import { caExtensions, day, flipBit, replaceBytes, unknownCritical } from './chains.fixture.ts'
import { encodeElement, encodeInteger } from './encode-der.ts'
import type { PkiCode } from './errors.ts'
import { encodeName } from './issue/encode-name.ts'
import { makeBasicConstraints, makeExtendedKeyUsage, makeKeyUsage, makePolicies } from './issue/make-extensions.ts'
import { anyPolicy, extensionOid, jpkiPolicy } from './oids.ts'
import type { Requirements } from './requirements.ts'

export type ChainCase = {
  readonly title: string
  readonly expected: 'ok' | PkiCode
  readonly step?: string
  readonly depth?: number
  readonly leaf: Bytes
  readonly intermediates?: readonly Bytes[]
  readonly anchors: readonly Bytes[]
  readonly at?: Date
  readonly requirements?: Requirements
  readonly crl?: Bytes
  /** Set where OpenSSL accepts what we refuse: why we are stricter. */
  readonly stricterBecause?: string
  /** Set where OpenSSL refuses what we accept: what RFC 5280 says. */
  readonly looserBecause?: string
  /** Why OpenSSL is not asked: its releases differ. */
  readonly variesBecause?: string
  /** Goes into the committed vectors. */
  readonly isVector?: boolean
}

const policy = jpkiPolicy.authentication
const serverAuth = '1.3.6.1.5.5.7.3.1'

export async function makeChainCases(world: World): Promise<ChainCase[]> {
  const { root, other, middle, lower, leafKeys, makeAnchor, makeMiddle, makeLeaf, makeCrl } = world
  const anchor = makeAnchor(root)
  const anchors = [anchor]
  const leaf = makeLeaf(root)
  const below = makeLeaf(middle)
  const smallKey = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const list = await makeCrl()

  return [
    { title: 'a leaf under its pinned CA', expected: 'ok', leaf, anchors, isVector: true },
    {
      title: 'a leaf under an intermediate CA',
      expected: 'ok',
      leaf: below,
      intermediates: [makeMiddle()],
      anchors,
      isVector: true,
    },
    {
      title: 'two generations of one CA name, the leaf of the first',
      expected: 'ok',
      leaf,
      anchors: [makeAnchor(other), anchor],
      isVector: true,
    },
    {
      title: 'an intermediate with anyPolicy',
      expected: 'ok',
      leaf: below,
      intermediates: [makeMiddle({ extensions: caExtensions(anyPolicy) })],
      anchors,
    },
    { title: 'the first second of its window', expected: 'ok', leaf, anchors, at: day('2026-01-01') },
    {
      title: 'the last second of its window',
      expected: 'ok',
      leaf,
      anchors,
      at: day('2030-01-01'),
      looserBecause: 'RFC 5280 4.1.2.5 counts notAfter in, OpenSSL does not',
    },
    {
      title: 'a list that does not name it',
      expected: 'ok',
      leaf,
      anchors,
      crl: await makeCrl({ revoked: ['1235'] }),
      isVector: true,
    },

    {
      title: 'expired',
      expected: 'CERT_EXPIRED',
      step: '6.1.3 (a)(2)',
      depth: 0,
      leaf,
      anchors,
      at: new Date('2030-01-01T00:00:01Z'),
      isVector: true,
    },
    {
      title: 'not yet valid',
      expected: 'CERT_NOT_YET_VALID',
      step: '6.1.3 (a)(2)',
      depth: 0,
      leaf,
      anchors,
      at: new Date('2025-12-31T23:59:59Z'),
      isVector: true,
    },
    {
      title: 'an expired intermediate',
      expected: 'CERT_EXPIRED',
      depth: 1,
      leaf: below,
      intermediates: [makeMiddle({ notAfter: day('2027-01-01') })],
      anchors,
    },
    {
      title: 'an expired anchor',
      expected: 'CERT_EXPIRED',
      depth: 1,
      leaf,
      anchors: [makeAnchor(root, { notAfter: day('2027-01-01') })],
    },
    {
      title: 'another CA with the same name',
      expected: 'CERT_ISSUER_UNKNOWN',
      step: '4.2.1.1',
      leaf: makeLeaf(other),
      anchors,
      isVector: true,
    },
    {
      title: 'another CA with the same name that claims our key id',
      expected: 'CERT_SIGNATURE',
      step: '6.1.3 (a)(1)',
      leaf: makeLeaf({ ...other, keyId: hex.decode(keyIdOf(anchor)) }),
      anchors,
      isVector: true,
    },
    { title: 'a foreign issuer', expected: 'CERT_ISSUER_UNKNOWN', leaf: below, anchors, isVector: true },
    {
      title: "the issuer's key under another issuer name",
      expected: 'CERT_NAME_CHAIN',
      step: '6.1.3 (a)(4)',
      leaf: makeLeaf({ ...root, nameDer: middle.nameDer }),
      anchors,
    },
    {
      title: 'an issuer that is no CA',
      expected: 'CERT_ISSUER_NOT_CA',
      step: '6.1.4 (k)',
      depth: 1,
      leaf: below,
      intermediates: [makeMiddle({ extensions: [makeKeyUsage('keyCertSign'), makePolicies(policy)] })],
      anchors,
      isVector: true,
    },
    {
      title: 'a resident who issues certificates',
      expected: 'CERT_ISSUER_NOT_CA',
      depth: 1,
      leaf: makeLeaf({ nameDer: encodeName({ C: 'JP', OU: [], L: [], CN: 'AU0001' }), keys: leafKeys }),
      intermediates: [leaf],
      anchors,
      isVector: true,
    },
    {
      title: 'an intermediate below an anchor of path length 0',
      expected: 'CERT_PATH_TOO_LONG',
      step: '6.1.4 (l)',
      leaf: below,
      intermediates: [makeMiddle()],
      anchors: [makeAnchor(root, { extensions: anchorExtensions(0, anchor) })],
      isVector: true,
    },
    {
      title: 'an intermediate below an intermediate of path length 0',
      expected: 'CERT_PATH_TOO_LONG',
      leaf: makeLeaf(lower),
      intermediates: [
        makeMiddle({ extensions: caExtensions(policy, 0) }),
        makeMiddle({ as: lower, by: middle, serial: 3n }),
      ],
      anchors,
    },
    {
      title: 'an intermediate that may not sign certificates',
      expected: 'CERT_KEY_USAGE',
      step: '6.1.4 (n)',
      depth: 1,
      leaf: below,
      intermediates: [
        makeMiddle({
          extensions: [makeBasicConstraints(undefined), makeKeyUsage('cRLSign'), makePolicies(policy)],
        }),
      ],
      anchors,
    },
    {
      title: 'a leaf for key encipherment',
      expected: 'CERT_KEY_USAGE',
      step: '4.2.1.3',
      depth: 0,
      leaf: makeLeaf(root, { usage: makeKeyUsage('keyEncipherment') }),
      anchors,
      isVector: true,
    },
    {
      title: 'a leaf for servers',
      expected: 'CERT_EXTENDED_KEY_USAGE',
      step: '4.2.1.12',
      leaf: makeLeaf(root, { purpose: makeExtendedKeyUsage(serverAuth) }),
      anchors,
      isVector: true,
    },
    {
      title: 'an intermediate for servers only',
      expected: 'CERT_EXTENDED_KEY_USAGE',
      depth: 1,
      leaf: below,
      intermediates: [makeMiddle({ extensions: [...caExtensions(policy), makeExtendedKeyUsage(serverAuth)] })],
      anchors,
    },
    {
      title: 'another policy',
      expected: 'CERT_POLICY',
      step: '6.1.3 (f)',
      depth: 0,
      leaf: makeLeaf(root, { policy: makePolicies(jpkiPolicy.signingTest) }),
      anchors,
      isVector: true,
    },
    { title: 'no policy', expected: 'CERT_POLICY', depth: 0, leaf: makeLeaf(root, { policy: undefined }), anchors },
    {
      title: 'an intermediate of another policy',
      expected: 'CERT_POLICY',
      depth: 1,
      leaf: below,
      intermediates: [makeMiddle({ extensions: caExtensions('1.2.3') })],
      anchors,
    },
    {
      title: 'anyPolicy where it was inhibited above',
      expected: 'CERT_POLICY',
      depth: 1,
      leaf: makeLeaf(lower),
      intermediates: [
        makeMiddle({
          extensions: [
            ...caExtensions(policy),
            { id: extensionOid.inhibitAnyPolicy, isCritical: true, value: encodeInteger(0n) },
          ],
        }),
        makeMiddle({ as: lower, by: middle, serial: 3n, extensions: caExtensions(anyPolicy) }),
      ],
      anchors,
    },
    {
      title: 'a tampered signature',
      expected: 'CERT_SIGNATURE',
      step: '6.1.3 (a)(1)',
      leaf: flipBit(leaf, 1),
      anchors,
      isVector: true,
    },
    {
      title: 'a tampered subject',
      expected: 'CERT_SIGNATURE',
      leaf: replaceBytes(leaf, utf8.encode('AU0001'), utf8.encode('AU0002')),
      anchors,
      isVector: true,
    },
    {
      title: 'an unknown critical extension',
      expected: 'CERT_CRITICAL_EXTENSION',
      step: '6.1.5 (f)',
      depth: 0,
      leaf: makeLeaf(root, { more: [unknownCritical] }),
      anchors,
      isVector: true,
    },
    {
      title: 'an unknown critical extension above',
      expected: 'CERT_CRITICAL_EXTENSION',
      step: '6.1.4 (o)',
      depth: 1,
      leaf: below,
      intermediates: [makeMiddle({ extensions: [...caExtensions(policy), unknownCritical] })],
      anchors,
    },
    {
      title: 'a SHA-1 signature',
      expected: 'CERT_WEAK_ALGORITHM',
      leaf: makeLeaf(root, { isSha1: true }),
      anchors,
      isVector: true,
    },
    {
      title: 'a key of 1024 bits',
      expected: 'CERT_WEAK_ALGORITHM',
      leaf: makeLeaf(root, { publicKey: createPublicKey(smallKey.privateKey) }),
      anchors,
    },
    {
      title: 'revoked',
      expected: 'CERT_REVOKED',
      step: '6.1.3 (a)(3)',
      leaf,
      anchors,
      crl: await makeCrl({ revoked: ['1233', '1234'] }),
      isVector: true,
    },
    {
      title: 'a stale list',
      expected: 'CRL_STALE',
      leaf,
      anchors,
      crl: await makeCrl({ to: '2027-05-31' }),
      isVector: true,
    },
    {
      title: 'a list from the future',
      expected: 'CRL_NOT_YET',
      leaf,
      anchors,
      crl: await makeCrl({ from: '2027-06-02' }),
    },
    {
      title: 'a list signed by another key',
      expected: 'CRL_SIGNATURE',
      leaf,
      anchors,
      crl: await makeCrl({ by: other.keys }),
      isVector: true,
    },
    { title: 'a tampered list', expected: 'CRL_SIGNATURE', leaf, anchors, crl: flipBit(list, 1) },
  ]
}

function keyIdOf(anchorDer: Bytes): string {
  const start = Buffer.from(anchorDer).indexOf(hex.decode('0603551d0e04160414'))
  return hex.encode(anchorDer.subarray(start + 9, start + 29))
}

function anchorExtensions(pathLength: number, anchorDer: Bytes) {
  const subjectKeyId = encodeElement(0x04, hex.decode(keyIdOf(anchorDer)))
  return [
    makeBasicConstraints(pathLength),
    makeKeyUsage('keyCertSign', 'cRLSign'),
    { id: extensionOid.subjectKeyId, isCritical: false, value: subjectKeyId },
  ]
}
