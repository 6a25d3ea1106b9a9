import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { deflateSync } from 'node:zlib'
import { PDFDocument } from '@cantoo/pdf-lib'
import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { makePackedPdf, plainObjects, plainPdf, writePdf } from './pdf.fixture.ts'
import { prepareSignature } from './prepare-signature.ts'
import type { Signer } from './signer.fixture.ts'
import { at, makeSigner, signPdf } from './signer.fixture.ts'

function codeOf(pdf: Bytes): string {
  const prepared = prepareSignature({ pdf, at })
  return prepared.ok ? 'ok' : [prepared.code, prepared.facts.reason].filter((part) => part !== undefined).join(' ')
}

const latin1 = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'latin1'))

describe('preparing a document for a signature', () => {
  let hanako: Signer
  before(async () => {
    hanako = await makeSigner()
  })

  it('leaves what was there as it was, and another library reads the result as the same document', async () => {
    for (const pdf of [plainPdf, await makePackedPdf()]) {
      const signed = signPdf(pdf, hanako)
      assert.deepEqual(Buffer.from(signed.subarray(0, pdf.length)), Buffer.from(pdf))
      const read = await PDFDocument.load(signed)
      assert.equal(read.getPageCount(), 1)
      assert.equal(read.getForm().getFields().length, 1)
    }
  })

  it('makes the same bytes of the same document, certificate and time', () => {
    const compose = () => {
      const prepared = prepareSignature({ pdf: plainPdf, at })
      assert(prepared.ok)
      return prepared.value.composeSignedAttributes(hanako.certificate)
    }
    assert.deepEqual(compose(), compose())
  })

  it('is not confused by a caller who changes the bytes afterwards', () => {
    const pdf = Buffer.from(plainPdf)
    const prepared = prepareSignature({ pdf, at })
    assert(prepared.ok)
    const before = prepared.value.composeSignedAttributes(hanako.certificate)
    pdf.fill(0)
    assert.deepEqual(prepared.value.composeSignedAttributes(hanako.certificate), before)
  })

  it('assembles nothing from a signature that is not one of this card over this document', () => {
    const prepared = prepareSignature({ pdf: plainPdf, at })
    const other = prepareSignature({ pdf: plainPdf, at, reason: 'another' })
    assert(prepared.ok && other.ok)
    const { certificate, sign } = hanako
    const signature = sign(other.value.composeSignedAttributes(certificate))
    assert.throws(() => prepared.value.assemble({ certificate, signature }), { code: 'SIGNATURE_VALUE' })
    assert.throws(() => prepared.value.assemble({ certificate: signature, signature }), { code: 'CERT_MALFORMED' })
    const right = sign(prepared.value.composeSignedAttributes(certificate))
    const chain = Array.from({ length: 20 }, (_, index) => new Uint8Array(2_000).fill(index))
    assert.throws(() => prepared.value.assemble({ certificate, signature: right, chain }), {
      code: 'SIGNATURE_TOO_LARGE',
    })
  })
})

