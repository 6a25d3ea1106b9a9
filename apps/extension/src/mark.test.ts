import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { drawMark, parseMark, phraseLengthMax } from './mark.ts'

test('a phrase that is offered can be kept and comes back as it was', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      const mark = drawMark((below) => numbers.next().value % below)
      assert.equal(mark.phrase.split(' ').length, 3)
      assert.deepEqual(parseMark(JSON.parse(JSON.stringify(mark))), mark)
    }),
  )
})

test('what was kept by something else, or not at all, counts as no phrase', () => {
  const mark = drawMark(() => 0)
  for (const kept of [
    undefined,
    null,
    'さくら',
    { ...mark, phrase: ' ' },
    { ...mark, phrase: 'あ'.repeat(phraseLengthMax + 1) },
    { ...mark, picture: 'toString' },
    { ...mark, colour: '#fff' },
  ])
    assert.equal(parseMark(kept), undefined)
  fc.assert(fc.property(fc.anything(), (kept) => void parseMark(kept)))
})
