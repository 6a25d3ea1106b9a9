import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { concat, hex } from '@madoguchi/kit'
import fc from 'fast-check'
import * as pkijs from 'pkijs'
import type { Certificate } from './certificate.ts'
import { parseCertificate } from './certificate.ts'
import { makeWorld } from './chains.fixture.ts'
import { attributeTypeOid, extensionOid } from './oids.ts'

// Our reader is the only one on the way of a log-in. Here pkijs reads the same certificates beside it.

const world = await makeWorld()
const leaf = world.makeLeaf(world.root)
const { crlNumber: _, crlReason: __, ...inCertificates } = extensionOid
const understood = new Set<string>(Object.values(inCertificates))

test('whatever we take, pkijs reads as the same certificate and writes again byte by byte', () => {
  agree(leaf)
  let taken = 0
  const change = fc.record({
    at: fc.nat({ max: leaf.length - 1 }),
    cut: fc.nat({ max: 3 }),
    put: fc.uint8Array({ maxLength: 3 }),
  })
  fc.assert(
    fc.property(change, ({ at, cut, put }) => {
      const changed = concat(leaf.subarray(0, at), put, leaf.subarray(at + cut))
      if (parseCertificate(changed).ok) {
        taken += 1
        agree(changed)
      }
    }),
    { numRuns: 1500 },
  )
  assert.ok(taken > 60, `only ${taken} changed certificates were still certificates`)
})

test('every single byte of a certificate, set to what means most in DER, is read alike or refused', () => {
  const telling = [0x00, 0x13, 0x81, 0xa3]
  // The signature at the end is 256 bytes that may be anything.
  for (let at = 0; at < leaf.length - 256; at++) {
    for (const byte of telling) {
      const changed = leaf.slice()
      changed[at] = byte
      if (parseCertificate(changed).ok) agree(changed)
    }
  }
})

function agree(der: Bytes): void {
  const ours = parseCertificate(der)
  assert.ok(ours.ok)
  const theirs = pkijs.Certificate.fromBER(new Uint8Array(der))
  const where = hex.encode(der)
  assert.deepEqual(Buffer.from(theirs.toSchema(true).toBER()).toString('hex'), where)
  assert.deepEqual(summarise(ours.value), summariseTheirs(theirs), where)
}

function summarise(certificate: Certificate) {
  const { version, serialHex, issuer, subject, notBefore, notAfter, signatureAlgorithm, signature, isCa } = certificate
  const { criticalUnknownExtensions } = certificate
  const times = [notBefore.toISOString(), notAfter.toISOString()]
  const algorithm = signatureAlgorithm.replace('+parameters', '')
  return {
    version,
    serialHex,
    issuer,
    subject,
    times,
    algorithm,
    signature: hex.encode(signature),
    isCa,
    criticalUnknownExtensions,
  }
}

function summariseTheirs(certificate: pkijs.Certificate) {
  const { extensions = [] } = certificate
  const basic = extensions.find(({ extnID }) => extnID === '2.5.29.19')?.parsedValue
  assert.equal(new Set(extensions.map(({ extnID }) => extnID)).size, extensions.length)
  return {
    version: certificate.version + 1,
    serialHex: hex
      .encode(new Uint8Array(certificate.serialNumber.valueBlock.valueHexView))
      .replace(/^(?=[89a-f])/, '-')
      .replace(/^00(?=.)/, ''),
    issuer: nameOf(certificate.issuer),
    subject: nameOf(certificate.subject),
    times: [certificate.notBefore, certificate.notAfter].map(({ value }) => value.toISOString()),
    algorithm: certificate.signatureAlgorithm.algorithmId,
    signature: hex.encode(new Uint8Array(certificate.signatureValue.valueBlock.valueHexView)),
    isCa: basic?.cA ?? false,
    criticalUnknownExtensions: extensions
      .filter((extension) => extension.critical && !understood.has(extension.extnID))
      .map(({ extnID }) => extnID),
  }
}

function nameOf({ typesAndValues }: pkijs.RelativeDistinguishedNames) {
  const all = (oid: string) =>
    typesAndValues.filter(({ type }) => type === oid).map(({ value }) => value.valueBlock.value)
  const last = (key: 'C' | 'O' | 'CN') => {
    const value = all(attributeTypeOid[key]).at(-1)
    return value === undefined ? {} : { [key]: value }
  }
  return { ...last('C'), ...last('O'), ...last('CN'), OU: all(attributeTypeOid.OU), L: all(attributeTypeOid.L) }
}
