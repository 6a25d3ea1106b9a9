import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { concat, hex } from '@madoguchi/kit'
import fc from 'fast-check'
import { parseCertificate } from './certificate.ts'
import { day, flipBit, makeCertificate, makeWorld, replaceBytes } from './chains.fixture.ts'
import { parseCrl } from './crl.ts'
import { readChildren, readWhole, tag } from './der.ts'
import { encodeElement, encodeOid, encodeSequence } from './encode-der.ts'
import { makeKeyUsage } from './issue/make-extensions.ts'
import { judge } from './judge.fixture.ts'
import { limits } from './limits.ts'
import { makeList } from './list.fixture.ts'
import { extensionOid, policyQualifier } from './oids.ts'
import {
  encodeMapping,
  encodeQualifiedPolicy,
  inhibitAnyPolicy,
  requireExplicitPolicy,
} from './policy-cases.fixture.ts'
import { authenticationRequirements as requirements } from './requirements.ts'
import { encodeSerial } from './serial.ts'

const world = await makeWorld()
const anchor = world.makeAnchor(world.root)
const leaf = world.makeLeaf(world.root)
const crl = await world.makeCrl({ revoked: ['1111', '2222', '3333'] })
/** Everything that has a reader of its own: points, qualifiers, mappings, constraints; a list with a scope and odd numbers. */
const pointName = encodeElement(
  0xa0,
  encodeElement(0xa0, encodeElement(0x86, new TextEncoder().encode('http://a.test'))),
)
const points = encodeSequence(
  encodeSequence(pointName),
  encodeSequence(pointName, encodeElement(0x81, hex.decode('017e'))),
)
const rich = world.makeLeaf(world.root, {
  policy: encodeQualifiedPolicy(policyQualifier.cps),
  more: [
    { id: extensionOid.crlDistribution, isCritical: false, value: points },
    encodeMapping('1.2.3', '1.2.4'),
    requireExplicitPolicy,
    inhibitAnyPolicy,
  ],
})
const scoped = makeList({
  by: world.root,
  entries: [{ serialHex: '-80' }, { serialHex: '11'.repeat(25) }, { serialHex: '05' }],
  extensions: [
    {
      id: extensionOid.crlScope,
      isCritical: true,
      value: encodeSequence(pointName, encodeElement(0x81, hex.decode('ff'))),
    },
  ],
})

/** Cuts, inserts, overwrites: what a broken or hostile sender does to good bytes. */
const mutation = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), at: fc.nat(), byte: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), byte: fc.nat(40) }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), byte: fc.nat(255) }),
)

function mutate(bytes: Bytes, steps: readonly { kind: string; at: number; byte: number }[]): Bytes {
  let out = bytes
  for (const { kind, at, byte } of steps) {
    const index = at % (out.length + 1)
    const skip = kind === 'set' ? 1 : kind === 'cut' ? byte : 0
    const added = kind === 'cut' ? new Uint8Array() : new Uint8Array([byte])
    out = concat(out.subarray(0, index), added, out.subarray(index + skip))
  }
  return out
}

test('no change to a certificate makes it pass, and none makes us throw', () => {
  const input = { intermediates: [], anchors: [anchor], at: day('2027-06-01'), requirements, crl: undefined }
  const steps = fc.array(mutation, { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(steps, fc.constantFrom(leaf, rich), (list, from) => {
      const changed = mutate(from, list)
      const verdict = judge({ ...input, leaf: changed })
      assert.equal(verdict.ok, Buffer.from(changed).equals(from))
    }),
    { numRuns: 1000 },
  )
})

test('no bytes make the parsers throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      assert.equal(parseCertificate(bytes).ok, false)
      assert.equal(parseCrl(bytes).ok, false)
    }),
  )
})

test('no change to a list makes it answer, and none makes us throw', () => {
  const input = { intermediates: [], anchors: [anchor], at: day('2027-06-01'), requirements }
  const isGood = (given: Bytes, list: Bytes) => judge({ ...input, leaf: given, crl: list }).ok
  assert.deepEqual([isGood(leaf, crl), isGood(rich, scoped)], [true, true])
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), fc.boolean(), (list, isScoped) => {
      const [of, from] = isScoped ? [rich, scoped] : [leaf, crl]
      const changed = mutate(from, list)
      assert.equal(isGood(of, changed), Buffer.from(changed).equals(from))
    }),
    { numRuns: 600 },
  )
})

function refusalOf(bytes: Bytes): unknown {
  const verdict = parseCertificate(bytes)
  return verdict.ok ? 'ok' : verdict.facts.reason
}

test('refuses more than 8 KiB before looking at it', () => {
  assert.equal(refusalOf(new Uint8Array(limits.certificateBytesMax + 1)), 'too long')
})

test('refuses bytes behind the certificate', () => {
  assert.equal(refusalOf(concat(leaf, new Uint8Array(1))), 'trailing bytes')
})

test('refuses BER that is not DER: indefinite lengths, long forms of short lengths', () => {
  assert.equal(refusalOf(concat(hex.decode('3080'), leaf.subarray(4), hex.decode('0000'))), 'length form')
  assert.equal(refusalOf(concat(hex.decode('308300'), leaf.subarray(2))), 'length not shortest')
})

