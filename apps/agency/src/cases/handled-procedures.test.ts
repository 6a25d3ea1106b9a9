import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeFindHandling, readHandlings } from './handled-procedures.ts'

const isAffair = (id: string) => id !== 'nobodys'

test('an agency sets of a procedure what is otherwise with it, and the rest stays as usual', () => {
  const own = readHandlings(
    '{"child-allowance-claim": {"standardDays": 15}, "library-card": {"affair": "books", "decidedBy": "two"}}',
  )
  const find = makeFindHandling(own, isAffair)
  assert.deepEqual(find('child-allowance-claim'), {
    affair: 'child-allowance',
    standardDays: 15,
    reviewedBy: 'governor',
    decidedBy: 'one',
  })
  assert.deepEqual(find('library-card'), { affair: 'books', standardDays: 20, reviewedBy: 'head', decidedBy: 'two' })
  assert.deepEqual(find('disaster-victim-certificate'), {
    affair: 'filings',
    standardDays: 20,
    reviewedBy: 'head',
    decidedBy: 'one',
  })
  assert.deepEqual(find('constructor'), find('never heard of'))
})

test('a slip in the file is told before anything is taken: a wrong word, no period, an affair in which nobody has a role', () => {
  for (const text of ['', '[]', '{"a b": {}}', '{"dog": {"days": 5}}', '{"dog": {"standardDays": 0}}'])
    assert.throws(() => readHandlings(text))
  assert.throws(() => readHandlings('{"dog": {"reviewedBy": "mayor"}}'))
  assert.throws(() => makeFindHandling({ dog: { affair: 'nobodys' } }, isAffair), { code: 'CONFIG_INVALID' })
})
