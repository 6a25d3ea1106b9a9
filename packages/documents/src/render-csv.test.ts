import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { encodeCsv, neutralizeCell, renderCsv } from './render-csv.ts'
import { sampleDocument } from './sample-document.fixture.ts'

/** An independent reader of RFC 4180, one character at a time. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (isQuoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') cell += text[at++]
      else isQuoted = false
    } else if (char === '"' && cell === '') isQuoted = true
    else if (char === ',') {
      row.push(cell)
      cell = ''
    } else if (char === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
      at++
    } else cell += char
  }
  return rows
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '=1+1',
    '+cmd|x',
    '-2+3',
    '-1234',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '＝1',
    '＋1',
    '－1',
    '＠a',
    '"',
    '","',
    '\r\n',
    "'",
  ),
)

test('what is written is read back, cell by cell, after it was made safe', () => {
  fc.assert(
    fc.property(fc.array(fc.array(hostile, { minLength: 1, maxLength: 5 }), { maxLength: 6 }), (rows) => {
      assert.deepEqual(
        parseCsv(encodeCsv(rows)),
        rows.map((row) => row.map(neutralizeCell)),
      )
    }),
  )
})

test('no cell begins like a formula, unless it is a plain negative number', () => {
  fc.assert(
    fc.property(hostile, (cell) => {
      const safe = neutralizeCell(cell)
      assert.ok(!/^[=+\-@＝＋－＠\t\r\n]/.test(safe) || /^-[0-9.]+$/.test(safe))
      assert.ok(safe === cell || safe === `'${cell}`)
    }),
  )
  assert.equal(neutralizeCell('-120000'), '-120000')
  assert.equal(neutralizeCell('-1.5'), '-1.5')
  assert.equal(neutralizeCell('-120,000円'), "'-120,000円")
  assert.equal(neutralizeCell('-1-1'), "'-1-1")
  assert.equal(neutralizeCell('=HYPERLINK("http://x")'), `'=HYPERLINK("http://x")`)
})

test('a spreadsheet opens it: byte order mark, CRLF, five columns, numbers without commas', () => {
  const bytes = renderCsv(sampleDocument)
  assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf])
  const rows = parseCsv(utf8.decode(bytes).replace('\ufeff', ''))
  assert.ok(rows.every((row) => row.length === 5))
  assert.deepEqual(rows[0], ['区分', '項目', '内容', '値', '説明'])
  const business = rows.find((row) => row[1] === '営業等所得')
  assert.deepEqual(business?.slice(2, 4), ["'-120,000円", '-120000'])
  assert.ok(rows.some((row) => row[2] === '2026年11月22日(令和8年)15:04'))
})
