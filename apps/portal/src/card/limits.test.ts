import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ok } from '@madoguchi/kit'
import type { SignedPdfAnswer } from '@madoguchi/pades'
import { shared } from '../shell/limits/costly-work.fixture.ts'
import { floodWith, holdWork } from '../shell/limits/held-work.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'
import { cardLimits } from './limits.ts'

const heldReads = holdWork<SignedPdfAnswer>(ok([]))

let world: TestPortal
before(async () => {
  world = await openTestPortal({ readSigned: heldReads.begin })
})
after(() => world[Symbol.asyncDispose]())

/** A browser at the shared address that opened the page for signed documents, or that has a cookie of its own making. */
async function openVerifier(turn?: string): Promise<() => Promise<number>> {
  const browser = makeBrowser(world, testOrigin, shared)
  if (turn === undefined) await browser.get('/card/verify')
  const planted = turn === undefined ? {} : { cookie: `__Host-turn=${turn}` }
  return async () => (await browser.sendFile('/card/verify', 'document', new Uint8Array([1]), planted)).status
}

test('documents-to-verify: strangers at the same address have more browsers than places and try on and on, also with cookies of their own making; a document of who comes there anew is looked at next', async () => {
  const places = cardLimits['documents-to-verify'].most
  const own = Array.from({ length: places + 6 }, () => openVerifier())
  // Whoever has no cookie of ours is one of all who have none.
  const invented = Array.from({ length: 10 }, (_, i) => openVerifier(`made-up-${i}`.padEnd(43, 'A')))
  const loud = await Promise.all([...own, ...invented])
  const seen = await floodWith(heldReads, { loud, places, victim: await openVerifier() })
  assert.equal(seen.status, 200)
  assert.ok(seen.ended <= 1, `after ${seen.ended}`)
})
