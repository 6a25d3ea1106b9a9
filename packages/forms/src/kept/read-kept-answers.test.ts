import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listFields } from '../explain-error.ts'
import { family, itemId, makeTwelveDigits, now } from '../sample-procedure.fixture.ts'
import { fromPlain } from './plain-answers.ts'
import { readKeptAnswers } from './read-kept-answers.ts'
import { toPlain } from './to-plain.fixture.ts'

const label = (id: string) => family.pages.flatMap(listFields).find((field) => field.id === id)?.label
const source = { from: 'typed', at: now } as const

test('a draft of an older version keeps what still fits, and says what does not, in words where there are any', () => {
  const kept = {
    fields: {
      parentName: { value: '髙橋 花子', source },
      job: { value: 'employee', source },
      goneField: { value: 'x', source },
      hasSpouse: { value: true, source: { from: 'guess', at: now } },
    },
    groups: {
      children: [{ id: itemId(3), fields: { childName: { value: '一郎', source }, oldField: { value: 1, source } } }],
      goneGroup: [],
    },
  }
  const read = readKeptAnswers(family, { answers: kept })
  assert.ok(read.ok)
  assert.deepEqual(toPlain(read.value.answers), { parentName: '髙橋 花子', children: [{ childName: '一郎' }] })
  assert.deepEqual(
    read.value.answers.groups.children?.map(({ id }) => id),
    [itemId(3)],
  )
  assert.deepEqual(read.value.leftOut, [
    { id: 'oldField', said: '1', item: { group: 'children', number: 0, said: '一郎' } },
    { id: 'job', label: label('job'), said: 'employee' },
    { id: 'goneField', said: 'x' },
    { id: 'hasSpouse', label: label('hasSpouse'), said: 'はい' },
  ])
})

test('a draft that is no draft is refused', () => {
  const tooMany = {
    fields: {},
    groups: { children: Array.from({ length: 151 }, (_, at) => ({ id: itemId(at), fields: {} })) },
  }
  for (const odd of [
    null,
    [],
    'x',
    {},
    { fields: [], groups: {} },
    { fields: {}, groups: { children: {} } },
    { fields: {}, groups: { children: [{}] } },
    { fields: {}, groups: { children: [{ id: '0', fields: {} }] } },
    tooMany,
  ]) {
    assert.deepEqual(readKeptAnswers(family, { answers: odd }), { ok: false, code: 'ANSWERS_MALFORMED', facts: {} })
  }
})

test('a My Number that got into a draft does not come out of it', () => {
  const digits = makeTwelveDigits(22_222_222_222)
  const read = readKeptAnswers(family, {
    answers: { fields: { parentName: { value: digits, source } }, groups: {} },
  })
  assert.deepEqual(read, {
    ok: true,
    value: { answers: { fields: {}, groups: {} }, leftOut: [{ id: 'parentName', label: label('parentName') }] },
  })
})

test('prototypes in a draft reach nothing', () => {
  const kept = JSON.parse('{"fields":{"__proto__":{"value":"x"},"constructor":{}},"groups":{"__proto__":[]}}')
  const read = readKeptAnswers(family, { answers: kept })
  assert.ok(read.ok && Object.keys(read.value.answers.fields).length === 0 && read.value.leftOut.length === 2)
})

test('plain answers of a walk become answers and plain again', () => {
  const plain = { parentName: '髙橋 花子', hasSpouse: false, children: [{ childName: '一郎' }, {}] }
  assert.deepEqual(toPlain(fromPlain(plain, source)), plain)
})
