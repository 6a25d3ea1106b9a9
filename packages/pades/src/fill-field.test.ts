import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { before, describe, it } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { openPdf } from './pdf/open-pdf.ts'
import { findSignatureFields } from './pdf/signature-fields.ts'
import { integerOf } from './pdf/value.ts'
import { makePackedPdf, plainObjects, plainPdf, runTool, writePdf } from './pdf.fixture.ts'
import { corners } from './place-seal.ts'
import { prepareSignature } from './prepare-signature.ts'
import type { Signer } from './signer.fixture.ts'
import { at, makeSigner } from './signer.fixture.ts'
import { verifySignedPdf } from './verify-signed-pdf.ts'

const isThere = ['pdfsig', 'qpdf', 'pdftoppm'].every((tool) => spawnSync(tool, ['-v']).error === undefined)
const options = isThere ? {} : { skip: 'poppler-utils (pdfsig, pdftoppm) or qpdf is not installed' }
const [, pages = '', , contents = ''] = plainObjects

/** A document with a signature field, as its author placed it, and what else is said of the field. */
function makeForm(field = '', more: readonly string[] = [], fields = '5 0 R'): Bytes {
  return writePdf([
    `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[${fields}]>>>>`,
    pages,
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<<>>/Annots[5 0 R]>>',
    contents,
    `<</Type/Annot/Subtype/Widget/FT/Sig/T(Mayor)/Rect[100 100 300 160]/P 3 0 R/F 4${field}>>`,
    ...more,
  ])
}

/** A drawing that is black all over, 100 by 50 points. */
const drawing = writePdf([
  '<</Type/Catalog/Pages 2 0 R>>',
  '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 100 50]>>',
  '<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</ExtGState<</G 5 0 R>>>>>>',
  '<</Length 26>>\nstream\n/G gs 0 0 100 50 re 0 g f \nendstream',
  '<</CA 1/ca 1>>',
])

type Options = Partial<Parameters<typeof prepareSignature>[0]>

