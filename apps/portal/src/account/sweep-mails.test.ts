import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minuteMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { enter, giveEmail } from '../testing/test-api-client.fixture.ts'
import { openTestPortal } from '../testing/test-portal.fixture.ts'

test('a mail server that hangs keeps nobody logged in whose card was revoked', async () => {
  const hung = Promise.withResolvers<void>()
  let sent = 0
  const send = () => {
    sent += 1
    return hung.promise
  }
  await using world = await openTestPortal({ mailer: { send } })
  const lost = await world.makePerson('紛失した人')
  const client = await enter(world, lost)
  await giveEmail(client, 'funshitsu@example.jp')
  world.trust.revoke(lost)
  world.clock.advance(11 * minuteMs)
  const swept = world.portal.sweep()
  try {
    await waitUntil(async () => (await client.call('GET', '/requests')).body.code === 'SESSION_CARD_REVOKED')
    assert.equal(sent, 1, 'it hangs in the first')
  } finally {
    hung.resolve()
    await swept
  }
})
