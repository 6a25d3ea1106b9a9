import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { eras } from '@madoguchi/kit'
import fc from 'fast-check'
import type { DateField } from '../field.ts'
import { dateKind } from '../fields/date.ts'
import { checkAnswer, postParts } from '../flow/check-answer.ts'
import { openScope } from '../flow/scope.ts'

type Boxes = readonly [era: string, year: string, month: string, day: string, unknown: string]

const vector = JSON.parse(
  readFileSync(new URL('../../../../protocol/vectors/kept/date.json', import.meta.url), 'utf8'),
) as {
  readonly written: readonly { readonly typed: Boxes; readonly kept: string; readonly check: string }[]
  readonly before: readonly { readonly kept: string; readonly boxes: Boxes }[]
}
const field: DateField = { kind: 'date', id: 'birth', label: '生年月日', unknown: 'month' }
const parts = ['era', 'year', 'month', 'day', 'unknown'] as const
const scope = openScope([], '2026-11-30')

function post(boxes: Boxes): unknown {
  const entries = parts.map((part, at) => [part, boxes[at] === '' ? [] : [boxes[at] ?? '']])
  const read = dateKind.read(postParts(Object.fromEntries(entries)), field, {})
  return read.ok ? read.value : read.code
}

function boxesOf(kept: string, offered: DateField = field): readonly string[] {
  const shown = dateKind.render(kept, offered)
  return parts.map((part) => shown[part]?.[0] ?? '')
}

test('平成元年1月 with an unknown day is kept, shown and checked as 平成元年, and 昭和64年 as 昭和64年', () => {
  for (const { typed, kept, check } of vector.written) {
    assert.equal(post(typed), kept)
    assert.deepEqual(boxesOf(kept), typed)
    assert.equal(dateKind.format(kept, field), check)
    assert.deepEqual(checkAnswer(field, kept, scope), { ok: true, value: kept })
  }
})

test('a draft from before eras were kept opens, and nobody guesses the era of a year that had two', () => {
  for (const { kept, boxes } of vector.before) {
    assert.ok(dateKind.isValue(kept))
    assert.deepEqual(boxesOf(kept), boxes)
    assert.deepEqual(checkAnswer(field, kept, scope), { ok: true, value: kept })
  }
})

test('whatever date is typed, the same boxes come back, also when the field offers another calendar by then', () => {
  const era = fc.constantFrom('western', ...eras.map(({ id }) => id))
  const number = (max: number) => fc.integer({ min: 1, max }).map(String)
  const year = fc.oneof(fc.constant('元'), number(64), fc.integer({ min: 1868, max: 2100 }).map(String))
  const boxes = fc.tuple(era, year, number(12), number(31), fc.constantFrom('', 'day', 'month'))
  fc.assert(
    fc.property(boxes, fc.constantFrom('era', 'western'), ([e, y, m, d, unknown], calendar) => {
      const typed: Boxes = [e, y, unknown === 'month' ? '' : m, unknown === '' ? d : '', unknown]
      const kept = post(typed)
      if (typeof kept !== 'string' || !/^[0-9]/.test(kept)) return
      assert.deepEqual(boxesOf(kept), typed)
      const later = { ...field, calendar } as const
      assert.ok(dateKind.isValue(kept) && checkAnswer(later, kept, scope).ok)
    }),
    { numRuns: 2000 },
  )
})

test('an era behind a date that cannot lie in it, or no era at all, is no date', () => {
  for (const text of [
    '1989-01-09[showa]',
    '2019-05-00[heisei]',
    '1989-01-00[]',
    '1989-01-00[x]',
    '1989-01-00[showa',
    '1989-02-30[western]',
    '1872-01-01[meiji]',
    '1989-05-01[western,gannen]',
    '1990-05-01[heisei,gannen]',
    '1989-05-01[,gannen]',
    '1989-05-01[gannen]',
  ])
    assert.equal(dateKind.isValue(text), false, text)
})
