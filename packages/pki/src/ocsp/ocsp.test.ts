import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { hex } from '@madoguchi/kit'
import fc from 'fast-check'
import type { TrustAnchor } from '../anchor.ts'
import { pinAnchor } from '../anchor.ts'
import type { Certificate } from '../certificate.ts'
import type { CertificateAuthority } from '../issue/ca.ts'
import { createCa, jpkiTestCaName } from '../issue/ca.ts'
import type { OcspResponder, OcspStatement } from '../issue/create-ocsp-response.ts'
import { createOcspRefusal, createOcspResponse, issueOcspResponder } from '../issue/create-ocsp-response.ts'
import { issueCertificate } from '../issue/issue-certificate.ts'
import { encodePrivateKey, makeRsaKeyPair } from '../issue/keys.ts'
import { hasOpenssl, runOpenssl } from '../openssl.fixture.ts'
import { isAbout, makeCertId } from './cert-id.ts'
import { checkOcsp } from './check-ocsp.ts'
import { encodeOcspRequest, parseOcspRequest } from './request.ts'
import { parseOcspResponse } from './response.ts'

const at = new Date('2026-11-22T03:00:00Z')
const years = (count: number) => new Date(at.getTime() + count * 365 * 24 * 3600 * 1000)
const minutes = (count: number) => new Date(at.getTime() + count * 60_000)
const nonce = new Uint8Array(32).fill(9)