test('a serial that is negative or zero is one like others, and none is taken for another', () => {
  const serialOf = (octets: string) => {
    const parsed = parseCertificate(replaceBytes(leaf, hex.decode('02021234'), hex.decode(octets)))
    assert(parsed.ok)
    return parsed.value.serialHex
  }
  const zero = parseCertificate(world.makeLeaf(world.root, { serial: 0n }))
  assert(zero.ok)
  const serials = [serialOf('02029234'), zero.value.serialHex, serialOf('02020092'), serialOf('02027f92')]
  assert.deepEqual(serials, ['-9234', '00', '92', '7f92'])
  for (const [i, der] of ['02029234', '020100', '02020092', '02027f92'].entries())
    assert.equal(hex.encode(encodeSerial(serials[i] ?? '')), der)
})

test('refuses an extension that stands twice', () => {
  assert.equal(refusalOf(world.makeLeaf(world.root, { more: [makeKeyUsage('cRLSign')] })), 'extension twice')
})

test('an attribute of a name that we do not use must hold text all the same', () => {
  const makeNamed = (value: Bytes) => {
    const attribute = encodeSequence(encodeOid('1.2.3'), value)
    return world.makeLeaf(world.root, { subjectDer: encodeSequence(encodeElement(tag.set, attribute)) })
  }
  const number = new TextEncoder().encode('PNOEE-1234')
  assert.equal(refusalOf(makeNamed(encodeElement(tag.printableString, number))), 'ok')
  assert.equal(refusalOf(makeNamed(encodeElement(tag.generalizedTime, number))), 'name')
})

test('refuses a date that does not exist', () => {
  const wrong = replaceBytes(leaf, new TextEncoder().encode('300101000000Z'), new TextEncoder().encode('300230000000Z'))
  assert.notEqual(refusalOf(wrong), 'ok')
})

test('refuses two signature algorithms that differ (RFC 5280 4.1.1.2)', () => {
  const outer = Buffer.from(leaf).lastIndexOf(hex.decode('2a864886f70d01010b'))
  const changed = flipBit(leaf, leaf.length - outer - 8)
  assert.equal(refusalOf(changed), 'two algorithms')
})

test('refuses a signature that is not of whole octets, though its bits are the same (RFC 5280 4.1.1.3, X.690 11.2)', () => {
  const signature = concat(hex.decode('0382010100'), leaf.slice(-256))
  const unusedAt = leaf.length - 257
  const withUnused = (unused: number, lastByte: number) => {
    const changed = leaf.slice()
    changed[unusedAt] = unused
    changed[changed.length - 1] = lastByte
    return refusalOf(changed)
  }
  assert.deepEqual(leaf.slice(-signature.length), signature)
  assert.equal(withUnused(0, 0x80), 'ok')
  for (const unused of [1, 4, 7]) assert.equal(withUnused(unused, 0x80), 'signature', String(unused))
  assert.equal(withUnused(1, 0x81), 'bit string', 'an unused bit that is set')
  assert.equal(withUnused(8, 0), 'bit string', 'more than there are in an octet')
})

test('refuses an extended key usage that names no purpose (RFC 5280 4.2.1.12)', () => {
  const ofPurposes = (...purposes: Bytes[]) =>
    refusalOf(
      world.makeLeaf(world.root, {
        purpose: { id: extensionOid.extendedKeyUsage, isCritical: false, value: encodeSequence(...purposes) },
      }),
    )
  assert.equal(ofPurposes(encodeOid('1.3.6.1.5.5.7.3.2')), 'ok')
  assert.equal(ofPurposes(), 'extended key usage')
})

test('reads a serial of twenty octets and none of twenty-one', () => {
  const make = (serial: bigint) => world.makeLeaf(world.root, { serial })
  assert.equal(refusalOf(make(2n ** 159n - 1n)), 'ok')
  assert.equal(refusalOf(make(2n ** 159n)), 'serial')
})

test('a certificate is not touched by what its sender does to the buffer later', () => {
  const buffer = makeCertificate({
    by: world.root,
    subjectDer: world.root.nameDer,
    publicKey: world.leafKeys.publicKey,
    extensions: [],
  })
  const verdict = parseCertificate(buffer)
  assert(verdict.ok)
  const before = hex.encode(verdict.value.tbsDer)
  buffer.fill(0)
  assert.equal(hex.encode(verdict.value.tbsDer), before)
})

test('a date that another CA writes with four digits of the year before 2050 is the same date', () => {
  const [tbs, ...rest] = readChildren(readWhole(leaf, tag.sequence))
  assert(tbs !== undefined)
  const fields = readChildren(tbs).map(({ bytes }) => bytes)
  const utc = parseCertificate(leaf)
  assert.ok(utc.ok)
  const write = (at: Date) => {
    const digits = at.toISOString().replace(/\.\d{3}|[-:T]/g, '')
    return encodeElement(tag.generalizedTime, new TextEncoder().encode(digits))
  }
  fields[4] = encodeSequence(write(utc.value.notBefore), write(utc.value.notAfter))
  const other = parseCertificate(encodeSequence(encodeSequence(...fields), ...rest.map(({ bytes }) => bytes)))
  assert.ok(other.ok)
  assert.deepEqual([other.value.notBefore, other.value.notAfter], [utc.value.notBefore, utc.value.notAfter])
})
