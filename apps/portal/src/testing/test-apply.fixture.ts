import assert from 'node:assert/strict'
import type { CaseEvent } from '@madoguchi/filing'
import { openPart } from '@madoguchi/filing'
import type { Bytes } from '@madoguchi/kit'
import { base64url, concat, dayMs } from '@madoguchi/kit'
import type { Received } from '@madoguchi/messages'
import { digestCaseEvent, makeVerifier, noCaseEvent, openEnclosure, sealCaseEvent } from '@madoguchi/messages'
import { fillIn } from './read-fill-form.fixture.ts'
import { logInByPage, makeBrowser, type Seen, type TestBrowser } from './test-browser.fixture.ts'
import { addItem, begin, deskKey, dog, owner, publishOffers } from './test-fill.fixture.ts'
import type { TestPortal } from './test-portal.fixture.ts'
import type { TestCard } from './test-trust.fixture.ts'

/** Files of each kind, small. */
export const papers = {
  pdf: new Uint8Array(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')),
  jpeg: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]),
  html: new Uint8Array(Buffer.from('<!doctype html><script>alert(1)</script>')),
}

/** みほん市 takes dogs online, for a year. */
export async function publishOnline(world: TestPortal, { version = 1, forMs = 365 * dayMs } = {}): Promise<void> {
  const { publicKey: key } = await deskKey
  const until = new Date(world.clock.now().getTime() + forMs).toISOString()
  await publishOffers(world, { version, filingKeys: [{ key, until }] })
}

/** Somebody who is registered and logged in. */
export async function enterPages(world: TestPortal, card: TestCard): Promise<TestBrowser> {
  const browser = makeBrowser(world)
  await logInByPage(browser, card)
  await browser.post('/registration', { consent: 'yes', email: '' })
  return browser
}

/** A registration of a dog, whole but for its sending. */
export async function fillDogs(browser: TestBrowser): Promise<string> {
  const draft = await begin(browser)
  await fillIn(browser, `${draft}/owner`, owner)
  await addItem(browser, `${draft}/dogs`, { entries: dog('ポチ') })
  return draft
}

/** Presses 送る on the page as it was shown; a page that shows no such button says nothing. */
export async function pressSend(browser: TestBrowser, draft: string, shown?: Seen): Promise<Seen> {
  const { text } = shown ?? (await browser.get(`${draft}/send`))
  const said: Record<string, string[]> = {}
  for (const [, name = '', value = ''] of text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g))
    said[name] = [...(said[name] ?? []), value]
  return browser.post(`${draft}/send`, said)
}

/** What the portal has sent to the core: the last filing with it. */
export function findFile(world: TestPortal): Received<'file'> {
  return (
    world.peers.seen.findLast((one): one is Received<'file'> => one.name === 'file') ?? assert.fail('nothing was filed')
  )
}

export function openFiling(world: TestPortal, file: Received<'file'>): Received<'filing'> {
  const at = world.clock.now()
  const opened = openEnclosure({ message: file, name: 'filing', verifier: makeVerifier(world.directory), at })
  assert.ok(opened.ok)
  return opened.value
}

/** As みほん市 fetches and opens a part. */
export async function fetchPart(world: TestPortal, filing: Received<'filing'>, index: number): Promise<Bytes> {
  const { body } = filing
  const digest = body.parts[index]?.digest ?? assert.fail('no such part')
  const source = await world.portal.parts?.open({ party: filing.to, filing: body.filing, digest, offset: 0 })
  assert.ok(source !== undefined)
  const parts: Bytes[] = []
  const place = { filing: body.filing, index }
  for await (const bytes of openPart(source, { deskKey: await deskKey, ...place })) parts.push(bytes)
  return concat(...parts)
}

/** The core's word that it stands in the ledger. */
export function noteFiled(world: TestPortal, filing: string, refused?: 'MANDATE_ENDED' | 'NO_FILINGS_THERE') {
  const filedAt = world.clock.now().toISOString()
  const body =
    refused === undefined
      ? { filing, outcome: 'filed' as const, filedAt }
      : { filing, outcome: 'refused' as const, reason: refused, filedAt }
  const notAfter = world.clock.now().getTime() + dayMs
  return world.peers.send('core', { name: 'filing-noted', to: 'mihon-portal', body, notAfter })
}

type Told = { readonly number: number; readonly previous: string; readonly payload: Bytes }
type Event = Omit<CaseEvent, 'format' | 'filing' | 'number' | 'at' | 'by'>

/** An event of the case as みほん市 seals it. */
export async function sealEvent(
  world: TestPortal,
  file: Received<'file'>,
  { number, before, event }: { number: number; before?: Told; event: Event },
): Promise<Told> {
  const filing = openFiling(world, file)
  const id = filing.body.filing
  const whole = {
    format: 'madoguchi-case-event/1',
    ...{ filing: id, number, at: world.clock.now().toISOString(), by: 'みほん市 市民課', ...event },
  }
  const place = { filing: id, filingDigest: base64url.encode(filing.digest), number }
  const payload = await sealCaseEvent({ readerKey: filing.body.readerKey, place, event: whole })
  const previous = before === undefined ? noCaseEvent : digestCaseEvent({ filing: id, ...before }, before.payload)
  return { number, previous, payload }
}

/** Hands an event on as the core does. Gives the code of the receipt. */
export function tellEvent(
  world: TestPortal,
  file: Received<'file'>,
  { number, previous, payload }: Told,
  by: 'city' | 'aoba' = 'city',
): Promise<string | undefined> {
  const { filing } = file.body
  const notAfter = world.clock.now().getTime() + dayMs
  const event = world.peers.sign(by, {
    ...{ name: 'case-event', to: 'mihon-core', body: { filing, number, previous }, payload, notAfter },
  })
  const toldAt = world.clock.now().toISOString()
  return world.peers.send('core', {
    ...{ name: 'case-told', to: 'mihon-portal', body: { filing, number, toldAt }, enclosures: [event], notAfter },
  })
}
