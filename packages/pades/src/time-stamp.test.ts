import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { no, ok, systemRandom, utf8 } from '@madoguchi/kit'
import type { TrustAnchor } from '@madoguchi/pki'
import { parseCertificate, pinAnchor } from '@madoguchi/pki'
import fc from 'fast-check'
import { readSignedData } from './cms/read-signed-data.ts'
import { checkTimeStamp } from './cms/read-time-stamp.ts'
import { addUnsigned, signByOpenssl, signForeign } from './foreign-signature.fixture.ts'
import { plainPdf, replaceOnce } from './pdf.fixture.ts'
import { prepareSignature } from './prepare-signature.ts'
import { requestTimeStamp } from './request-time-stamp.ts'
import type { Signer } from './signer.fixture.ts'
import { makeSigner, signPdf } from './signer.fixture.ts'
import type { Authority } from './time-stamp-authority.fixture.ts'
import { openAuthority } from './time-stamp-authority.fixture.ts'
import { verifySignedPdf } from './verify-signed-pdf.ts'

const isThere = spawnSync('openssl', ['version']).status === 0

describe('a time stamp', isThere ? {} : { skip: 'openssl is not installed' }, () => {
  let hanako: Signer
  let authority: Authority
  let anchor: TrustAnchor
  const at = new Date('2026-11-20T00:00:00Z')

  before(async () => {
    hanako = await makeSigner()
    authority = await openAuthority()
    const certificate = parseCertificate(authority.certificate)
    assert(certificate.ok)
    const pinned = pinAnchor('tsa', certificate.value)
    assert(pinned.ok)
    anchor = pinned.value
  })
  after(async () => {
    await authority[Symbol.asyncDispose]()
  })

  const ask = (signature: Bytes) => requestTimeStamp({ url: authority.url, fetch, signature, random: systemRandom })

  async function signWithStamp(stamped?: Bytes): Promise<Bytes> {
    const prepared = prepareSignature({ pdf: plainPdf, at })
    assert(prepared.ok)
    const { certificate, sign } = hanako
    const signature = sign(prepared.value.composeSignedAttributes(certificate))
    const token = await ask(stamped ?? signature)
    assert(token.ok, JSON.stringify(token))
    return prepared.value.assemble({ certificate, signature, timeStampToken: token.value })
  }

  async function verify(pdf: Bytes, timeStampAnchors: readonly TrustAnchor[], now: Date) {
    const options = { anchors: [hanako.anchor], timeStampAnchors, at: now, checkRevocation: async () => ok() }
    const verified = await verifySignedPdf(pdf, options)
    assert(verified.ok && verified.value[0])
    return verified.value[0]
  }

  it('of a real authority proves when a document was signed, also after the certificate has expired', async () => {
    const signed = await signWithStamp()
    const report = await verify(signed, [anchor], new Date('2040-01-01T00:00:00Z'))
    assert.ok(report.timeStamp?.ok && report.timeStamp.value.trust.ok)
    assert.ok(Math.abs(report.timeStamp.value.at.getTime() - Date.now()) < 600_000)
    assert.ok(report.trust?.ok && report.provenAt?.getTime() === report.timeStamp.value.at.getTime())
    // By then no list names it any more: whether it had been revoked is another question.
    assert.deepEqual(report.verdict, { kind: 'uncheckable', code: 'REVOCATION_TOO_LATE' })
    assert.ok((await verify(signed, [anchor], at)).isGood)
  })

  it('of the whole document proves when all that it covers was there, and is itself nobody’s signature', async () => {
    const stamped = await signForeign(signPdf(plainPdf, hanako), hanako, {
      subFilter: 'ETSI.RFC3161',
      compose: async (signed) => {
        const token = await ask(signed)
        return token.ok ? token.value : assert.fail(token.code)
      },
    })
    const look = async (pdf: Bytes, anchors: readonly TrustAnchor[], now: Date) => {
      const verified = await verifySignedPdf(pdf, {
        ...{ anchors: [hanako.anchor], timeStampAnchors: anchors, at: now },
        checkRevocation: async () => no('CERT_REVOKED', { reason: 'superseded', at: '2031-01-01T00:00:00Z' }),
      })
      assert(verified.ok)
      return verified.value.map(({ kind, verdict, provenAt, signer }) => [
        ...[kind, verdict.kind === 'good' ? 'good' : verdict.code],
        ...[provenAt !== undefined, signer !== undefined],
      ])
    }
    const late = new Date('2040-01-01T00:00:00Z')
    assert.deepEqual(await look(stamped, [anchor], late), [
      ['PAdES', 'good', true, true],
      ['document time stamp', 'good', true, false],
    ])
    assert.deepEqual(await look(stamped, [], at), [
      ['PAdES', 'REVOKED_TIME_UNPROVEN', false, true],
      ['document time stamp', 'CERT_ISSUER_UNKNOWN', false, false],
    ])
    const changed = replaceOnce(stamped, '0 0 100 100 re', '0 0 999 100 re')
    assert.deepEqual(await look(changed, [anchor], at), [
      ['PAdES', 'SIGNATURE_DIGEST', false, false],
      ['document time stamp', 'SIGNATURE_DIGEST', false, false],
    ])
  })

  it('counts beside another of an authority that nobody trusts, whatever else somebody added', async () => {
    await using unknown = await openAuthority()
    const compose = async (signed: Bytes) => {
      const cms = signByOpenssl(hanako, signed)
      const { signature } = readSignedData(cms)
      const tokens = [unknown, authority].map(({ url }) =>
        requestTimeStamp({ url, fetch, signature, random: systemRandom }),
      )
      return addUnsigned(
        cms,
        (await Promise.all(tokens)).map((token) => (token.ok ? token.value : assert.fail(token.code))),
      )
    }
    const pdf = await signForeign(plainPdf, hanako, { subFilter: 'adbe.pkcs7.detached', compose })
    const report = await verify(pdf, [anchor], at)
    assert.ok(report.isGood && report.timeStamp?.ok && report.timeStamp.value.trust.ok)
    assert.ok((await verify(pdf, [], at)).provenAt === undefined)
  })

  it('of an authority that nobody trusts counts as none', async () => {
    const signed = await signWithStamp()
    const now = await verify(signed, [], at)
    assert.ok(now.timeStamp?.ok && !now.timeStamp.value.trust.ok && now.isGood)
    const late = await verify(signed, [], new Date('2040-01-01T00:00:00Z'))
    assert.ok(late.trust?.ok === false && late.trust.code === 'CERT_EXPIRED')
  })

  it('of another signature is caught', async () => {
    const report = await verify(await signWithStamp(utf8.encode('another signature')), [anchor], at)
    assert.ok(report.timeStamp?.ok === false && report.timeStamp.code === 'TIME_STAMP_IMPRINT')
    assert.ok(!report.isGood)
  })

  it('is refused when the authority answers something else than was asked', async () => {
    const signature = utf8.encode('a signature')
    const earlier: { body: Uint8Array } = { body: new Uint8Array() }
    authority.replaceAnswer((answer) => {
      earlier.body = answer
      return { status: 200, body: answer }
    })
    assert.ok((await ask(signature)).ok)
    const answers: [string, Parameters<Authority['replaceAnswer']>[0]][] = [
      ['TIME_STAMP_NONCE', () => ({ status: 200, body: earlier.body })],
      ['TIME_STAMP_UNREACHABLE', (answer) => ({ status: 500, body: answer })],
      ['TIME_STAMP_REFUSED', () => ({ status: 200, body: Uint8Array.of(0x30, 5, 0x30, 3, 2, 1, 2) })],
      ['TIME_STAMP_MALFORMED', () => ({ status: 200, body: utf8.encode('<html>') })],
      ['TIME_STAMP_MALFORMED', () => ({ status: 200, body: new Uint8Array() })],
      ['TIME_STAMP_MALFORMED', () => ({ status: 200, body: new Uint8Array(70_000) })],
      ['TIME_STAMP_SIGNATURE', (answer) => ({ status: 200, body: flip(answer, answer.length - 3) })],
    ]
    for (const [code, change] of answers) {
      authority.replaceAnswer(change)
      const token = await ask(signature)
      assert.equal(token.ok ? 'ok' : token.code, code)
    }
    authority.replaceAnswer(undefined)
  })

  it('is said to be missing when nobody is at the address', async () => {
    const nowhere = { url: 'http://127.0.0.1:9/', fetch, signature: utf8.encode('x'), random: systemRandom }
    const token = await requestTimeStamp(nowhere)
    assert.equal(token.ok ? 'ok' : token.code, 'TIME_STAMP_UNREACHABLE')
  })

  it('never says another time when a byte of it was changed, and never makes us fall over', async () => {
    const signature = utf8.encode('a signature')
    const token = await ask(signature)
    assert(token.ok)
    const original = checkTimeStamp(token.value, [signature])
    assert(original.ok)
    fc.assert(
      fc.property(fc.nat(token.value.length - 1), fc.integer({ min: 1, max: 255 }), (where, change) => {
        const checked = checkTimeStamp(flip(token.value, where, change), [signature])
        // What still holds is what nobody signed: the CA's certificate, which goes along for convenience.
        if (checked.ok) assert.deepEqual(checked.value.at, original.value.at)
        else assert.match(checked.code, /^TIME_STAMP_/)
      }),
      { numRuns: 1_000 },
    )
  })
})

function flip(bytes: Bytes, where: number, change = 1): Bytes {
  const changed = Uint8Array.from(bytes)
  changed[where] = (changed[where] ?? 0) ^ change
  return changed
}
