import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { concat, ok, utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { makePackedPdf, plainObjects, plainPdf, replaceOnce, writePdf } from './pdf.fixture.ts'
import type { SignatureReport } from './signature-report.ts'
import type { Signer } from './signer.fixture.ts'
import { at, makeSigner, signPdf } from './signer.fixture.ts'
import { verifySignedPdf } from './verify-signed-pdf.ts'

let hanako: Signer
let stranger: Signer

async function reports(pdf: Bytes, anchors = [hanako.anchor]): Promise<readonly SignatureReport[]> {
  const verified = await verifySignedPdf(pdf, { anchors, at, checkRevocation: async () => ok() })
  assert(verified.ok, JSON.stringify(verified))
  return verified.value
}

async function onlyReport(pdf: Bytes, anchors = [hanako.anchor]): Promise<SignatureReport> {
  const [report, ...others] = await reports(pdf, anchors)
  assert(report !== undefined && others.length === 0)
  return report
}

before(async () => {
  hanako = await makeSigner()
  stranger = await makeSigner()
})

describe('a signed document', () => {
  it('is a person’s, whatever certificates a stranger puts beside it: those make no seal of it', async () => {
    const beside = signPdf(plainPdf, { ...hanako, ca: stranger.ca })
    for (const sealAnchors of [[], [stranger.anchor]]) {
      const verified = await verifySignedPdf(beside, { anchors: [hanako.anchor], sealAnchors, at })
      assert.ok(verified.ok)
      const [report] = verified.value
      assert.deepEqual([report?.trust?.ok, report?.sealOf, report?.signer?.ok], [true, undefined, true])
    }
  })

  it('tells who signed it, when they say they did, and that nothing was changed', async () => {
    const signed = signPdf(plainPdf, hanako)
    assert.deepEqual(Buffer.from(signed.subarray(0, plainPdf.length)), Buffer.from(plainPdf))
    const report = await onlyReport(signed)
    assert.ok(report.isGood)
    assert.equal(report.later.kind, 'nothing')
    assert.deepEqual(report.claimedAt, at)
    assert.equal(report.reason, '届出')
    assert.equal(report.timeStamp, undefined)
    assert(report.signer?.ok)
    assert.equal(report.signer.value.name, '高橋　花子')
    assert.equal(report.signer.value.nameSubstitutes, '10000')
  })

  it('is signed again without hurting the first signature, whatever its cross-reference is written in', async () => {
    for (const pdf of [plainPdf, await makePackedPdf()]) {
      const twice = signPdf(signPdf(pdf, hanako), stranger)
      const [first, second] = await reports(twice, [hanako.anchor, stranger.anchor])
      assert.ok(first?.isGood && second?.isGood)
      assert.deepEqual([first.later.kind, second.later.kind], ['additions', 'nothing'])
      const thrice = await reports(signPdf(twice, hanako), [hanako.anchor, stranger.anchor])
      assert.deepEqual(
        thrice.map(({ isGood, later }) => [isGood, later.kind]),
        [
          [true, 'additions'],
          [true, 'additions'],
          [true, 'nothing'],
        ],
      )
    }
  })

  it('without a signature has nothing to report', async () => {
    assert.deepEqual(await reports(plainPdf), [])
  })

  it('is whole but by nobody we know when its CA is not ours', async () => {
    const report = await onlyReport(signPdf(plainPdf, stranger))
    assert.ok(report.integrity.ok && !report.isGood)
    assert.ok(report.trust?.ok === false && report.trust.code === 'CERT_ISSUER_UNKNOWN')
  })

  it('is not good when the certificate was revoked, has expired, or nobody could be asked', async () => {
    const signed = signPdf(plainPdf, hanako)
    const options = { anchors: [hanako.anchor], at }
    const revoked = await verifySignedPdf(signed, {
      ...options,
      checkRevocation: async () => ({ ok: false, code: 'CERT_REVOKED', facts: {} }),
    })
    assert.ok(revoked.ok && revoked.value[0]?.isGood === false)
    const late = await verifySignedPdf(signed, { ...options, at: new Date('2032-01-01T00:00:00Z') })
    assert.ok(late.ok && late.value[0]?.trust?.ok === false && late.value[0].trust.code === 'CERT_EXPIRED')
    const unasked = await verifySignedPdf(signed, options)
    assert.ok(unasked.ok && unasked.value[0]?.revocation === 'not asked')
  })
})

describe('a document changed after it was signed', () => {
  it('is never good, whichever byte of what is signed was changed', async () => {
    const signed = signPdf(plainPdf, hanako)
    const gapAt = Buffer.from(signed).indexOf('/Contents <') + '/Contents '.length
    const gapEnd = Buffer.from(signed).indexOf('>', gapAt) + 1
    const index = fc.nat(signed.length - 1).filter((one) => one < gapAt || one >= gapEnd)
    await fc.assert(
      fc.asyncProperty(index, fc.integer({ min: 1, max: 255 }), async (where, change) => {
        const changed = signed.slice()
        changed[where] = (changed[where] ?? 0) ^ change
        const verified = await verifySignedPdf(changed, {
          anchors: [hanako.anchor],
          at,
          checkRevocation: async () => ok(),
        })
        assert.ok(!verified.ok || verified.value.every(({ isGood }) => !isGood))
      }),
      { numRuns: 1_000 },
    )
  })

  it('says that the document was changed, not that the signer is wrong', async () => {
    const report = await onlyReport(replaceOnce(signPdf(plainPdf, hanako), '0 0 100 100 re', '0 0 999 100 re'))
    assert.ok(!report.integrity.ok && report.integrity.code === 'SIGNATURE_DIGEST')
  })

  it('is caught when the byte range leaves out more than the signature', async () => {
    const signed = signPdf(plainPdf, hanako)
    const text = Buffer.from(signed).toString('latin1')
    const [range = ''] = /\[0 \d+ \d+ \d+ *\]/.exec(text) ?? []
    const [, first, second, third] = range.match(/\d+/g)?.map(Number) ?? []
    assert(first !== undefined && second !== undefined && third !== undefined)
    const ranges = [
      [0, first - 1, second, third],
      [0, first, second + 1, third - 1],
      [1, first - 1, second, third],
      [0, first, second, third + 1],
      [0, first, second, third - 40],
      [0, 0, 0, 0],
      [0, -1, second, third],
    ]
    for (const numbers of ranges) {
      const report = await onlyReport(replaceOnce(signed, range, `[${numbers.join(' ')}]`.padEnd(range.length)))
      assert.ok(!report.integrity.ok && ['SIGNATURE_RANGE', 'SIGNATURE_DIGEST'].includes(report.integrity.code))
    }
  })

  it('is caught when an update puts another page over the signed one', async () => {
    const signed = signPdf(plainPdf, hanako)
    const offset = signed.length
    const startXref = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(Buffer.from(signed).toString('latin1'))?.[1])
    const body = `4 0 obj\n<</Length 14>>\nstream\n0 0 9 9 re f q\nendstream\nendobj\n`
    const table = `xref\n4 1\n${offset.toString().padStart(10, '0')} 00000 n \n`
    const tail = `trailer\n<</Size 7/Root 1 0 R/Prev ${startXref}>>\nstartxref\n${offset + body.length}\n%%EOF\n`
    const report = await onlyReport(concat(signed, utf8.encode(body + table + tail)))
    assert.ok(report.integrity.ok)
    assert.deepEqual(report.later.faults, [{ code: 'LATER_CONTENT' }])
    assert.ok(!report.isGood)
  })

  it('is refused when bytes without meaning follow it', async () => {
    const verified = await verifySignedPdf(concat(signPdf(plainPdf, hanako), new Uint8Array(5_000)), {
      anchors: [],
      at,
    })
    assert.ok(!verified.ok && verified.code === 'DOCUMENT_MALFORMED')
  })

  it('is caught when another certificate is put in', async () => {
    const signed = signPdf(plainPdf, hanako)
    const from = Buffer.from(hanako.certificate).toString('hex')
    const to = Buffer.from(stranger.certificate).toString('hex')
    if (from.length !== to.length) return
    const report = await onlyReport(replaceOnce(signed, from, to))
    assert.ok(!report.integrity.ok && report.integrity.code === 'SIGNATURE_CERTIFICATE')
  })

  it('never makes the reader fall over, whatever was done to the signature itself', async () => {
    const signed = signPdf(plainPdf, hanako)
    const gapAt = Buffer.from(signed).indexOf('/Contents <') + '/Contents <'.length
    await fc.assert(
      fc.asyncProperty(fc.nat(9_000), fc.uint8Array({ minLength: 1, maxLength: 4 }), async (where, junk) => {
        const changed = signed.slice()
        changed.set(utf8.encode(Buffer.from(junk).toString('hex')), gapAt + where)
        const verified = await verifySignedPdf(changed, { anchors: [hanako.anchor], at })
        assert.ok(verified.ok)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a document with a form of its own', () => {
  it('keeps its fields and annotations, wherever they stand', async () => {
    const variants: (readonly string[])[] = [
      ['<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>', ...plainObjects.slice(1), '<</Fields[]/DA(/Helv 0 Tf)>>'],
      ['<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields 5 0 R>>>>', ...plainObjects.slice(1), '[]'],
      [
        plainObjects[0] ?? '',
        plainObjects[1] ?? '',
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots 5 0 R/Contents 4 0 R>>',
        plainObjects[3] ?? '',
        '[6 0 R]',
        '<</Type/Annot/Subtype/Text/Rect[0 0 1 1]/Contents(a \\(note\\))>>',
      ],
    ]
    for (const objects of variants) {
      const twice = signPdf(signPdf(writePdf(objects), hanako), hanako)
      assert.deepEqual(
        (await reports(twice)).map(({ isGood }) => isGood),
        [true, true],
      )
    }
  })
})
