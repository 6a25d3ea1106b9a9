import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError, silentLog } from '@madoguchi/kit'
import { openFailureBook } from './failure-book.fixture.ts'
import { logDelivery } from './log-delivery.ts'

test('a test whose party failed at a message is told, once and by the message’s name; of anything else that failed it is not', () => {
  const book = openFailureBook()
  const passed: string[] = []
  const log = book.watch({ ...silentLog, failure: (event) => void passed.push(event) })
  log.failure('MAIL_FAILED', new Error('no mail'))
  log.failure('MESSAGE_HANDLER_FAILED', new AppError('MESSAGE_SENDER_UNKNOWN', 'our directory lags'))
  book.throwAny()
  const cause = new TypeError('not foreseen')
  const parcel = { id: 'msg_1', from: 'core' }
  for (const name of ['permit', 'closed'] as const) logDelivery(log).handlerFailed({ name, ...parcel } as never, cause)
  assert.throws(() => book.throwAny(), { message: 'a handler failed: permit, closed', cause })
  book.throwAny()
  assert.deepEqual(passed, ['MAIL_FAILED', ...Array.from({ length: 3 }, () => 'MESSAGE_HANDLER_FAILED')])
})