describe('a document that may not be signed', () => {
  it('is refused with its reason', () => {
    const [, pages = '', page = '', contents = ''] = plainObjects
    const rest = [pages, page, contents]
    const certified = (level: number) => [
      '<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP 5 0 R>>>>',
      ...rest,
      `<</Type/Sig/Reference[<</TransformMethod/DocMDP/TransformParams<</P ${level}>>>>]>>`,
    ]
    assert.equal(codeOf(writePdf(plainObjects, '/Encrypt<</Filter/Standard>>')), 'DOCUMENT_SIGN_REFUSED encrypted')
    assert.equal(codeOf(writePdf(certified(1))), 'DOCUMENT_SIGN_REFUSED certified')
    assert.equal(codeOf(writePdf(certified(2))), 'ok')
    const xfa = '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/XFA 4 0 R>>>>'
    assert.equal(codeOf(writePdf([xfa, ...rest])), 'DOCUMENT_SIGN_REFUSED xfa')
    assert.equal(codeOf(new Uint8Array(20 * 1024 * 1024 + 1)), 'DOCUMENT_TOO_LARGE')
  })

  it('is refused when it is no PDF, or one that readers would read in different ways', () => {
    const [catalog = '', pages = '', page = '', contents = ''] = plainObjects
    const bad: (readonly [string, Bytes])[] = [
      ['empty', new Uint8Array()],
      ['text', utf8.encode('hello')],
      ['only a header', utf8.encode('%PDF-1.7\n')],
      ['bytes before the header', latin1(`\n${Buffer.from(plainPdf).toString('latin1')}`)],
      ['cut off', plainPdf.subarray(0, plainPdf.length - 30)],
      ['no catalog', writePdf(['<</Type/Other/Pages 2 0 R>>', pages, page, contents])],
      ['no pages', writePdf([catalog, '<</Type/Pages/Kids[]/Count 0>>'])],
      ['pages in a circle', writePdf([catalog, '<</Type/Pages/Kids[2 0 R]/Count 1>>'])],
      ['a key twice', writePdf([catalog, pages, '<</Type/Page/Rotate 0/Rotate 90>>', contents])],
      ['a form that is a number', writePdf(['<</Type/Catalog/Pages 2 0 R/AcroForm 7>>', pages, page, contents])],
      [
        'a form in a circle',
        writePdf([`<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>`, pages, page, contents, '5 0 R']),
      ],
      ['the form is the page', writePdf(['<</Type/Catalog/Pages 2 0 R/AcroForm 3 0 R>>', pages, page, contents])],
      ['too deep', writePdf([catalog, pages, `<</Type/Page/A ${'['.repeat(100)}${']'.repeat(100)}>>`])],
    ]
    for (const [name, pdf] of bad) {
      assert.match(codeOf(pdf), /^DOCUMENT_MALFORMED/, name)
    }
  })

  it('is refused before it costs more than a document may', () => {
    const [catalog = '', , page = '', contents = ''] = plainObjects
    const many = '[0 '.concat('0 '.repeat(600_000), ']')
    assert.match(
      codeOf(writePdf([catalog, plainObjects[1] ?? '', `<</Type/Page/A${many}>>`, contents])),
      /DOCUMENT_TOO_COSTLY/,
    )
    const text = Buffer.from(plainPdf).toString('latin1')
    const start = /startxref\n(\d+)/.exec(text)?.[1] ?? ''
    assert.match(codeOf(latin1(text.replace('/Root', `/Prev ${start}/Root`))), /cross-reference loop/)
    assert.match(codeOf(writeBomb()), /DOCUMENT_TOO_COSTLY/)
    assert.equal(codeOf(writePdf([catalog, plainObjects[1] ?? '', page, contents])), 'ok')
  })

  it('never makes us fall over, however it is changed', async () => {
    const sources = [plainPdf, await makePackedPdf()]
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 }),
        fc.option(fc.tuple(fc.nat(), fc.nat(200)), { nil: undefined }),
        (source, changes, cut) => {
          const pdf = Uint8Array.from(source)
          for (const [where, byte] of changes) pdf[where % pdf.length] = byte
          const start = cut === undefined ? 0 : cut[0] % pdf.length
          const changed =
            cut === undefined ? pdf : Buffer.concat([pdf.subarray(0, start), pdf.subarray(start + cut[1])])
          assert.match(codeOf(changed), /^(ok|DOCUMENT_(MALFORMED|SIGN_REFUSED|TOO_COSTLY))/)
        },
      ),
      { numRuns: 3_000 },
    )
  })

  it('never makes us fall over, whatever words of PDF it is put together from', () => {
    const word = fc.constantFrom(
      ...[
        '<<',
        '>>',
        '[',
        ']',
        '(',
        ')',
        '<',
        '>',
        '/Type',
        '/Pages',
        '/Kids',
        '/Catalog',
        '/AcroForm',
        '/Fields',
        '/V',
        '/FT/Sig',
      ],
      ...[
        '1 0 R',
        '2 0 R',
        '3 0 R',
        '9 0 R',
        '0',
        '-1.5',
        '1e9',
        'null',
        'true',
        '%\n',
        '\\',
        '#41',
        'endobj',
        'stream\n',
        'obj',
      ],
    )
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 20 }), { maxLength: 5 }), (bodies) => {
        const objects = bodies.map((words) => words.join(' '))
        const pdf = writePdf(['<</Type/Catalog/Pages 2 0 R/AcroForm 3 0 R>>', ...objects])
        assert.match(codeOf(pdf), /^(ok|DOCUMENT_(MALFORMED|SIGN_REFUSED|TOO_COSTLY))/)
      }),
      { numRuns: 3_000 },
    )
  })
})

/** A cross-reference stream of a few kilobytes that would be hundreds of megabytes. */
function writeBomb(): Bytes {
  const data = deflateSync(Buffer.alloc(200 * 1024 * 1024))
  const head = `%PDF-1.7\n1 0 obj\n<</Type/XRef/W[1 4 2]/Size 9/Root 1 0 R/Filter/FlateDecode/Length ${data.length}>>\nstream\n`
  return new Uint8Array(
    Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream\nendobj\nstartxref\n9\n%%EOF\n')]),
  )
}
