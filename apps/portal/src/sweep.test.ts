import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { dayMs } from '@madoguchi/kit'
import { sql } from 'kysely'
import { askAndWait, enter, logInByApi, makeApiClient } from './testing/test-api-client.ts'
import { openTestPortal } from './testing/test-portal.ts'

test('a request stays as long as one of its answers is kept, and goes with the last', async () => {
  await using world = await openTestPortal()
  await using db = openDatabase<Record<string, never>>({ connection: world.database.runUrl, applicationName: 'test' })
  world.peers.reply = 'answered'
  const card = await world.makePerson('二つの回答')
  const request = await askAndWait(await enter(world, card), ['household'])
  // As an agency would have answered that took ten days longer.
  await sql`
    insert into inquiries
    select (jsonb_populate_record(i, jsonb_build_object('exchange', 'exc_AAAAAAAAAAAAAAAAAAAAAA', 'closed_at', i.closed_at + interval '10 days'))).*
    from inquiries i where request = ${request}`.execute(db.kysely)

  const countItems = async () => {
    const client = makeApiClient(world)
    await logInByApi(client, card)
    const { body } = await client.call('GET', `/requests/${request}`)
    return (body.items as unknown[] | undefined)?.length ?? body.code
  }
  assert.equal(await countItems(), 2)
  world.clock.advance(31 * dayMs)
  await world.portal.sweep()
  assert.equal(await countItems(), 1)
  world.clock.advance(10 * dayMs)
  await world.portal.sweep()
  assert.equal(await countItems(), 'REQUEST_UNKNOWN')
  const left = await sql`select from requests where request = ${request}`.execute(db.kysely)
  assert.equal(left.rows.length, 0)
})
