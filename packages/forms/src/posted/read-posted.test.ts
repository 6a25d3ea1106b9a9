import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answers, Filling, Item } from '../answers.ts'
import { explainError } from '../explain-error.ts'
import { fillAnswers } from '../flow/fill-answers.ts'
import { findItem } from '../flow/look.ts'
import { validate } from '../flow/validate.ts'
import { begin, everyKind, family, itemId, makeTwelveDigits, now } from '../sample-procedure.fixture.ts'
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

function child(name: string): (readonly [string, string])[] {
  return [
    ['childName', name],
    ['childBirth.year', '2026'],
    ['childBirth.month', '11'],
    ['childBirth.day', '1'],
  ]
}

const nameOf = ({ fields }: Item) => fields.childName?.value

/** One child after the other, each new. */
function addChildren(filling: Filling, names: readonly string[]): Answers {
  return names.reduce(
    (answers, name, at) =>
      readItem({ ...filling, answers }, { page: 'children', item: itemId(at), entries: child(name), now }).answers,
    filling.answers,
  )
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

test('a child is added, changed and taken away without the others, and each keeps its id', () => {
  const filling = begin(family)
  const answers = addChildren(filling, ['一郎', '二郎', '三郎'])
  assert.deepEqual(answers.groups.children?.map(nameOf), ['一郎', '二郎', '三郎'])
  const left = removeItem({ ...filling, answers }, { page: 'children', item: itemId(0) })
  assert.deepEqual(left.groups.children?.map(nameOf), ['二郎', '三郎'])
  const changed = readItem(
    { ...filling, answers: left },
    { page: 'children', item: itemId(2), entries: child('四郎'), now },
  )
  assert.deepEqual(changed.errors, [])
  assert.deepEqual(
    changed.answers.groups.children?.map((item) => [item.id, nameOf(item)]),
    [
      [itemId(1), '二郎'],
      [itemId(2), '四郎'],
    ],
  )
  assert.deepEqual(removeItem({ ...filling, answers: left }, { page: 'children', item: itemId(0) }), left)
  assert.deepEqual(
    findItem(filling, { page: 'children', item: itemId(5) })?.map(({ field }) => field.id),
    ['childName', 'childBirth', 'childCost'],
  )
})

test('whoever sends the page of a new child twice has one more, not two', () => {
  const filling = begin(family)
  const once = addChildren(filling, ['一郎'])
  const twice = addChildren({ ...filling, answers: once }, ['一郎'])
  assert.deepEqual(twice, once)
})

test('what is wrong with a child is told with its id, and leads to the entry on its page', () => {
  const filling = begin(family)
  const { errors, typed } = readItem(filling, {
    page: 'children',
    item: itemId(7),
    entries: child('一郎').map(([name, value]) => [name, name === 'childBirth.month' ? '13' : value] as const),
    now,
  })
  assert.deepEqual(
    errors.map(({ item, entry }) => [item, entry]),
    [[itemId(7), 'childBirth.month']],
  )
  assert.deepEqual(typed['childBirth.month'], ['13'])
})

test('a group without the children it needs, or with more than it takes, is refused, and what was written is told again', () => {
  const filling = begin(family)
  const few = validate({ ...filling, answers: { fields: {}, groups: {} } }).filter(({ page }) => page === 'children')
  assert.deepEqual(
    few.map(({ code }) => code),
    ['GROUP_TOO_FEW'],
  )
  const full = addChildren(
    filling,
    Array.from({ length: 150 }, (_, at) => `子${at}`),
  )
  const more = readItem(
    { ...filling, answers: full },
    { page: 'children', item: itemId(150), entries: child('あふれる子'), now },
  )
  assert.deepEqual(
    more.errors.map(({ code }) => code),
    ['GROUP_TOO_MANY'],
  )
  assert.equal(more.answers, full)
  assert.deepEqual(more.typed.childName, ['あふれる子'])
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

test('names that mean something to JavaScript change nothing', () => {
  const odd = ['__proto__', 'constructor', 'children.__proto__.childName', 'childName.__proto__']
  const { answers } = readItem(begin(family), {
    page: 'children',
    item: itemId(0),
    entries: odd.map((name) => [name, 'x'] as const),
    now,
  })
  assert.deepEqual(answers.groups.children, [{ id: itemId(0), fields: {} }])
  assert.equal(Object.getPrototypeOf(answers.groups), Object.prototype)
})
