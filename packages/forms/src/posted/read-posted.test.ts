import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Filling } from '../answers.ts'
import { explainError } from '../explain-error.ts'
import { fillAnswers } from '../flow/fill-answers.ts'
import { findItem } from '../flow/look.ts'
import { validate } from '../flow/validate.ts'
import { begin, everyKind, family, makeTwelveDigits, now } from '../sample-procedure.fixture.ts'
import { readItem, readPosted, removeItem } from './read-posted.ts'

const parent: readonly (readonly [string, string])[] = [
  ['parentName', '髙橋 花子'],
  ['parentBirth.era', 'heisei'],
  ['parentBirth.year', '2'],
  ['parentBirth.month', '2'],
  ['parentBirth.day', '28'],
  ['job', 'employee'],
  ['hasSpouse', 'no'],
]

function child(item: number, name: string): (readonly [string, string])[] {
  const at = `children.${item}`
  return [
    [`${at}.childName`, name],
    [`${at}.childBirth.year`, '2026'],
    [`${at}.childBirth.month`, '11'],
    [`${at}.childBirth.day`, '1'],
  ]
}

function post(filling: Filling, page: string, entries: Iterable<readonly [string, unknown]>) {
  return readPosted(filling, { page, entries, now })
}

test('a page that is right gives its answers, marked as typed', () => {
  const { answers, errors, unseen } = post(begin(family), 'parent', new URLSearchParams(Object.fromEntries(parent)))
  assert.deepEqual([errors, unseen], [[], []])
  assert.deepEqual(answers.fields.parentName, { value: '髙橋 花子', source: { from: 'typed', at: now } })
})

test('what is wrong is said beside the field, and what was typed is there again', () => {
  const { answers, errors, typed } = post(begin(family), 'parent', [
    ['parentBirth.era', 'heisei'],
    ['parentBirth.year', '31'],
    ['parentBirth.month', '5'],
    ['parentBirth.day', '1'],
    ['job', 'astronaut'],
  ])
  assert.deepEqual(
    errors.map(({ entry, code }) => [entry, code]),
    [
      ['parentName', 'FIELD_REQUIRED'],
      ['parentBirth.era', 'DATE_ERA'],
      ['job', 'CHOICE_UNKNOWN'],
      ['hasSpouse', 'FIELD_REQUIRED'],
    ],
  )
  assert.deepEqual(typed['parentBirth.year'], ['31'])
  assert.deepEqual(answers.fields, {})
  for (const error of errors) assert.match(explainError(family, error), /^「[^」]+」.*。$/)
})

test('a My Number is neither kept nor shown again', () => {
  const digits = makeTwelveDigits(98_765_432_109)
  const entries = [...parent, ['parentName', digits] as const]
  const reading = post(begin(family), 'parent', entries)
  assert.deepEqual(
    reading.errors.map(({ code, entry }) => [code, entry]),
    [['FIELD_MY_NUMBER', 'parentName']],
  )
  assert.ok(!JSON.stringify(reading).includes(digits))
  assert.ok(reading.errors.every((error) => !explainError(family, error).includes(digits)))
})

test('who says yes is asked the rest, even where the page could not show it before', () => {
  const yes = [...parent, ['hasSpouse', 'yes']] as const
  const shown = ['parentName', 'parentBirth', 'job', 'hasSpouse'].map((id) => ['shown', id] as const)
  const reading = post(begin(family), 'parent', [...yes, ...shown])
  assert.deepEqual([reading.errors, reading.unseen], [[], ['spouseWork']])
  assert.deepEqual(
    post(begin(family), 'parent', yes).errors.map(({ entry }) => entry),
    ['spouseWork'],
  )
})

test('going to no and back to yes loses nothing', () => {
  const yes = post(begin(family), 'parent', [...parent, ['hasSpouse', 'yes'], ['spouseWork', '会社員']])
  const toNo = post({ ...begin(family), answers: yes.answers }, 'parent', parent)
  assert.equal(toNo.answers.fields.spouseWork?.value, '会社員')
})

test('what the card gave stays the card’s until it is changed', () => {
  const source = { from: 'card', at: '2026-11-21T00:00:00.000Z' } as const
  const card = { name: '　髙橋 花子 ', birthDate: '1990-02-28', sex: 'female', address: '' }
  const offer = fillAnswers(begin(family), {
    source,
    offer: (fill) => (fill.from === 'card' ? card[fill.attribute] : undefined),
  })
  assert.deepEqual([offer.filled, offer.unfit], [['parentName', 'parentBirth'], []])
  const kept = post({ ...begin(family), answers: offer.answers }, 'parent', parent).answers
  assert.deepEqual(kept.fields.parentName, { value: '髙橋 花子', source })
  const changed = post({ ...begin(family), answers: kept }, 'parent', [...parent, ['parentName', '高橋 花子']]).answers
  assert.deepEqual(changed.fields.parentName, { value: '高橋 花子', source: { from: 'typed', at: now } })
})