describe('asking a responder whether a certificate is revoked', () => {
  let ca: CertificateAuthority
  let anchor: TrustAnchor
  let otherCa: CertificateAuthority
  let certificate: Certificate
  let responder: OcspResponder

  async function makeResponder(from: CertificateAuthority, window: { notBefore?: Date; notAfter?: Date } = {}) {
    const life = { notBefore: years(-1), notAfter: years(1), ...window }
    return issueOcspResponder({ ca: from, keyPair: await makeRsaKeyPair(), serial: 77n, ...life })
  }

  before(async () => {
    const life = { notBefore: years(-2), notAfter: years(2) }
    ca = await createCa({ name: jpkiTestCaName.authentication, serial: 1n, ...life })
    // A later generation of the same CA: the same name, another key.
    otherCa = await createCa({ name: jpkiTestCaName.authentication, serial: 2n, ...life })
    const pinned = pinAnchor('ca', ca.certificate)
    assert(pinned.ok)
    anchor = pinned.value
    const { publicKey } = await makeRsaKeyPair()
    certificate = await issueCertificate({
      ca,
      publicKey,
      subject: { C: 'JP', OU: [], L: [], CN: 'somebody' },
      serial: 0x00ff1234n,
      ...life,
      profile: 'authentication',
    })
    responder = await makeResponder(ca)
  })

  type Change = {
    by?: OcspResponder
    status?: OcspStatement['status']
    serialHex?: string
    nonce?: Bytes | undefined
    producedAt?: Date
    thisUpdate?: Date
    nextUpdate?: Date | undefined
  }

  async function respond(change: Change = {}): Promise<Bytes> {
    const { by = responder, status = 'good', serialHex = certificate.serialHex, ...rest } = change
    const statements = [{ id: makeCertId(serialHex, anchor), status }]
    return createOcspResponse({
      responder: by,
      statements,
      nonce,
      producedAt: at,
      nextUpdate: minutes(60),
      ...rest,
    })
  }

  function check(der: Bytes, change: { at?: Date; nonce?: Bytes } = {}) {
    const response = parseOcspResponse(der)
    if (!response.ok) return response
    return checkOcsp({ response: response.value, certificate, issuer: anchor, at, nonce, ageMaxMs: 600_000, ...change })
  }

  async function codeOf(change: Change, when: { at?: Date; nonce?: Bytes } = {}): Promise<string> {
    const verdict = check(await respond(change), when)
    return verdict.ok ? 'ok' : verdict.code
  }

  it('takes the word of a responder whom the CA named', async () => {
    const verdict = check(await respond())
    assert(verdict.ok)
    assert.deepEqual(verdict.value.keepUntil, minutes(60))
  })

  it('hears that a certificate is revoked, or on hold, and why', async () => {
    for (const reason of ['keyCompromise', 'certificateHold', 'unspecified'] as const) {
      const verdict = check(await respond({ status: { reason, at: minutes(-30) } }))
      assert(!verdict.ok)
      assert.equal(verdict.code, 'CERT_REVOKED')
      assert.deepEqual(verdict.facts, { step: '2.2', reason, at: minutes(-30).toISOString() })
    }
  })

  it('takes "unknown" for no answer at all', async () => {
    assert.equal(await codeOf({ status: 'unknown' }), 'OCSP_UNKNOWN')
  })

  it('takes nothing that is about another certificate', async () => {
    assert.equal(await codeOf({ serialHex: 'ff1235' }), 'OCSP_OTHER_CERTIFICATE')
  })

  it('takes no responder of another CA, even of one with the same name', async () => {
    assert.equal(await codeOf({ by: await makeResponder(otherCa) }), 'OCSP_RESPONDER')
  })

  it('takes no certificate of the CA that was not issued for this', async () => {
    const keyPair = await makeRsaKeyPair()
    const life = { notBefore: years(-1), notAfter: years(1) }
    const citizen = await issueCertificate({
      ca,
      publicKey: keyPair.publicKey,
      subject: { C: 'JP', OU: [], L: [], CN: 'a citizen who would like to be one' },
      serial: 5n,
      ...life,
      profile: 'authentication',
    })
    assert.equal(await codeOf({ by: { certificate: citizen, privateKey: keyPair.privateKey } }), 'OCSP_RESPONDER')
  })

  it('takes no responder before or after its time', async () => {
    assert.equal(await codeOf({ by: await makeResponder(ca, { notAfter: minutes(-1) }) }), 'OCSP_RESPONDER')
    assert.equal(await codeOf({ by: await makeResponder(ca, { notBefore: minutes(1) }) }), 'OCSP_RESPONDER')
  })

  it('takes no signature of another key under the responder’s certificate', async () => {
    const { privateKey } = await makeRsaKeyPair()
    assert.equal(await codeOf({ by: { ...responder, privateKey } }), 'OCSP_SIGNATURE')
  })

  it('takes no answer to somebody else’s question, and an old one without a nonce only while it is fresh', async () => {
    assert.equal(await codeOf({ nonce: new Uint8Array(32) }), 'OCSP_NONCE')
    assert.equal(await codeOf({ nonce: undefined, producedAt: minutes(-9) }), 'ok')
    assert.equal(await codeOf({ nonce: undefined, producedAt: minutes(-11) }), 'OCSP_STALE')
  })

  it('takes no answer past its end or from the future', async () => {
    assert.equal(await codeOf({ nextUpdate: minutes(-1) }), 'OCSP_STALE')
    assert.equal(await codeOf({ producedAt: minutes(2) }), 'OCSP_NOT_YET')
  })

  it('takes an answer without an end only to its own question, fresh, and for this one time', async () => {
    const endless = { nextUpdate: undefined }
    const verdict = check(await respond(endless))
    assert(verdict.ok)
    assert.ok(verdict.value.keepUntil < at)
    const stepOf = async (change: Change) => {
      const refused = check(await respond({ ...endless, ...change }))
      return refused.ok ? 'ok' : [refused.code, refused.facts.step]
    }
    assert.equal(await stepOf({ producedAt: minutes(-9) }), 'ok')
    assert.deepEqual(await stepOf({ producedAt: minutes(-11) }), ['OCSP_STALE', '3.2 (5)'])
    assert.deepEqual(await stepOf({ thisUpdate: minutes(-11) }), ['OCSP_STALE', '3.2 (5)'])
    assert.deepEqual(await stepOf({ nonce: undefined }), ['OCSP_STALE', '4.2.2.1'])
    assert.deepEqual(await stepOf({ nonce: new Uint8Array(32) }), ['OCSP_NONCE', '4.4.1'])
    assert.deepEqual(await stepOf({ status: 'unknown' }), ['OCSP_UNKNOWN', '2.2'])
  })

  it('takes the worse of two answers about one certificate', async () => {
    const about = (status: OcspStatement['status'], hash: 'sha1' | 'sha256') => ({
      id: makeCertId(certificate.serialHex, anchor, hash),
      status,
    })
    for (const [worse, code] of [
      [{ reason: 'keyCompromise', at: minutes(-30) }, 'CERT_REVOKED'],
      ['unknown', 'OCSP_UNKNOWN'],
    ] as const) {
      const statements = [about('good', 'sha1'), about(worse, 'sha256')]
      const der = await createOcspResponse({ responder, statements, nonce, producedAt: at, nextUpdate: minutes(60) })
      const verdict = check(der)
      assert.equal(verdict.ok ? 'ok' : verdict.code, code)
    }
  })

  it('hears a responder that will not answer', async () => {
    for (const reason of ['malformedRequest', 'internalError', 'tryLater', 'unauthorized'] as const) {
      const verdict = check(createOcspRefusal(reason))
      assert(!verdict.ok)
      assert.equal(verdict.code, 'OCSP_NOT_SUCCESSFUL')
      assert.deepEqual(verdict.facts, { reason })
    }
  })

  it('notices every changed byte, and never throws', async () => {
    const good = await respond()
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const changed = good.slice()
        changed[place] = (changed[place] ?? 0) ^ flip
        const verdict = check(changed)
        // The responder's own certificate is signed by the CA, the rest by the responder: nothing is left over but
        // lengths and tags around them, which must be canonical.
        assert.equal(verdict.ok, false, `byte ${place}`)
      }),
      { numRuns: 400 },
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => !parseOcspResponse(bytes).ok))
  })

  it('asks in a form that comes back as it was asked', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 128 }),
        fc.bigInt({ min: 1n, max: 2n ** 152n }),
        (bytes, serial) => {
          const digits = serial.toString(16)
          const serialHex = digits.length % 2 === 0 ? digits : `0${digits}`
          const parsed = parseOcspRequest(encodeOcspRequest({ serialHex, issuer: anchor, nonce: bytes }))
          assert(parsed.ok)
          assert.deepEqual(parsed.value.nonce && hex.encode(parsed.value.nonce), hex.encode(bytes))
          const [id] = parsed.value.ids
          assert(id !== undefined && isAbout(id, serialHex, anchor))
        },
      ),
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => !parseOcspRequest(bytes).ok))
  })

  const pem = (label: string, der: Bytes) =>
    `-----BEGIN ${label}-----\n${Buffer.from(der)
      .toString('base64')
      .replace(/(.{64})/g, '$1\n')}\n-----END ${label}-----\n`

  async function withFiles<T>(
    files: Record<string, string | Bytes>,
    use: (path: (name: string) => string) => Promise<T>,
  ) {
    const folder = await mkdtemp(join(tmpdir(), 'madoguchi-ocsp-'))
    try {
      for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
      return await use((name) => join(folder, name))
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  it('openssl understands our question and our answer', { skip: !hasOpenssl }, async () => {
    const now = new Date()
    const answer = await respond({ producedAt: now, nextUpdate: new Date(now.getTime() + 60_000) })
    const files = {
      'ca.pem': pem('CERTIFICATE', ca.certificate.der),
      'leaf.pem': pem('CERTIFICATE', certificate.der),
      'request.der': encodeOcspRequest({ serialHex: certificate.serialHex, issuer: anchor, nonce }),
      'answer.der': answer,
    }
    await withFiles(files, async (path) => {
      const read = runOpenssl(['ocsp', '-reqin', path('request.der'), '-req_text', '-noverify'])
      assert.match(read.output, /Serial Number: FF1234/)
      assert.match(read.output, /OCSP Nonce/)
      const said = runOpenssl([
        ...['ocsp', '-respin', path('answer.der'), '-issuer', path('ca.pem'), '-cert', path('leaf.pem')],
        ...['-CAfile', path('ca.pem'), '-no_nonce'],
      ])
      assert.match(said.output, /Response verify OK/)
      assert.match(said.output, /leaf.pem: good/)
    })
  })

  it('understands openssl’s answers, good and revoked', { skip: !hasOpenssl }, async () => {
    const line = (status: string, revokedAt: string) =>
      `${status}\t281231000000Z\t${revokedAt}\tFF1234\tunknown\t/C=JP/CN=somebody\n`
    const files = {
      'ca.pem': pem('CERTIFICATE', ca.certificate.der),
      'responder.pem': pem('CERTIFICATE', responder.certificate.der),
      'responder.key': encodePrivateKey(responder.privateKey),
      'request.der': encodeOcspRequest({ serialHex: certificate.serialHex, issuer: anchor, nonce }),
      'good.txt': line('V', ''),
      'revoked.txt': line('R', '261101000000Z,keyCompromise'),
    }
    await withFiles(files, async (path) => {
      const ask = async (index: string, more: readonly string[] = ['-nmin', '5']) => {
        const made = runOpenssl([
          ...['ocsp', '-index', path(index), '-rsigner', path('responder.pem'), '-rkey', path('responder.key')],
          ...['-CA', path('ca.pem'), '-reqin', path('request.der'), '-respout', path('out.der'), ...more],
        ])
        assert(made.isOk, made.output)
        return check(new Uint8Array(await readFile(path('out.der'))), { at: new Date() })
      }
      const good = await ask('good.txt')
      assert(good.ok, JSON.stringify(good))
      // As openssl answers by default: no nextUpdate, newer is always to be had.
      const endless = await ask('good.txt', [])
      assert(endless.ok, JSON.stringify(endless))
      const revoked = await ask('revoked.txt')
      assert(!revoked.ok)
      assert.deepEqual(revoked.facts, { step: '2.2', reason: 'keyCompromise', at: '2026-11-01T00:00:00.000Z' })
    })
  })
})
