import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { openTestPortal } from '../testing/test-portal.fixture.ts'
import { operatorLimits } from './limits.ts'

const operator = { origin: 'http://127.0.0.1:8481', token: 'a-token-that-nobody-guesses' }
/** Where attacker and operator both sit. */
const shared = '192.0.2.1'

test('wrong-operator-word: somebody types wrong words under the operator’s own name; the operator comes in', async () => {
  await using world = await openTestPortal({ operator })
  const { most } = operatorLimits['wrong-operator-word']
  const openDesk = () => makeBrowser({ portal: { fetch: world.portal.operatorFetch } }, operator.origin, shared)
  for (let i = 0; i < 3 * most; i++) await openDesk().post('/login', { name: '田中', token: 'wrong' })
  const mine = openDesk()
  assert.equal((await mine.post('/login', { name: '田中', token: operator.token })).location, '/')
  const { text } = await mine.get('/actions')
  assert.equal(text.split('ログインを断りました').length - 1, most)
})
