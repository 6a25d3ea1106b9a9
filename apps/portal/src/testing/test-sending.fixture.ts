import assert from 'node:assert/strict'
import type { Procedure } from '@madoguchi/forms'
import { loadProcedures } from '@madoguchi/procedures'
import { enterPages, fillDogs, pressSend, publishOnline } from './test-apply.fixture.ts'
import { wordsOf } from './test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from './test-portal.fixture.ts'

/** A portal at which filings are sent online, and nobody has to sign. */
export async function openSendingPortal(): Promise<TestPortal> {
  const procedures = loadProcedures().map((one): Procedure => ({ ...one, signers: [] }))
  const world = await openTestPortal({ procedures })
  await publishOnline(world)
  return world
}

/** Somebody new with a whole form, who sends it and reads what became of it. */
export async function beginFiling(world: TestPortal, name: string) {
  const card = await world.makePerson(name)
  const browser = await enterPages(world, card)
  const draft = await fillDogs(browser)
  const send = async () => {
    await browser.post(`${draft}/files/next`)
    const { location } = await pressSend(browser, draft)
    await world.settle()
    return /fil_[\w-]{22}/.exec(location ?? '')?.[0] ?? assert.fail(String(location))
  }
  const read = async (filing: string) => wordsOf((await browser.get(`/filings/${filing}`)).text)
  return { card, browser, draft, send, read }
}
