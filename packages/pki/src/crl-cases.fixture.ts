import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import type { ChainCase } from './chain-cases.fixture.ts'
import type { World } from './chains.fixture.ts'
import { unknownCritical } from './chains.fixture.ts'
import { readChildren, readWhole, tag } from './der.ts'
import { encodeElement, encodeInteger, encodeOid, encodeSequence } from './encode-der.ts'
import type { RawExtension } from './extensions.ts'
import { makeBasicConstraints, makeKeyId, makeKeyUsage, makeSubjectKeyId } from './issue/make-extensions.ts'
import type { ListedEntry } from './list.fixture.ts'
import { makeList } from './list.fixture.ts'
import { attributeTypeOid, extensionOid } from './oids.ts'

const yes = Uint8Array.of(0xff)
const onlyUsers = encodeElement(0x81, yes)
const onlyCas = encodeElement(0x82, yes)
const keyCompromiseOnly = Uint8Array.of(6, 0x40)
const url = (path: string) => encodeElement(0x86, utf8.encode(`http://ca.example.test/${path}`))
const fullName = (...names: Bytes[]) => encodeElement(0xa0, encodeElement(0xa0, ...names))
const relativeName = (rdn: Bytes) => encodeElement(0xa0, encodeElement(0xa1, readWhole(rdn, tag.set).content))
const scope = (...parts: Bytes[]): RawExtension => ({
  id: extensionOid.crlScope,
  isCritical: true,
  value: encodeSequence(...parts),
})
const points = (...parts: Bytes[]): RawExtension => ({
  id: extensionOid.crlDistribution,
  isCritical: false,
  value: encodeSequence(encodeSequence(...parts)),
})

