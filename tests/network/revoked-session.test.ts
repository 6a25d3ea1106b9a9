import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '@madoguchi/kit'
import { findCardFingerprint, openCitizen } from './citizen.ts'
import { openNation } from './open-nation.ts'

test('Hanako’s card is revoked at the registry while she is logged in: she is out with the next list, and hears why', async () => {
  let aheadMs = 0
  const clock = { now: () => new Date(systemClock.now().getTime() + aheadMs) }
  await using nation = await openNation({ clock })
  const [hanako, taro] = [await openCitizen(nation, 'hanako'), await openCitizen(nation, 'taro')]
  await nation.registry.revoke(await findCardFingerprint(nation, 'hanako'), 'certificateHold')
  aheadMs = 11 * 60_000
  await nation.portal.sweep()
  const told = await hanako.call('GET', '/api/v1/requests')
  assert.deepEqual([told.status, told.body.code], [401, 'SESSION_CARD_REVOKED'])
  assert.equal((await taro.call('GET', '/api/v1/requests')).status, 200)
  await nation.settle()
  assert.ok(nation.logged.some((line) => line.includes('SESSIONS_OF_REVOKED_CARDS_ENDED')))
})
