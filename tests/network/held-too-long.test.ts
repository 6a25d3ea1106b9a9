import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayMs, hourMs, makeTestClock, minuteMs } from '@madoguchi/kit'
import pg from 'pg'
import { openCitizen } from './citizen.ts'
import { openNation } from './open-nation.ts'

test('what nobody released about a protected person never shows in their history, and the sealed chain has it', async () => {
  const clock = makeTestClock('2026-11-01T00:00:00Z')
  await using nation = await openNation({ clock })
  const aoi = nation.residents.find(({ cardName }) => cardName === 'aoi') ?? assert.fail()
  const { person_ref: personRef } = await nation
    .agencyOf('mihon-kenpo')
    .database.selectFrom('people')
    .select('person_ref')
    .where('resident_code', '=', aoi.residentCode)
    .executeTakeFirstOrThrow()
  const order = { personRef, provider: 'mihon-shi', affair: 'health-insurance-benefit', type: 'local-tax' } as const
  const asked = await nation.agencyOf('mihon-kenpo').inquire([order])
  assert(asked.ok)
  await nation.settle()
  const [exchange = ''] = asked.value
  clock.advance(7 * dayMs - hourMs + minuteMs)
  await nation.agencyOf('mihon-shi').sweep()
  await nation.settle()
  clock.advance(2 * hourMs)
  await nation.core.expire()
  await nation.settle()
  const { outcome } = await nation
    .agencyOf('mihon-kenpo')
    .database.selectFrom('inquiries')
    .select('outcome')
    .where('exchange_id', '=', exchange)
    .executeTakeFirstOrThrow()
  assert.equal(outcome, 'refused')
  const citizen = await openCitizen(nation, 'aoi')
  const history = await citizen.read('History', '/api/v1/history')
  assert.deepEqual(
    history.records.filter((record) => record.exchange === exchange || record.provider === 'mihon-shi'),
    [],
  )
  assert.deepEqual(history.check, { isUnbroken: true, reachesStart: true })
  const core = new pg.Client({ connectionString: nation.databaseOf('core').runUrl })
  await core.connect()
  try {
    const { rows } = await core.query(
      `select e.outcome, e.is_hidden, c.length from exchanges e
       join chains c on c.person_id = e.person_id and c.name = 'sealed' where e.exchange_id = $1`,
      [exchange],
    )
    assert.equal(rows.length, 1)
    assert.deepEqual([rows[0].outcome, rows[0].is_hidden], ['refused', true])
    assert.ok(Number(rows[0].length) > 0)
  } finally {
    await core.end()
  }
})

test('a protected person’s own request waits for nobody: it ends at once, and stays as it ended', async () => {
  const clock = makeTestClock('2026-11-01T00:00:00Z')
  await using nation = await openNation({ clock })
  const asked = await (await openCitizen(nation, 'aoi')).ask(['local-tax'])
  const states = async () =>
    (await (await openCitizen(nation, 'aoi')).look(asked.request)).items.map(({ state }) => state)
  assert.deepEqual(await states(), ['nothing-to-show'])
  clock.advance(7 * dayMs + minuteMs)
  await nation.agencyOf('mihon-shi').sweep()
  await nation.core.expire()
  await nation.settle()
  assert.deepEqual(await states(), ['nothing-to-show'])
})
