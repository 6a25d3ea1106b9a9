import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyField, today } from '../sample-procedure.fixture.ts'
import { checkAnswer } from './check-answer.ts'
import { openScope } from './scope.ts'

test('a telephone number that a draft kept with +81, or without hyphens, stands; one that is none is asked for again', () => {
  const phone = everyField.find(({ kind }) => kind === 'phone')
  assert.ok(phone)
  const scope = openScope([], today)
  assert.ok(checkAnswer(phone, '+81-90-1234-5678', scope).ok)
  assert.equal(checkAnswer(phone, '090-123-4567', scope).ok, false)
  assert.ok(checkAnswer(phone, '09012345678', scope).ok)
})
