import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answers, Filling } from '../answers.ts'
import type { Page } from '../definition.ts'
import { explainError } from '../explain-error.ts'
import { fromPlain } from '../kept/plain-answers.ts'
import { readPosted } from '../posted/read-posted.ts'
import { makeProcedure, now, today } from '../sample-procedure.fixture.ts'
import { bindConfirmations } from './bind-confirmations.ts'
import { findPage } from './look.ts'
import { summarise } from './summarise.ts'
import { isComplete, validate } from './validate.ts'

const pages: readonly Page[] = [
  {
    kind: 'fields',
    id: 'who',
    title: '請求する方',
    fields: [
      { kind: 'name', id: 'name', label: '氏名' },
      { kind: 'date', id: 'birth', label: '生年月日' },
    ],
  },
  {
    kind: 'fields',
    id: 'sure',
    title: '確かめること',
    fields: [
      {
        kind: 'confirm',
        id: 'isSure',
        label: '年齢の確認',
        statement: 'このとおりです。',
        when: { is: 'age-below', field: 'birth', age: 18 },
      },
      {
        kind: 'text',
        id: 'why',
        label: 'わけ',
        isOptional: true,
        when: { is: 'equals', field: 'isSure', value: true },
      },
    ],
  },
]
const procedure = makeProcedure(pages)
const begin = (fields: Readonly<Record<string, string | boolean>>): Filling => {
  const answers = fromPlain(fields, { from: 'typed', at: now })
  const filling = { procedure, answers, today }
  return { ...filling, answers: bindConfirmations(filling) }
}
const post = (filling: Filling, page: string, entries: Readonly<Record<string, string>>): Answers =>
  readPosted(filling, { page, entries: Object.entries(entries), now }).answers
const era = (year: string) => ({ 'birth.era': 'western', 'birth.year': year, 'birth.month': '5', 'birth.day': '5' })
const codes = (filling: Filling) => validate(filling).map(({ code }) => code)
const boxOf = (filling: Filling) => findPage(filling, 'sure')?.asked[0]?.about ?? assert.fail()

test('what was confirmed falls when the birth that it was about changes, and says why', () => {
  const asked = { ...begin({ name: '見本', birth: '2015-05-05' }) }
  assert.deepEqual(codes(asked), ['FIELD_REQUIRED'])
  const sure = { ...asked, answers: post(asked, 'sure', { isSure: boxOf(asked) }) }
  assert.ok(isComplete(sure))
  assert.equal(summarise(sure)[1]?.rows[0]?.text, '確かめました')
  assert.deepEqual(
    findPage(sure, 'sure')?.asked.map(({ field }) => field.id),
    ['isSure', 'why'],
  )
  const changed = { ...sure, answers: post(sure, 'who', { name: '見本', ...era('2016') }) }
  assert.deepEqual(codes(changed), ['CONFIRM_ANEW'])
  assert.match(explainError(procedure, validate(changed)[0] ?? assert.fail()), /「年齢の確認」.*答えが変わった/)
  assert.equal(summarise(changed)[1]?.rows[0]?.text, undefined)
  assert.deepEqual(
    findPage(changed, 'sure')?.asked.map(({ field }) => field.id),
    ['isSure'],
    'nothing follows from what fell',
  )
  const named = { ...sure, answers: post(sure, 'who', { name: '見本 花子', ...era('2015') }) }
  assert.ok(isComplete(named), 'a name is nothing that it was about')
  const back = { ...changed, answers: post(changed, 'who', { name: '見本', ...era('2015') }) }
  assert.ok(isComplete(back), 'the same birth was confirmed')
})

test('a box that was ticked about another birth, in a page that is still open, is asked anew', () => {
  const old = begin({ name: '見本', birth: '2015-05-05' })
  const filling = begin({ name: '見本', birth: '2016-05-05' })
  const reading = readPosted(filling, { page: 'sure', entries: [['isSure', boxOf(old)]], now })
  assert.deepEqual(
    reading.errors.map(({ code }) => code),
    ['CONFIRM_ANEW'],
  )
  assert.equal(reading.answers.fields.isSure, undefined)
  const unseen = readPosted(
    { ...filling, answers: post(old, 'sure', { isSure: boxOf(old) }) },
    { page: 'who', entries: Object.entries({ name: '見本', ...era('2016') }), now },
  )
  assert.deepEqual(codes({ ...filling, answers: unseen.answers }), ['CONFIRM_ANEW'])
})

test('a program that says yes, and a draft of before, confirm what stands there, and no more', () => {
  const yes = begin({ name: '見本', birth: '2015-05-05' })
  assert.equal(post(yes, 'sure', { isSure: 'yes' }).fields.isSure?.value, boxOf(yes))
  const older = begin({ name: '見本', birth: '2015-05-05', isSure: true })
  assert.ok(isComplete(older))
  const changed = { ...older, answers: post(older, 'who', { name: '見本', ...era('2016') }) }
  assert.deepEqual(codes(changed), ['CONFIRM_ANEW'])
  const unread = {
    procedure,
    answers: fromPlain({ birth: '2015-05-05', isSure: true }, { from: 'typed', at: now }),
    today,
  }
  assert.deepEqual(codes(unread), ['FIELD_REQUIRED'], 'of the name alone')
  assert.deepEqual(
    readPosted(yes, { page: 'sure', entries: [['isSure', 'perhaps']], now }).errors.map(({ code }) => code),
    ['CHOICE_UNKNOWN'],
  )
})
