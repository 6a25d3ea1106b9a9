import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCheckContact } from './request-check.ts'

function phoneOf(typed: string): unknown {
  const read = readCheckContact({ phone: typed })
  return read.ok ? read.value.phone : read.code
}

test('who wants to be called writes the number as in any form, and the agency gets its digits', () => {
  for (const typed of [
    '090-1234-5678',
    '０９０－１２３４－５６７８',
    '+81 (0)90-1234-5678',
    '\u202a090 1234 5678\u202c',
    '☎090─1234─5678',
    'tel:090.1234.5678',
  ])
    assert.equal(phoneOf(typed), '09012345678', typed)
  assert.equal(phoneOf('04992-2-1234'), '0499221234')
  assert.equal(phoneOf(''), undefined)
})

test('what the message has no room for is refused and not cut: an extension, two numbers, another country’s', () => {
  for (const typed of ['03-1234-5678 内線12', '03-1234-5678、090-1234-5678', '+1 202 555 0100', '1', '090-1234-567'])
    assert.equal(phoneOf(typed), 'CHECK_PHONE', typed)
})