/** RFC 5280 5.2, 5.3 and 6.3.3: what a list speaks for, and what it cannot tell. */
export function makeCrlCases(world: World): ChainCase[] {
  const { root, makeAnchor, makeLeaf } = world
  const anchors = [makeAnchor(root)]
  const leaf = makeLeaf(root)
  const leafAt = (...parts: Bytes[]) => makeLeaf(root, { more: [points(...parts)] })
  const list = (extensions: RawExtension[], entries: ListedEntry[] = []) => makeList({ by: root, extensions, entries })
  const revoked = [{ serialHex: '1234' }]
  const rdn = encodeElement(
    tag.set,
    encodeSequence(encodeOid(attributeTypeOid.CN), encodeElement(tag.printableString, utf8.encode('CRL1'))),
  )
  const names = readChildren(readWhole(root.nameDer, tag.sequence)).map(({ bytes }) => bytes)
  const below = encodeElement(0xa4, encodeSequence(...names, rdn))
  const issuer = encodeElement(0xa4, root.nameDer)

  return [
    {
      title: "a list of the leaf's point",
      expected: 'ok',
      leaf: leafAt(fullName(url('1'), url('2'))),
      anchors,
      crl: list([scope(fullName(url('2'), url('3')))]),
      isVector: true,
    },
    {
      title: "a list of the leaf's point that names it",
      expected: 'CERT_REVOKED',
      leaf: leafAt(fullName(url('1'))),
      anchors,
      crl: list([scope(fullName(url('1')))], revoked),
      isVector: true,
    },
    {
      title: 'a list of a point written relative to its issuer',
      expected: 'ok',
      leaf: leafAt(fullName(below)),
      anchors,
      crl: list([scope(relativeName(rdn))]),
      isVector: true,
    },
    {
      title: "a list under the issuer's name for a leaf that names no point",
      expected: 'ok',
      leaf,
      anchors,
      crl: list([scope(fullName(issuer))]),
      isVector: true,
      looserBecause: 'RFC 5280 6.3.3 has the issuer be the point of a certificate that names none; OpenSSL has not',
    },
    {
      title: 'a list of another point',
      expected: 'CRL_SCOPE',
      step: '6.3.3 (b)(2)(i)',
      leaf: leafAt(fullName(url('1'))),
      anchors,
      crl: list([scope(fullName(url('2')))]),
      isVector: true,
    },
    {
      title: 'a list of a point for a leaf that names none',
      expected: 'CRL_SCOPE',
      step: '6.3.3 (b)(2)(i)',
      leaf,
      anchors,
      crl: list([scope(fullName(url('1')))]),
      isVector: true,
    },
    {
      title: "a list under the issuer's name for a leaf of another point",
      expected: 'CRL_SCOPE',
      step: '6.3.3 (b)(2)(i)',
      leaf: leafAt(fullName(url('1'))),
      anchors,
      crl: list([scope(fullName(issuer))]),
    },
    {
      title: "a list of a point that is somebody else's for this leaf",
      expected: 'CRL_SCOPE',
      step: '6.3.3 (b)(2)(i)',
      leaf: leafAt(fullName(url('1')), encodeElement(0xa2, below)),
      anchors,
      crl: list([scope(fullName(url('1')))]),
    },
    {
      title: 'a list for users only',
      expected: 'ok',
      leaf,
      anchors,
      crl: list([scope(onlyUsers)]),
      isVector: true,
    },
    {
      title: 'a list for CAs only',
      expected: 'CRL_SCOPE',
      step: '6.3.3 (b)(2)(iii)',
      leaf,
      anchors,
      crl: list([scope(onlyCas)]),
      isVector: true,
    },
    {
      title: 'a list for attribute certificates only',
      expected: 'CRL_SCOPE',
      step: '6.3.3 (b)(2)(iv)',
      leaf,
      anchors,
      crl: list([scope(encodeElement(0x85, yes))]),
      isVector: true,
    },
    {
      title: 'a list of some reasons that does not name it',
      expected: 'CRL_SCOPE',
      step: '6.3.3 (d)',
      leaf,
      anchors,
      crl: list([scope(encodeElement(0x83, keyCompromiseOnly))]),
      isVector: true,
    },
    {
      title: 'a list of some reasons that names it',
      expected: 'CERT_REVOKED',
      leaf,
      anchors,
      crl: list([scope(encodeElement(0x83, keyCompromiseOnly))], revoked),
      isVector: true,
    },
    {
      title: 'a list of a point that stands for some reasons',
      expected: 'CRL_SCOPE',
      step: '6.3.3 (d)',
      leaf: leafAt(fullName(url('1')), encodeElement(0x81, keyCompromiseOnly)),
      anchors,
      crl: list([scope(fullName(url('1')))]),
      isVector: true,
    },
    {
      title: 'an indirect list',
      expected: 'CRL_INDIRECT',
      step: '5.2.5',
      leaf,
      anchors,
      crl: list([scope(encodeElement(0x84, yes))]),
      isVector: true,
    },
    {
      title: 'a list with the certificate of another issuer in it',
      expected: 'CRL_INDIRECT',
      step: '5.3.3',
      leaf,
      anchors,
      crl: list(
        [],
        [
          {
            serialHex: '1234',
            extensions: [{ id: extensionOid.certificateIssuer, isCritical: true, value: encodeSequence(below) }],
          },
        ],
      ),
      stricterBecause: 'OpenSSL passes over the entries of others where the list does not say that it is indirect',
    },
    {
      title: 'a list of changes only',
      expected: 'CRL_DELTA',
      step: '5.2.4',
      leaf,
      anchors,
      crl: list([{ id: extensionOid.deltaCrl, isCritical: true, value: encodeInteger(6n) }]),
      variesBecause: 'OpenSSL 3.0.19 takes a list of changes for a whole one, its neighbours do not',
      isVector: true,
    },
    {
      title: 'a list with an unknown critical extension',
      expected: 'CRL_CRITICAL_EXTENSION',
      step: '5.2',
      leaf,
      anchors,
      crl: list([unknownCritical]),
      isVector: true,
    },
    {
      title: 'a list with an unknown critical extension for somebody else',
      expected: 'CRL_CRITICAL_EXTENSION',
      step: '5.3',
      leaf,
      anchors,
      crl: list([], [{ serialHex: '77', extensions: [unknownCritical] }]),
      isVector: true,
    },
    {
      title: 'a list whose scope says nothing',
      expected: 'CRL_MALFORMED',
      leaf,
      anchors,
      crl: list([scope()]),
      stricterBecause: 'RFC 5280 5.2.5: an empty scope is not to be written',
    },
    {
      title: 'a list of a CA that may not sign lists',
      expected: 'CRL_ISSUER',
      step: '6.3.3 (f)',
      leaf,
      anchors: [
        makeAnchor(root, {
          extensions: [
            makeBasicConstraints(undefined),
            makeKeyUsage('keyCertSign'),
            makeSubjectKeyId(makeKeyId(root.keys.publicKey)),
          ],
        }),
      ],
      crl: list([]),
      isVector: true,
    },
    {
      title: 'a list with numbers that are too long, negative and zero',
      expected: 'ok',
      leaf,
      anchors,
      crl: list([], [{ serialHex: '11'.repeat(30) }, { serialHex: '-ff' }, { serialHex: '00' }]),
      isVector: true,
    },
    {
      title: 'revoked beside a number that is too long',
      expected: 'CERT_REVOKED',
      leaf,
      anchors,
      crl: list([], [{ serialHex: '11'.repeat(30) }, { serialHex: '1234' }]),
      isVector: true,
    },
    {
      title: 'number 255 where -1 is revoked',
      expected: 'ok',
      leaf: makeLeaf(root, { serial: 255n }),
      anchors,
      crl: list([], [{ serialHex: '-ff' }]),
      isVector: true,
    },
  ]
}
