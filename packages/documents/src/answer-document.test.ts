import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDate, formatDateTime } from '@madoguchi/kit'
import type { AnswerDocument } from './answer-document.ts'
import { assertBounded } from './answer-document.ts'
import { renderCsv } from './render-csv.ts'
import { renderJson } from './render-json.ts'
import { renderXml } from './render-xml.ts'
import { sampleDocument } from './sample-document.fixture.ts'

test('a document that is too large is refused by name and number, and none of its text is told', () => {
  const row = { label: 'secret', text: 'x' }
  const cases: [string, Partial<AnswerDocument>][] = [
    ['sections', { sections: Array(201).fill({ heading: 'h', rows: [] }) }],
    ['rows', { sections: [{ heading: 'h', rows: Array(3001).fill(row) }] }],
    ['notes', { notes: Array(31).fill('secret') }],
    ['textChars', { title: 'x'.repeat(2001) }],
    [
      'totalChars',
      { sections: [{ heading: 'h', rows: Array(300).fill({ label: 'secret', text: 'x'.repeat(1999) }) }] },
    ],
  ]
  for (const [what, part] of cases) {
    for (const render of [assertBounded, renderCsv, renderJson, renderXml]) {
      assert.throws(
        () => render({ ...sampleDocument, ...part }),
        (error: Error & { code?: string; facts?: { what?: string } }) =>
          error.code === 'DOCUMENT_TOO_LARGE' &&
          error.facts?.what === what &&
          !JSON.stringify(error).includes('secret'),
      )
    }
  }
})

test('times are those of a clock in Japan, with both calendars', () => {
  assert.equal(formatDateTime(new Date('2026-11-21T15:00:00Z')), '2026年11月22日(令和8年)00:00')
  assert.equal(formatDate('2019-05-01'), '2019年5月1日(令和元年)')
  assert.equal(formatDate('2019-04-30'), '2019年4月30日(平成31年)')
  assert.equal(formatDate('someday'), 'someday')
})
