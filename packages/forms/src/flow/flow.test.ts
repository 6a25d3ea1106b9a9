import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answers, Filling, Value } from '../answers.ts'
import { fromPlain, type PlainAnswers } from '../kept/plain-answers.ts'
import { begin, family, now, today } from '../sample-procedure.fixture.ts'
import { calculate } from './calculate.ts'
import { findLastDay, listPapers } from './papers.ts'
import { countDropped, prune } from './prune.ts'
import { next, previous, reachable } from './reachable.ts'
import { summarise } from './summarise.ts'
import { isComplete, validate } from './validate.ts'

const parent: PlainAnswers = {
  parentName: '髙橋 花子',
  parentBirth: '1990-02-28',
  job: { choice: 'employee' },
  hasSpouse: false,
}
const child = (birth: string, more: Readonly<Record<string, Value>> = {}) => ({
  childName: '髙橋 一',
  childBirth: birth,
  ...more,
})

function fill(plain: PlainAnswers): Filling {
  return { procedure: family, answers: fromPlain(plain, { from: 'typed', at: now }), today }
}

function ids(filling: Filling): readonly string[] {
  return reachable(filling).map(({ id }) => id)
}

test('a single parent with one small child goes from parent to child to the end', () => {
  const filling = fill({ ...parent, children: [child('2026-11-01')] })
  assert.deepEqual(ids(filling), ['parent', 'children'])
  assert.deepEqual(validate(filling), [])
  assert.ok(isComplete(filling))
})

test('who has a spouse and three children is asked about them too', () => {
  const children = [child('2026-11-01'), child('2019-01-01', { school: 'みほん小学校' }), child('2010-01-01')]
  const filling = fill({ ...parent, hasSpouse: true, spouseWork: '会社員', spouseName: '髙橋 太郎', children })
  assert.deepEqual(ids(filling), ['parent', 'spouse', 'children', 'many'])
  assert.deepEqual(
    validate(filling).map(({ code, entry, item }) => [code, entry, item]),
    [
      ['FIELD_REQUIRED', 'school', filling.answers.groups.children?.[2]?.id],
      ['FIELD_REQUIRED', 'hasStudent', undefined],
    ],
  )
})

test('a public servant is sent to where they work, and nothing after that is asked', () => {
  const filling = fill({ ...parent, job: { choice: 'public' }, children: [child('2026-11-01')] })
  assert.deepEqual(ids(filling), ['parent', 'at-work'])
  assert.ok(!isComplete(filling))
  assert.deepEqual(Object.keys(prune(filling).groups), [])
})

test('who takes the spouse back keeps nothing of them, and is told how much went', () => {
  const filling = fill({
    ...parent,
    spouseWork: '会社員',
    spouseName: '髙橋 太郎',
    children: [child('2026-11-01', { school: 'なし' })],
  })
  const pruned = prune(filling)
  assert.deepEqual(Object.keys(pruned.fields), ['parentName', 'parentBirth', 'job', 'hasSpouse'])
  assert.deepEqual(Object.keys(pruned.groups.children?.[0]?.fields ?? {}), ['childName', 'childBirth'])
  assert.equal(countDropped(filling), 3)
})

test('an answer that is no longer asked for decides nothing further on', () => {
  // The school of a child is asked by its age; the count of school children by the same; neither by what stayed over.
  const filling = fill({ ...parent, hasSpouse: false, spouseName: '髙橋 太郎', children: [child('2026-11-01')] })
  assert.equal(calculate(filling).fields.anyName, '髙橋 花子')
})

test('ages, counts, sums and names are calculated, over all items and for each', () => {
  const children = [
    child('2020-11-22', { childCost: 100 }),
    child('2020-11-23', { childCost: 250 }),
    child('2024-02-29'),
  ]
  const { fields, groups } = calculate(fill({ ...parent, children }))
  assert.deepEqual(groups.children, [{ childAge: 6 }, { childAge: 5 }, { childAge: 2 }])
  assert.deepEqual(fields, {
    childrenCount: 3,
    schoolChildren: 1,
    totalCost: 350,
    youngest: '2024-02-29',
    anyName: '髙橋 花子',
    names: '髙橋 花子・髙橋 一・髙橋 一・髙橋 一',
  })
})

test('the last day is counted from the day after, and papers are named when they are needed', () => {
  const children = [child('2026-11-20'), child('2026-11-20'), child('2026-11-20')]
  const filling = fill({ ...parent, children, hasStudent: true })
  assert.equal(findLastDay(filling), '2026-12-05')
  assert.deepEqual(
    listPapers(filling).attachments.map(({ id }) => id),
    ['student-form'],
  )
  assert.deepEqual(listPapers(begin(family)).attachments, [])
  assert.equal(findLastDay(begin(family)), undefined)
})

test('a month after the 31st of January is the last day of February', () => {
  const rule = { count: 1, unit: 'month', after: 'parentBirth' } as const
  const procedure = { ...family, deadline: { text: '1か月以内', rule } }
  assert.equal(findLastDay({ ...fill({ ...parent, parentBirth: '2023-01-31' }), procedure }), '2023-02-28')
})

test('forth and back are the inverse of each other on everybody’s way', () => {
  const filling = fill({ ...parent, hasSpouse: true, children: [child('2026-11-01')] })
  const pages = reachable(filling)
  for (const [at, page] of pages.entries()) {
    assert.equal(next(filling, page.id)?.id, pages[at + 1]?.id)
    assert.equal(previous(filling, page.id)?.id, pages[at - 1]?.id)
  }
  assert.equal(next(filling, 'nowhere'), undefined)
})

test('whoever stands on a page that is no longer on the way still gets on and back', () => {
  const filling = fill({ ...parent, children: [child('2026-11-01')] })
  assert.equal(next(filling, 'spouse')?.id, 'children')
  assert.equal(previous(filling, 'spouse')?.id, 'parent')
})

test('the check page has a line for everything that was asked, in words', () => {
  const pages = summarise(fill({ ...parent, children: [child('2026-11-01')] }))
  assert.deepEqual(
    pages.flatMap(({ rows }) => rows.map(({ label, text }) => `${label}: ${text}`)),
    ['氏名: 髙橋 花子', '生年月日: 1990年2月28日(平成2年)', '職業: 会社員', '配偶者はいますか: いいえ'],
  )
  assert.equal(pages[1]?.items[0]?.title, 'お子さん1')
  assert.deepEqual(pages[1]?.items[0]?.rows.at(-1), { field: 'childCost', label: '費用' })
})

test('no function changes the answers it is given', () => {
  const answers: Answers = fill({ ...parent, spouseName: 'x', children: [child('2026-11-01')] }).answers
  const copy = structuredClone(answers)
  const filling = { procedure: family, answers, today }
  for (const look of [reachable, prune, validate, summarise, calculate, isComplete]) look(filling)
  assert.deepEqual(answers, copy)
})
