import assert from 'node:assert/strict'
import type { AnswerDocument } from '@madoguchi/documents'
import { encodeCsv, neutralizeCell, renderCsv, renderJson, renderXml } from '@madoguchi/documents'
import { utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { hostileDocument } from '../hostile-document.ts'
import { hostileText } from '../mutate.ts'
import { refusedByName } from '../refused-by-name.ts'
import { makeTarget } from '../target.ts'

type Input =
  | { readonly rows: readonly (readonly string[])[] }
  | { readonly document: Omit<AnswerDocument, 'requestedAt'> }

/** Whatever stands in a cell, a spreadsheet reads it back as that text and runs none of it. */
export const csv = makeTarget<Input>({
  name: 'csv',
  shortRuns: 2000,
  msMax: 500,
  stepsMax: 50_000,
  async open() {
    const rows = fc.array(fc.array(hostileText(), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 })
    const cells = ['=1+1', '"'.repeat(2_000), '＝'.repeat(2_000), ' \t'.repeat(1_000), 'あ'.repeat(2_000)]
    return {
      large: [{ rows: Array.from({ length: 200 }, () => cells) }],
      inputs: fc.oneof(
        rows.map((cells) => ({ rows: cells })),
        hostileDocument.map((document) => ({ document })),
      ),
      check(input) {
        if ('rows' in input) {
          const cells = readCsv(encodeCsv(input.rows))
          assert.deepEqual(
            cells,
            input.rows.map((row) => row.map(neutralizeCell)),
          )
          return checkHarmless(cells)
        }
        const document = { ...input.document, requestedAt: new Date('2026-11-22T06:00:00Z') }
        const table = refusedByName(() => renderCsv(document), /^DOCUMENT_TOO_LARGE$/)
        if ('code' in table) return
        checkHarmless(readCsv(utf8.decode(table.value).replace(/^\ufeff/, '')))
        JSON.parse(utf8.decode(renderJson(document)))
        const xml = utf8.decode(renderXml(document))
        // Characters that XML 1.0 has no form for, and tags that are not of ours.
        assert.doesNotMatch(xml.replace(/[\t\r\n\x7f-\x9f]/g, ''), /[\p{Cc}\ufffe\uffff]|<(script|img|svg)/u)
      },
    }
  },
})

function checkHarmless(rows: readonly (readonly string[])[]): void {
  for (const cell of rows.flat()) {
    const isNumber = /^-[0-9]+(\.[0-9]+)?$/.test(cell)
    assert.ok(isNumber || !/^[=+\-@＝＋－＠\p{Cc}]/u.test(cell), JSON.stringify(cell))
  }
}

/** RFC 4180, as a spreadsheet reads it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (isQuoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') cell += text[++at]
      else isQuoted = false
    } else if (char === '"' && cell === '') isQuoted = true
    else if (char === ',' || (char === '\r' && text[at + 1] === '\n')) {
      row.push(cell)
      cell = ''
      if (char === ',') continue
      rows.push(row)
      row = []
      at += 1
    } else cell += char
  }
  return rows
}
