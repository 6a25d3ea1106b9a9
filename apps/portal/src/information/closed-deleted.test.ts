import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { waitUntil } from '@madoguchi/kit/testing'
import type { PortalTables } from '../shell/tables.ts'
import { enter } from '../testing/test-api-client.fixture.ts'
import { openTestPortal } from '../testing/test-portal.fixture.ts'

test('an answer that comes after all, to a question that was given up and deleted, is not kept', async () => {
  await using world = await openTestPortal()
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const client = await enter(world, await world.makePerson('消した人'))
  // The core says that it did not take the question, and did.
  world.peers.refusals.set('whom', 'INQUIRER_UNKNOWN')
  const { request } = (await client.call('POST', '/requests', { types: ['household'] })).body
  await waitUntil(() => world.peers.seen.some(({ name }) => name === 'whom'))
  await world.settle()
  await world.portal.sweep()
  const look = () => db.kysely.selectFrom('inquiries').select(['state', 'sealed']).executeTakeFirst()
  assert.equal((await look())?.state, 'not-permitted')
  assert.equal((await client.call('DELETE', `/requests/${request}`)).status, 204)
  const whom = world.peers.seen.find((one) => one.name === 'whom')
  assert.ok(whom?.name === 'whom')
  assert.equal(await world.peers.answer(whom), undefined)
  assert.deepEqual(await look(), { state: 'answered', sealed: null })
})
