import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPdf } from '../pdf/open-pdf.ts'
import { plainPdf } from '../pdf.fixture.ts'
import { isContentSame } from './later-change.ts'
import { allRules, openNotebook } from './notebook.ts'

test('a stamp that comes behind any number of signatures that nobody sees is told, and what is seen is not the same', () => {
  const notebook = openNotebook(openPdf(plainPdf), allRules)
  for (let n = 0; n < 1_000; n++) notebook.add('signature', { field: `S${n}` })
  notebook.add('stamp', { field: 'White', page: 1, isSeen: true })
  for (let n = 0; n < 1_000; n++) notebook.add('field signed', { field: `F${n}` })
  notebook.add('field signed', { field: 'Seen', page: 1, isSeen: true })
  const change = notebook.readChange(undefined)
  const told = change.additions.map(({ field }) => field)
  assert.ok(told.includes('White') && told.includes('Seen'))
  assert.ok(told.length < 60)
  assert.equal(isContentSame(change), false)
})