describe('signing where a document waits for it', options, () => {
  let hanako: Signer
  before(async () => {
    hanako = await makeSigner()
  })

  function signWith(pdf: Bytes, given: Options = {}): { signed: Bytes; filled: string | undefined } {
    const prepared = prepareSignature({ pdf, at, ...given })
    assert(prepared.ok, JSON.stringify(prepared))
    const { composeSignedAttributes, assemble, filled } = prepared.value
    const { certificate, ca, sign } = hanako
    const signature = sign(composeSignedAttributes(certificate))
    return { signed: assemble({ certificate, chain: [ca.certificate.der], signature }), filled }
  }
  const refusalOf = (pdf: Bytes, given: Options = {}) => {
    const prepared = prepareSignature({ pdf, at, ...given })
    return prepared.ok ? 'ok' : `${prepared.code} ${prepared.facts.reason}`
  }
  const namesOf = (pdf: Bytes) =>
    runTool('pdfsig', ['-nocert', 'in.pdf'], { 'in.pdf': pdf }).output.match(/Signature Field Name: .*/g)

  it('signs the empty field that its author placed: the one that waits, or the one that is named, and adds none', async () => {
    const one = signWith(makeForm())
    assert.equal(one.filled, 'Mayor')
    const second = '<</Type/Annot/Subtype/Widget/FT/Sig/T(Citizen)/Rect[10 10 60 40]/P 3 0 R>>'
    const two = makeForm('', [second], '5 0 R 6 0 R')
    assert.equal(signWith(two).filled, undefined, 'whose of two it is, nobody can tell')
    const named = signWith(two, { field: 'Citizen' })
    assert.equal(named.filled, 'Citizen')
    const other = signWith(named.signed)
    assert.equal(other.filled, 'Mayor', 'the one that is left')
    for (const { signed } of [one, named, other]) {
      const verified = await verifySignedPdf(signed, { anchors: [hanako.anchor], at })
      assert(verified.ok)
      assert.deepEqual(new Set(verified.value.map(({ isGood }) => isGood)), new Set([true]))
      assert.equal(runTool('qpdf', ['--check', 'in.pdf'], { 'in.pdf': signed }).status, 0)
    }
    assert.deepEqual(namesOf(one.signed), ['Signature Field Name: Mayor'])
    assert.deepEqual(namesOf(other.signed)?.sort(), ['Signature Field Name: Citizen', 'Signature Field Name: Mayor'])
  })

  it('leaves fields alone that are signed, locked, or ask for more than we write', () => {
    for (const more of ['/Ff 1', '/Lock<</Type/SigFieldLock/Action/All>>', '/SV<</Type/SV>>']) {
      assert.equal(signWith(makeForm(more)).filled, undefined, more)
      assert.equal(refusalOf(makeForm(more), { field: 'Mayor' }), 'DOCUMENT_SIGN_REFUSED field', more)
    }
    const { signed } = signWith(makeForm())
    assert.equal(refusalOf(signed, { field: 'Mayor' }), 'DOCUMENT_SIGN_REFUSED field')
    assert.equal(refusalOf(plainPdf, { field: 'Mayor' }), 'DOCUMENT_SIGN_REFUSED field')
  })

  it('signs a field whose widget stands apart, and one below another', () => {
    const apart = writePdf([
      '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R]>>>>',
      pages,
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<<>>/Annots[5 0 R]>>',
      '<</Length 0>>\nstream\n\nendstream',
      '<</Type/Annot/Subtype/Widget/Parent 6 0 R/Rect[100 100 300 160]/P 3 0 R/F 4>>',
      '<</FT/Sig/T(Citizen)/Parent 7 0 R/Kids[5 0 R]>>',
      '<</T(Page1)/Kids[6 0 R]>>',
    ])
    const { signed, filled } = signWith(apart, { seal: { drawing, page: 1, corner: 'top-left' } })
    assert.equal(filled, 'Page1.Citizen')
    assert.deepEqual(namesOf(signed), ['Signature Field Name: Page1.Citizen'])
    assert.deepEqual(findBlack(signed), [140, 240, 260, 300], 'the drawing stands where the field is')
  })

  it('never gives two fields one name', () => {
    const taken = makeForm('', ['<</FT/Sig/T(Signature7)/Ff 1>>'], '5 0 R 6 0 R')
    const { signed } = signWith(taken.slice(), { field: 'Mayor' })
    const again = signWith(signed)
    const names = namesOf(again.signed) ?? []
    assert.equal(new Set(names).size, names.length, names.join())
    assert.ok(names.length > 2)
  })

  it('takes a number that no object has and nothing points to, whatever the document says of its size', async () => {
    const highest = (pdf: Bytes) =>
      Math.max(...findSignatureFields(openPdf(pdf)).map(({ valueRef }) => valueRef.number))
    const text = Buffer.from(plainPdf).toString('latin1')
    const withSize = (size: string) => new Uint8Array(Buffer.from(text.replace('/Size 5', `/Size ${size}`), 'latin1'))
    for (const [size, number] of [
      ['2', 5],
      ['5', 5],
      ['900', 900],
      ['4294967296', 5],
      ['8388607', 5],
    ] as const) {
      const { signed } = signWith(withSize(size))
      assert.equal(highest(signed), number, size)
      assert.equal(runTool('qpdf', ['--check', 'in.pdf'], { 'in.pdf': signed }).status, 0, size)
    }
    // What points to nothing must not point to our signature, and what is in no table is not taken for ours.
    const pointing = writePdf(plainObjects.map((body) => body.replace('/Resources<<>>', '/Resources<<>>/Thumb 9 0 R')))
    assert.equal(highest(signWith(pointing).signed), 10)
    const hidden = new Uint8Array(Buffer.from(text.replace('xref\n', '77 0 obj\n<<>>\nendobj\nxref\n'), 'latin1'))
    const moved = Buffer.from(hidden)
    const start = moved.indexOf('xref\n0 ')
    const fixed = moved.toString('latin1').replace(/startxref\n\d+/, `startxref\n${start}`)
    assert.equal(highest(signWith(new Uint8Array(Buffer.from(fixed, 'latin1'))).signed), 78)
    assert.equal(
      integerOf(openPdf(signWith(await makePackedPdf()).signed).xref.trailer.entries.get('Size') ?? assert.fail()) !==
        undefined,
      true,
    )
  })

  it('draws a seal in the corner that was named, upright on a page that is turned, inside what is seen of it', () => {
    const turnedPage = (turn: number) =>
      writePdf([
        '<</Type/Catalog/Pages 2 0 R>>',
        `<</Type/Pages/Kids[3 0 R]/Count 1/Rotate ${turn}>>`,
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 700]/CropBox[50 100 450 600]/Contents 4 0 R/Resources<<>>>>',
        '<</Length 0>>\nstream\n\nendstream',
      ])
    for (const turn of [0, 90, 180, 270, -90]) {
      const isAcross = Math.abs(turn) % 180 === 90
      const [width, height] = isAcross ? [500, 400] : [400, 500]
      for (const corner of corners) {
        const { signed } = signWith(turnedPage(turn), { seal: { drawing, page: 1, corner } })
        const x = corner.endsWith('right') ? width - 28 - 100 : 28
        const y = corner.startsWith('top') ? 28 : height - 28 - 50
        assert.deepEqual(findBlack(signed), [x, y, x + 100, y + 50], `${turn} ${corner}`)
      }
    }
    assert.equal(refusalOf(plainPdf, { seal: { drawing, page: 2, corner: 'top-left' } }), 'DOCUMENT_SIGN_REFUSED page')
  })

  it('tells an encrypted document as such, also where nothing of it can be read', async () => {
    for (const args of [['--object-streams=generate'], ['--object-streams=disable']]) {
      const [source] = [await makePackedPdf()]
      const encrypted = runTool('qpdf', ['--encrypt', '', 'owner', '256', '--', ...args, 'in.pdf', 'out'], {
        'in.pdf': source,
      }).written
      assert.equal(refusalOf(encrypted ?? assert.fail()), 'DOCUMENT_SIGN_REFUSED encrypted', args.join())
    }
  })
})

/** The smallest box, from the top left corner of the first page as it is seen, that holds all that is black; at 72 dots an inch. */
function findBlack(pdf: Bytes): number[] {
  const { written } = runTool(
    'sh',
    ['-c', 'pdftoppm -cropbox -r 72 -gray -singlefile -aa no -aaVector no in.pdf page && mv page.pgm out'],
    {
      'in.pdf': pdf,
    },
  )
  assert(written)
  const [, width = 0, height = 0] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(written.subarray(0, 40)).toString('latin1'))?.map(Number) ?? []
  const pixels = written.subarray(written.length - width * height)
  const found = [width, height, 0, 0]
  pixels.forEach((grey, i) => {
    if (grey > 60) return
    const [x, y] = [i % width, Math.floor(i / width)]
    found[0] = Math.min(found[0] ?? 0, x)
    found[1] = Math.min(found[1] ?? 0, y)
    found[2] = Math.max(found[2] ?? 0, x + 1)
    found[3] = Math.max(found[3] ?? 0, y + 1)
  })
  return found
}
