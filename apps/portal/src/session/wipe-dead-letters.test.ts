import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { hourMs, minuteMs } from '@madoguchi/kit'
import type { PortalTables } from '../shell/tables.ts'
import { enter } from '../testing/test-api-client.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
})
after(() => world[Symbol.asyncDispose]())

test('what a refused question and a refused history say of a person is gone with the mandate; that they died is still counted', async () => {
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const letters = async () => {
    const rows = await db.kysely.selectFrom('dead_letters').selectAll().orderBy('name').execute()
    return rows.map(({ name, code, envelope }) => [name, code, envelope.length > 0])
  }
  world.peers.refusals.set('whom', 'INQUIRER_UNKNOWN').set('list-records', 'INQUIRER_UNKNOWN')
  const client = await enter(world, await world.makePerson('断られた人'))
  await client.call('POST', '/requests', { types: ['household'] })
  await client.call('GET', '/history')
  await world.settle()
  const code = 'INQUIRER_UNKNOWN'
  assert.deepEqual(await letters(), [
    ['list-records', code, true],
    ['whom', code, true],
  ])
  world.clock.advance(6 * minuteMs)
  await world.portal.sweep()
  assert.deepEqual(await letters(), [
    ['list-records', code, false],
    ['whom', code, true],
  ])
  world.clock.advance(12 * hourMs)
  await world.portal.sweep()
  assert.deepEqual(await letters(), [
    ['list-records', code, false],
    ['whom', code, false],
  ])
})
