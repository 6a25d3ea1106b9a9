import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '@madoguchi/kit'
import pg from 'pg'
import { dbErrors } from './errors.ts'
import { findSqlState, toAppError } from './to-app-error.ts'

function refuse(sqlState: string): pg.DatabaseError {
  const error = new pg.DatabaseError('value "1234" quoted by PostgreSQL', 1, 'error')
  error.code = sqlState
  return error
}

test('what PostgreSQL lacks is the operator’s to mend, and what it refuses is the developer’s', () => {
  const cases: readonly [string, keyof typeof dbErrors, string][] = [
    ['53100', 'DB_DISK_FULL', 'operator'],
    ['53000', 'DB_RESOURCES_SHORT', 'operator'],
    ['53200', 'DB_RESOURCES_SHORT', 'operator'],
    ['53400', 'DB_RESOURCES_SHORT', 'operator'],
    ['53300', 'DB_UNAVAILABLE', 'operator'],
    ['57P03', 'DB_UNAVAILABLE', 'operator'],
    ['08006', 'DB_UNAVAILABLE', 'operator'],
    ['22021', 'DB_TEXT_REFUSED', 'citizen'],
    ['23505', 'DB_QUERY_FAILED', 'developer'],
    ['54000', 'DB_QUERY_FAILED', 'developer'],
  ]
  for (const [sqlState, code, move] of cases) {
    const error = toAppError(refuse(sqlState))
    assert(error instanceof AppError, sqlState)
    assert.equal(error.code, code, sqlState)
    assert.equal(dbErrors[code].move, move, sqlState)
    assert.equal(findSqlState(error), sqlState)
    assert.doesNotMatch(error.message, /1234/, 'no value leaves by the message')
  }
})

test('what is not about the database stays as it is', () => {
  const own = new AppError('DB_DISK_FULL', 'Said before.')
  const other = new TypeError('a mistake of ours')
  for (const error of [own, other, 'a text', undefined]) assert.equal(toAppError(error), error)
})

test('a URL with another password or database than PostgreSQL has is told in words', () => {
  for (const [sqlState, words] of [
    ['28P01', /role or password of the URL/],
    ['3D000', /no database of the name in the URL/],
  ] as const) {
    const error = toAppError(refuse(sqlState))
    assert(error instanceof AppError && error.code === 'DB_QUERY_FAILED', sqlState)
    assert.match(error.message, words)
  }
})
