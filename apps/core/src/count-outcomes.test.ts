import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openTestServer } from '@madoguchi/db/testing'
import { countOutcomes, getNewestEntry } from './count-outcomes.ts'
import { openTestCore, subjectOf } from './open-test-core.fixture.ts'

it('an operator sees how exchanges end, each once', async () => {
  await using server = await openTestServer()
  await using net = await openTestCore(server)
  const linkCode = await net.assignCode('mihon-shi', subjectOf('taro'))
  await net.assignCode('aoba-shi', subjectOf('taro'))
  const start = await getNewestEntry(net.db.kysely)
  assert.equal(start, 0)
  for (let i = 0; i < 2; i++) await net.answer('aoba-shi', await net.ask('mihon-shi', { linkCode }))
  await net.ask('mihon-shi', { linkCode })
  const first = await countOutcomes(net.db.kysely, start)
  assert.deepEqual([...first.outcomes], [['no-data', 2]])
  assert.deepEqual([...(await countOutcomes(net.db.kysely, first.until)).outcomes], [])
})
