import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { Procedure } from '@madoguchi/forms'
import type { Received } from '@madoguchi/messages'
import { loadProcedures } from '@madoguchi/procedures'
import { signBy, signerAttributes } from './signed-pdf.fixture.ts'
import {
  enterPages,
  fillDogs,
  findFile,
  noteFiled,
  pressSend,
  publishOnline,
  sealEvent,
  tellEvent,
} from './test-apply.fixture.ts'
import type { TestBrowser } from './test-browser.fixture.ts'
import { wordsOf } from './test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from './test-portal.fixture.ts'

/** A portal whose city takes dogs online, signed by card. */
export async function openSigningPortal(): Promise<TestPortal> {
  const byCard = [{ who: '飼い主', how: 'by-hand' as const }]
  const change = (one: Procedure): Procedure => (one.id === 'dog-registration' ? { ...one, signers: byCard } : one)
  const world = await openTestPortal({ procedures: loadProcedures().map(change) })
  await publishOnline(world)
  return world
}

const readNumber = (location: string | null) =>
  /fil_[\w-]{22}/.exec(location ?? '')?.[0] ?? assert.fail(String(location))

/** Signs the form of a draft that is ready to be signed, and presses 送る. */
export async function signAndSend(world: TestPortal, browser: TestBrowser, draft: string) {
  const form = (await browser.get(`${draft}/send/form.pdf`)).bytes
  const card = await world.signing.issue({ profile: 'signing', attributes: signerAttributes })
  const pdf = signBy(card, { pdf: form, at: world.clock.now() })
  await browser.sendFiles(`${draft}/send/signed`, 'attachment', [['署名済み.pdf', pdf]])
  const sent = await pressSend(browser, draft)
  await world.settle()
  return { location: sent.location ?? '', pdf }
}

type Event = Parameters<typeof sealEvent>[2]['event']

/** Its agency tells of a case, event by event. */
export function tellOf(world: TestPortal, file: Received<'file'>) {
  let before: Awaited<ReturnType<typeof sealEvent>> | undefined
  return async (event: Event) => {
    const number = before === undefined ? 0 : before.number + 1
    before = await sealEvent(world, file, { number, event, ...(before && { before }) })
    assert.equal(await tellEvent(world, file, before), undefined)
  }
}

export function takenEvent(world: TestPortal): Event {
  const at = world.clock.now().toISOString()
  const sha256 = createHash('sha256').digest('base64url')
  const parts = [{ name: 'form.pdf', sizeBytes: 1, sha256 }]
  return { what: 'taken', receipt: { filedAt: at, takenAt: at, signature: 'good', parts } }
}

/** Somebody whose filing was taken; `tell`: its agency says more. */
export async function sendFirst(world: TestPortal, name: string) {
  const card = await world.makePerson(name)
  const browser = await enterPages(world, card)
  const draft = await fillDogs(browser)
  await browser.post(`${draft}/files/next`)
  const { location, pdf } = await signAndSend(world, browser, draft)
  const filing = readNumber(location)
  await noteFiled(world, filing)
  const tell = tellOf(world, findFile(world))
  await tell(takenEvent(world))
  return { browser, card, filing, pdf, tell, page: async () => wordsOf((await browser.get(`/filings/${filing}`)).text) }
}
