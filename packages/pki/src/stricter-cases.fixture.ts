import { concat, utf8 } from '@madoguchi/kit'
import type { ChainCase } from './chain-cases.fixture.ts'
import type { World } from './chains.fixture.ts'
import { caExtensions, replaceBytes } from './chains.fixture.ts'
import { encodeElement, encodeSequence } from './encode-der.ts'
import { encodeName } from './issue/encode-name.ts'
import { makeBasicConstraints, makeKeyUsage, makePolicies } from './issue/make-extensions.ts'
import { anyPolicy, extensionOid, jpkiPolicy } from './oids.ts'

const policy = jpkiPolicy.authentication

/** Where we refuse and OpenSSL does not; each says why. */
export function makeStricterCases(world: World): ChainCase[] {
  const { root, middle, makeAnchor, makeMiddle, makeLeaf } = world
  const anchors = [makeAnchor(root)]
  const leaf = makeLeaf(root)
  const below = makeLeaf(middle)
  const permittedJapan = encodeSequence(
    encodeElement(0xa0, encodeSequence(encodeElement(0xa4, encodeName({ C: 'JP', OU: [], L: [] })))),
  )
  const names = [1, 2, 3, 4].map((n) => ({
    ...middle,
    nameDer: encodeName({ C: 'JP', O: `Middle ${n}`, OU: [], L: [] }),
  }))
  const longChain = names.map((as, i) => makeMiddle({ as, by: names[i - 1] ?? root, serial: BigInt(10 + i) }))
  const wrongCase = {
    ...root,
    nameDer: replaceBytes(root.nameDer, utf8.encode('JPKI TEST for'), utf8.encode('jpki test for')),
  }

  return [
    {
      title: 'bytes behind the certificate',
      expected: 'CERT_MALFORMED',
      leaf: concat(leaf, new Uint8Array([0])),
      anchors,
      isVector: true,
      stricterBecause: 'OpenSSL reads the first element of a PEM block and drops the rest',
    },
    {
      title: 'no extended key usage',
      expected: 'CERT_EXTENDED_KEY_USAGE',
      leaf: makeLeaf(root, { purpose: undefined }),
      anchors,
      stricterBecause: 'RFC 5280 4.2.1.12 lets an absent extension mean any purpose; JPKI always names it',
    },
    {
      title: 'anyPolicy in the leaf',
      expected: 'CERT_POLICY',
      depth: 0,
      leaf: makeLeaf(root, { policy: makePolicies(anyPolicy) }),
      anchors,
      stricterBecause: "a resident's certificate is for one purpose and names it",
    },
    {
      title: 'a CA where a resident should stand',
      expected: 'CERT_SUBJECT_IS_CA',
      step: '4.2.1.9',
      leaf: makeLeaf(root, {
        usage: makeKeyUsage('digitalSignature', 'keyCertSign'),
        more: [makeBasicConstraints(undefined)],
      }),
      anchors,
      stricterBecause: 'a CA does not log in',
    },
    {
      title: 'name constraints that are kept',
      expected: 'CERT_NAME_CONSTRAINTS',
      step: '6.1.4 (g)',
      depth: 1,
      leaf: below,
      intermediates: [
        makeMiddle({
          extensions: [
            ...caExtensions(policy),
            { id: extensionOid.nameConstraints, isCritical: true, value: permittedJapan },
          ],
        }),
      ],
      anchors,
      isVector: true,
      stricterBecause: 'we refuse constraints instead of working them out',
    },
    {
      title: 'an issuer name in other letter case',
      expected: 'CERT_NAME_CHAIN',
      leaf: makeLeaf(wrongCase),
      anchors,
      stricterBecause: 'names are compared byte by byte, without RFC 5280 7.1 folding',
    },
    {
      title: 'four intermediates',
      expected: 'CERT_PATH_TOO_LONG',
      leaf: makeLeaf(names[3] ?? middle),
      intermediates: longChain,
      anchors,
      stricterBecause: 'a chain has at most four certificates',
    },
  ]
}