test('a source that has something odd, or nothing, blocks nobody', () => {
  for (const odd of [null, undefined, '', 12, {}, [], '2026-13-45', 'あ'.repeat(100_000), { choice: 'male' }]) {
    const filled = fillAnswers(begin(everyKind), { source: { from: 'answer', at: now }, offer: () => odd })
    assert.deepEqual(validate({ ...begin(everyKind), answers: filled.answers }), [])
  }
})

test('children are read in order, numbered anew, and blank ones are none', () => {
  const entries = [...child(7, '二郎'), ...child(2, '一郎'), ['children.4.childName', ' '] as const]
  const { answers, errors, typed } = post(begin(family), 'children', entries)
  assert.deepEqual(errors, [])
  assert.deepEqual(
    answers.groups.children?.map(({ childName }) => childName?.value),
    ['一郎', '二郎'],
  )
  assert.deepEqual(typed['children.1.childName'], ['二郎'])
})

test('a child is added, changed and taken away without the others', () => {
  const filling = begin(family)
  const one = readItem(filling, { page: 'children', item: 0, entries: child(0, '一郎'), now })
  const two = readItem(
    { ...filling, answers: one.answers },
    { page: 'children', item: 99, entries: child(99, '二郎'), now },
  )
  assert.deepEqual([one.errors, two.errors], [[], []])
  const changed = readItem(
    { ...filling, answers: two.answers },
    { page: 'children', item: 0, entries: child(0, '三郎'), now },
  )
  assert.deepEqual(
    changed.answers.groups.children?.map(({ childName }) => childName?.value),
    ['三郎', '二郎'],
  )
  const left = removeItem({ ...filling, answers: changed.answers }, { page: 'children', item: 0 })
  assert.deepEqual(
    left.groups.children?.map(({ childName }) => childName?.value),
    ['二郎'],
  )
  assert.deepEqual(
    findItem(filling, 'children', 5)?.map(({ field }) => field.id),
    ['childName', 'childBirth', 'childCost'],
  )
})

test('a group without the children it needs, or with more than it takes, is refused', () => {
  assert.deepEqual(
    post(begin(family), 'children', []).errors.map(({ code }) => code),
    ['GROUP_TOO_FEW'],
  )
  const crowd = Array.from({ length: 200 }, (_, item) => child(item, `子${item}`)).flat()
  const reading = post(begin(family), 'children', crowd)
  assert.deepEqual(
    reading.errors.map(({ code }) => code),
    ['GROUP_TOO_MANY'],
  )
  assert.equal(reading.answers.groups.children?.length, 150)
  const full = { ...begin(family), answers: reading.answers }
  assert.deepEqual(
    readItem(full, { page: 'children', item: 150, entries: child(150, '子'), now }).errors.map(({ code }) => code),
    ['GROUP_TOO_MANY'],
  )
})

test('a flood of entries, huge ones and files are turned away, and the answers stay', () => {
  const answers = post(begin(family), 'parent', parent).answers
  const filling = { ...begin(family), answers }
  const flood = Array.from({ length: 50_000 }, (_, at) => [`x${at}`, ''] as const)
  const floods = [
    flood,
    [['parentName', 'あ'.repeat(30_000)]],
    [['a'.repeat(1000), '']],
    [['parentName', new Uint8Array(1)]],
  ]
  for (const entries of floods as Iterable<readonly [string, unknown]>[]) {
    const reading = post(filling, 'parent', entries)
    assert.deepEqual(
      reading.errors.map(({ code }) => code),
      ['FORM_TOO_LARGE'],
    )
    assert.equal(reading.answers, answers)
  }
})

test('names that mean something to JavaScript, and numbers that are none, change nothing', () => {
  const odd = [
    '__proto__',
    'constructor',
    'children.__proto__.childName',
    'children.-1.childName',
    'children.1e3.childName',
    'children.00.childName',
  ]
  const { answers } = post(
    begin(family),
    'children',
    odd.map((name) => [name, 'x'] as const),
  )
  assert.deepEqual(answers.groups.children, [])
  assert.equal(Object.getPrototypeOf(answers.groups), Object.prototype)
})
