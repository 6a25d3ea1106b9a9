import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { findAttachedFile } from './find-attached-file.ts'
import { plainObjects, plainPdf, writePdf } from './pdf.fixture.ts'
import { makeSigner, signPdf } from './signer.fixture.ts'

const [, ...pages] = plainObjects
const specification = '<</Type/Filespec/F(a.json)/UF(a.json)/EF<</F 6 0 R/UF 6 0 R>>>>'

function stream(text: string, more = ''): string {
  return `<</Type/EmbeddedFile${more}/Length ${Buffer.byteLength(text, 'latin1')}>>\nstream\n${text}\nendstream`
}

/** A page with what hangs on the catalog, and behind its four objects those that are given, from 5 on. */
function attach(names: string, ...objects: readonly string[]): Uint8Array {
  return writePdf([`<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles ${names}>>>>`, ...pages, ...objects])
}

function said(pdf: Uint8Array, name = 'a.json'): string | undefined {
  const found = findAttachedFile(pdf, name)
  if (!found.ok) return `${found.code} ${found.facts.reason ?? found.facts.cost ?? ''}`.trim()
  return found.value && utf8.decode(found.value)
}

test('a file is found by its name, as it is or compressed, signed or not, and another is not there', async () => {
  const plain = attach('<</Names[(a.json) 5 0 R]>>', specification, stream('{"a":1}'))
  assert.equal(said(plain), '{"a":1}')
  assert.equal(said(signPdf(plain, await makeSigner())), '{"a":1}')
  assert.equal(said(plain, 'b.json'), undefined)
  assert.equal(said(plainPdf), undefined)
  const packed = deflateSync('{"a":2}').toString('latin1')
  assert.equal(
    said(attach('<</Names[(a.json) 5 0 R]>>', specification, stream(packed, '/Filter/FlateDecode'))),
    '{"a":2}',
  )
})

test('names stand in a tree, in whatever branch', () => {
  const tree = '<</Kids[7 0 R 8 0 R]>>'
  const branches = ['<</Names[(b) 5 0 R]>>', '<</Names[<FEFF0061002E006A0073006F006E> 5 0 R]>>']
  assert.equal(said(attach(tree, specification, stream('{}'), ...branches)), '{}')
})

test('two files of one name, a tree in a circle, and files that are no files are the document’s fault', () => {
  const file = stream('{}')
  const twice = '<</Names[(a.json) 5 0 R(a.json) 5 0 R]>>'
  assert.equal(said(attach(twice, specification, file)), 'DOCUMENT_MALFORMED attached twice')
  assert.equal(said(attach('7 0 R', specification, file, '<</Kids[7 0 R 7 0 R]>>')), 'DOCUMENT_MALFORMED name tree')
  const names = '<</Names[(a.json) 5 0 R]>>'
  for (const [wrong, reason] of [
    ['null', 'file specification'],
    ['<<>>', 'file specification'],
    ['<</EF<</F 99 0 R>>>>', 'attached file'],
    ['<</EF<</F(a)>>>>', 'attached file'],
    ['<</EF<</F 3 0 R>>>>', 'stream'],
  ] as const)
    assert.equal(said(attach(names, wrong, file)), `DOCUMENT_MALFORMED ${reason}`, wrong)
  assert.equal(said(attach(names, specification, stream('{}', '/Filter/LZWDecode'))), 'DOCUMENT_MALFORMED filter')
  assert.equal(said(utf8.encode('{}')), 'DOCUMENT_MALFORMED header')
})

test('a file that unpacks to more than anybody may ask of us is not unpacked', () => {
  const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024)).toString('latin1')
  const pdf = attach('<</Names[(a.json) 5 0 R]>>', specification, stream(bomb, '/Filter/FlateDecode'))
  assert.equal(said(pdf), 'DOCUMENT_TOO_COSTLY inflatedBytes')
})

test('an encrypted document is said to be one, and no bytes make it throw', () => {
  const text = Buffer.from(attach('<</Names[(a.json) 5 0 R]>>', specification, stream('{}'))).toString('latin1')
  const encrypted = Buffer.from(text.replace('/Root 1 0 R', '/Root 1 0 R/Encrypt<<>>'), 'latin1')
  assert.equal(said(encrypted), 'DOCUMENT_ENCRYPTED encrypted')
  fc.assert(
    fc.property(fc.nat({ max: text.length - 1 }), fc.string({ maxLength: 8 }), (place, put) => {
      const changed = Buffer.from(`${text.slice(0, place)}${put}${text.slice(place + put.length)}`, 'latin1')
      assert.ok(['{}', undefined].includes(said(changed)) || said(changed) !== '')
    }),
  )
})
