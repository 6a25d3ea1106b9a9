import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { openPdf } from '../pdf/open-pdf.ts'
import { plainObjects, writePdf } from '../pdf.fixture.ts'
import { scanReferences } from './scan-references.ts'

/** What is found of object 99 in a document with this text in it. */
function find(text: string) {
  const pdf = openPdf(writePdf([...plainObjects, `(${text})`]))
  const references = scanReferences(pdf, new Set([99]))
  const end = pdf.bytes.length
  return {
    has: references.has(99, end),
    count: references.listPlaces(99, end)?.length,
    isUnder: (key: string) => references.isOnlyUnder(99, (one) => one === key, end),
  }
}

const space = fc.constantFrom(' ', '\n', '\r', '\t', '\0', '%\n', '%x 1 2\r', ' %99 (\n%/Key 7\n')

it('a reference is found however its tokens are kept apart, and counted once or more', () => {
  fc.assert(
    fc.property(space, space, fc.constantFrom('99', '0099', '+99'), (first, second, number) => {
      const one = find(`/Key ${number}${first}0${second}R `)
      assert.ok(one.has)
      assert.equal(find(`/Key ${number}${first}0${second}R ${number} 0 R `).count, 2)
    }),
    { numRuns: 300 },
  )
  for (const text of ['99 0R', '99.0 0 R', '9-9 0 R', '00000000000000000099 0 R', '99\v0\vR', '99 +0 R'])
    assert.equal(find(`/Key ${text}`).count, 1, text)
})

it('a number, another reference and a name are none', () => {
  for (const text of ['99 0', '99 0 RG', '199 0 R', '99 R', '/99 0 R', '9 9 0 R', '99 0 obj'])
    assert.ok(!find(text).has, text)
})

it('the key before a reference is the one that stands there, whether a comment is one or not', () => {
  assert.ok(find('/Key 99 0 R').isUnder('Key'))
  assert.ok(!find('/Key [99 0 R]').isUnder('Key'))
  assert.ok(!find('/Other %/Key\n 99 0 R').isUnder('Key'))
  assert.ok(!find('/Key %/Other\n 99 0 R').isUnder('Key'))
  assert.ok(!find('/Key 99 0 R /Other 99 0 R').isUnder('Key'))
  assert.ok(!find('/#4bey 99 0 R').isUnder('Key'))
})
