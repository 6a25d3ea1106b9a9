import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPartyDatabase, openDatabase } from '@madoguchi/db'
import { openTestServer } from '@madoguchi/db/testing'
import { AppError, makeTestClock, minuteMs, silentLog } from '@madoguchi/kit'
import { makeHealthRoutes } from '@madoguchi/server'
import { sql } from 'kysely'
import { watchTrouble } from './watch-trouble.ts'

test('a program whose database has no disk left is not ready, says why, and is ready again when it was mended', async () => {
  await using server = await openTestServer()
  const { migrateUrl } = await createPartyDatabase({ server, party: 'core' })
  await using db = openDatabase({ connection: migrateUrl, applicationName: 'trouble', poolSizeMax: 1 })
  const fail = (sqlState: string) =>
    sql`do ${sql.lit(`begin raise exception using errcode = '${sqlState}'; end`)}`.execute(db.kysely).then(
      () => assert.fail('it was to fail'),
      (error: unknown) => error,
    )
  const clock = makeTestClock('2026-11-22T06:00:00.000Z')
  const failures: string[] = []
  const trouble = watchTrouble({ ...silentLog, failure: (event) => void failures.push(event) }, clock)
  const health = makeHealthRoutes({
    checks: { database: () => sql`select 1`.execute(db.kysely), disk: async () => trouble.check() },
  })
  const look = async () => {
    const response = await health.request('/health/ready')
    return [response.status, ((await response.json()) as { checks: Record<string, string> }).checks]
  }
  assert.deepEqual(await look(), [200, { database: 'ok', disk: 'ok' }])
  trouble.log.failure('SWEEP_FAILED', await fail('23505'))
  assert.deepEqual(await look(), [200, { database: 'ok', disk: 'ok' }], 'another failure is no such trouble')
  trouble.log.failure('SWEEP_FAILED', await fail('53100'))
  assert.deepEqual(await look(), [503, { database: 'ok', disk: 'DB_DISK_FULL' }])
  clock.advance(minuteMs)
  assert.deepEqual(await look(), [200, { database: 'ok', disk: 'ok' }])
  const wrapped = new AppError('HANDLER_FAILED', 'around', { cause: await fail('53200') })
  trouble.log.failure('MESSAGE_HANDLER_FAILED', wrapped)
  assert.deepEqual(await look(), [503, { database: 'ok', disk: 'DB_RESOURCES_SHORT' }])
  assert.equal(failures.length, 3, 'the log still has each')
})
