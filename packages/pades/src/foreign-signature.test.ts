import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { before, describe, it } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { hex, ok, sha256, utf8 } from '@madoguchi/kit'
import { parseCertificate } from '@madoguchi/pki'
import fc from 'fast-check'
import { encodeSignedAttributes } from './cms/encode-signed-attributes.ts'
import { encodeSignedData } from './cms/encode-signed-data.ts'
import type { Foreign } from './foreign-signature.fixture.ts'
import {
  isSignedAttributes,
  loosenSignature,
  signByOpenssl,
  signForeign,
  writeLoosely,
} from './foreign-signature.fixture.ts'
import { plainObjects, plainPdf, replaceOnce, writePdf } from './pdf.fixture.ts'
import type { SignatureReport } from './signature-report.ts'
import type { Signer } from './signer.fixture.ts'
import { at, makeSigner, signPdf } from './signer.fixture.ts'
import { verifySignedPdf } from './verify-signed-pdf.ts'

const isThere = spawnSync('openssl', ['version']).status === 0
let hanako: Signer

before(async () => {
  hanako = await makeSigner()
})

async function look(pdf: Bytes): Promise<SignatureReport> {
  const verified = await verifySignedPdf(pdf, { anchors: [hanako.anchor], at, checkRevocation: async () => ok() })
  assert(verified.ok && verified.value[0], JSON.stringify(verified))
  return verified.value[0]
}

const sayOf = ({ kind, verdict }: SignatureReport) =>
  `${kind}: ${verdict.kind}${verdict.kind === 'good' ? '' : ` ${verdict.code}`}`

async function sayOfForeign(foreign: Foreign, pdf = plainPdf): Promise<string> {
  return sayOf(await look(await signForeign(pdf, hanako, foreign)))
}

describe('a signature that another program made', isThere ? {} : { skip: 'openssl is not installed' }, () => {
  const cms = (...more: string[]): Foreign => ({
    subFilter: 'adbe.pkcs7.detached',
    compose: (signed) => signByOpenssl(hanako, signed, ...more),
  })

  it('is good, and said not to be PAdES, without the attribute that ties it to one certificate', async () => {
    assert.equal(await sayOfForeign(cms()), 'CMS: good')
    assert.equal(await sayOfForeign({ ...cms(), subFilter: 'ETSI.CAdES.detached' }), 'CMS: good')
    assert.equal(await sayOfForeign({ ...cms('-cades'), subFilter: 'ETSI.CAdES.detached' }), 'PAdES: good')
  })

  it('is read with the signer named by key id, and without signed attributes', async () => {
    for (const more of [['-keyid'], ['-noattr'], ['-nosmimecap', '-keyid']])
      assert.equal(await sayOfForeign(cms(...more)), 'CMS: good', more.join(' '))
  })

  it('is broken all the same when the document was changed, with signed attributes and without', async () => {
    for (const more of [['-keyid'], ['-noattr']]) {
      const signed = await signForeign(plainPdf, hanako, cms(...more))
      const changed = replaceOnce(signed, '0 0 100 100 re', '0 0 999 100 re')
      assert.equal(sayOf(await look(changed)), 'CMS: broken SIGNATURE_DIGEST')
    }
  })

  it('cannot be checked without its certificate, or with the document inside', async () => {
    assert.equal(await sayOfForeign(cms('-nocerts')), 'CMS: uncheckable SIGNATURE_CERTIFICATE_MISSING')
    for (const inside of ['-nodetach', '-stream'])
      assert.equal(await sayOfForeign(cms(inside)), 'CMS: uncheckable SIGNATURE_MALFORMED')
    assert.equal(await sayOfForeign(cms('-md', 'sha1')), 'CMS: uncheckable SIGNATURE_ALGORITHM')
  })
})

