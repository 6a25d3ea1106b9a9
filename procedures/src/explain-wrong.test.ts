import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { explainWrong } from './explain-wrong.ts'
import { loadProcedures } from './load-procedures.ts'
import { followWalk } from './walk.ts'
import { readWalks } from './walks.fixture.ts'

const procedure = loadProcedures().find(({ id }) => id === 'dog-registration')
assert.ok(procedure)
const folder = fileURLToPath(new URL('../dog-registration', import.meta.url))
const [, walk] = readWalks(folder).find(([name]) => name === 'two-dogs.json') ?? []
assert.ok(walk)

function explain(changed: Readonly<Record<string, unknown>>): readonly string[] {
  assert.ok(procedure && walk)
  const answers = { ...walk.answers, ...changed } as never
  return explainWrong(followWalk(procedure, { ...walk, answers }).filling)
}

test('a walk that answers everything is told nothing', () => {
  assert.deepEqual(explain({}), [])
})

test('whoever writes kana with a narrow space in a walk reads how it is kept', () => {
  assert.deepEqual(explain({ ownerKana: 'みほん はなこ' }), [
    'ownerKana VALUE_SHAPE: A walk has values as they are kept, this one as "ミホン\\u3000ハナコ".',
  ])
})

test('whoever gives a value of another kind reads where the shapes stand', () => {
  for (const ownerKana of [5, true, { choice: 'x' }]) {
    assert.deepEqual(explain({ ownerKana }), [
      'ownerKana VALUE_SHAPE: No value of the kind kana; packages/forms/src/answers.ts has the shapes.',
    ])
  }
})

test('whatever else is wrong or missing is said in the sentence that people read', () => {
  const [wrong, ...others] = explain({ ownerPhone: '00-0000-0000' })
  assert.match(wrong ?? '', /^ownerPhone PHONE_INVALID: 「.*電話.*」は、市外局番から/)
  assert.deepEqual(others, [])
  const { ownerAddress: _left, ...rest } = walk?.answers ?? {}
  assert.ok(procedure && walk)
  const [missing] = explainWrong(followWalk(procedure, { ...walk, answers: rest }).filling)
  assert.match(missing ?? '', /^ownerAddress FIELD_REQUIRED: 「住所」/)
})
