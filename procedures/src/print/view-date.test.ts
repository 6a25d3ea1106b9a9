import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { viewDate } from './view-date.ts'

test('the paper says a date in the calendar it was written in, and guesses no era', () => {
  const url = new URL('../../../protocol/vectors/kept/date.json', import.meta.url)
  const { written } = JSON.parse(readFileSync(url, 'utf8')) as { written: { kept: string; paper: string }[] }
  for (const { kept, paper } of written) assert.equal(viewDate(kept).text, paper)
  assert.equal(viewDate('1990-05-05', 'western').text, '西暦1990年5月5日')
  assert.equal(viewDate('1872-12-31').text, '西暦1872年12月31日')
  assert.equal(viewDate('1989-01-09[showa]').text, '')
})
