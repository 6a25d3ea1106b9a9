import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Value } from '../answers.ts'
import type { Condition } from '../condition.ts'
import type { ConfirmField } from '../field.ts'
import { checkAnswer } from '../flow/check-answer.ts'
import { openScope } from '../flow/scope.ts'

const vector = JSON.parse(
  readFileSync(new URL('../../../../protocol/vectors/kept/confirm.json', import.meta.url), 'utf8'),
) as {
  readonly given: readonly {
    readonly when?: Condition
    readonly values: Readonly<Record<string, Value>>
    readonly kept: string
  }[]
  readonly before: readonly Value[]
}

function openAt(values: Readonly<Record<string, Value>>) {
  const scope = openScope([], '2026-11-30')
  for (const [id, value] of Object.entries(values)) scope.values.set(id, value)
  return scope
}

test('what was confirmed is kept as what it was about, and stands for that alone', () => {
  for (const { kept, values, ...condition } of vector.given) {
    const field: ConfirmField = {
      kind: 'confirm',
      id: 'isSure',
      label: '確認',
      statement: 'このとおりです。',
      ...condition,
    }
    assert.deepEqual(checkAnswer(field, kept, openAt(values)), { ok: true, value: kept })
    const others = vector.given.filter((one) => one.kept !== kept)
    for (const other of others) {
      const checked = checkAnswer(field, other.kept, openAt(values))
      assert.equal(checked.ok ? '' : checked.code, 'CONFIRM_ANEW')
    }
    for (const before of vector.before) assert.ok(checkAnswer(field, before, openAt(values)).ok)
  }
})