describe('a signature of another kind', () => {
  it('is known by its name, or not at all, and neither is called broken', async () => {
    const kinds = [
      ['adbe.pkcs7.sha1', 'adbe.pkcs7.sha1'],
      ['adbe.x509.rsa_sha1', 'adbe.x509.rsa_sha1'],
      ['Somebody.Elses', 'unknown'],
    ]
    for (const [subFilter = '', kind = ''] of kinds)
      assert.equal(await sayOfForeign({ subFilter, compose: signByHand }), `${kind}: uncheckable SIGNATURE_KIND`)
    assert.equal(
      await sayOfForeign({ subFilter: 'ETSI.RFC3161', compose: signByHand }),
      'document time stamp: uncheckable SIGNATURE_MALFORMED',
    )
  })

  it('whose certificate we cannot read cannot be checked', async () => {
    // A version that no certificate has.
    const compose = (signed: Bytes) => hex.decode(hex.encode(signByHand(signed)).replaceAll('a003020102', 'a003020107'))
    const said = await sayOfForeign({ subFilter: 'ETSI.CAdES.detached', compose })
    assert.equal(said, 'PAdES: uncheckable SIGNATURE_CERTIFICATE_UNREADABLE')
  })

  it('is the same whichever way of BER it is written in, outside what is signed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (stream) => {
        const choose = (ways: number) => (stream.next().value ?? 0) % ways
        const compose = (signed: Bytes) => writeLoosely(signByHand(signed), choose, isSignedAttributes)
        assert.equal(await sayOfForeign({ subFilter: 'ETSI.CAdES.detached', compose }), 'PAdES: good')
      }),
      { numRuns: 100 },
    )
  })

  it('is never good with a byte of its BER changed, unless the byte says nothing about it', async () => {
    const signed = loosenSignature(signPdf(plainPdf, hanako))
    const good = await look(signed)
    assert(good.integrity.ok)
    const contentsAt = Buffer.from(signed).lastIndexOf('/Contents <') + '/Contents <'.length
    const { fingerprint } = good.integrity.value
    await fc.assert(
      fc.asyncProperty(fc.nat(3_000), fc.constantFrom(...'0123456789abcdef'), async (where, digit) => {
        const changed = signed.slice()
        changed.set(utf8.encode(digit), contentsAt + where)
        const { integrity } = await look(changed)
        assert.ok(!integrity.ok || integrity.value.fingerprint === fingerprint)
      }),
      { numRuns: 500 },
    )
  })

  /** As our own signer makes it. */
  function signByHand(signed: Bytes): Bytes {
    const { certificate, sign, ca } = hanako
    const parsed = parseCertificate(certificate)
    assert(parsed.ok)
    const signedAttributes = encodeSignedAttributes(sha256(signed), certificate)
    const signature = sign(signedAttributes)
    const chain = [ca.certificate.der]
    return encodeSignedData({
      certificate: parsed.value,
      chain,
      signedAttributes,
      signature,
      timeStampToken: undefined,
    })
  }
})

describe('a document that others wrote in their own way', () => {
  it('is read when its catalog has no type, or its first section says that one came before it at 0', async () => {
    const [, ...rest] = plainObjects
    for (const pdf of [writePdf(['<</Pages 2 0 R>>', ...rest]), writePdf(plainObjects, '/Prev 0')])
      assert.equal(sayOf(await look(signPdf(pdf, hanako))), 'PAdES: good')
  })

  it('and that is encrypted cannot be looked at, which is not said of what is broken', async () => {
    const verified = await verifySignedPdf(writePdf(plainObjects, '/Encrypt<</Filter/Standard>>'), { anchors: [], at })
    assert.equal(verified.ok ? '' : verified.code, 'DOCUMENT_ENCRYPTED')
  })

  it('has what a stranger says in it on one line, without what is not seen, and not longer than a person reads', async () => {
    const reasons: [string, string | undefined][] = [
      ['同意\u202eします\u2066。', '同意 します 。'],
      ['a\r\nb\u0000\u001b[31mc', 'a b [31mc'],
      ['\u200b\u2060\u3164\u2800', undefined],
      ['あ'.repeat(500), `${'あ'.repeat(200)}…`],
      ['葛\u{e0100}城', '葛\u{e0100}城'],
      ['e\u0301\u0302\u0303\u0304\u0305\u0306', 'e\u0301\u0302\u0303'],
    ]
    for (const [reason, shown] of reasons) {
      const foreign = { subFilter: 'ETSI.CAdES.detached', reason, compose: () => hex.decode('3000') }
      assert.equal((await look(await signForeign(plainPdf, hanako, foreign))).reason, shown)
    }
  })
})
