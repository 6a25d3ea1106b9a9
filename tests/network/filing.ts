import assert from 'node:assert/strict'
import { createPrivateKey, sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stepCase } from '@madoguchi/agency'
import type { Bytes } from '@madoguchi/kit'
import { base64 } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { type Nation, readDemoCards } from '@madoguchi/nation'
import { prepareSignature } from '@madoguchi/pades'
import pg from 'pg'
import { makePageVisitor, type PageVisitor, readHiddenFields } from './page-visitor.ts'

export const owner = {
  ownerName: '見本 太郎',
  ownerKana: 'みほん たろう',
  ownerAddress: 'みほん県みほん市本町一丁目2番3号',
  ownerPhone: '0999-00-0000',
}
export const dog = {
  ...{ dogName: 'ポチ', dogBreed: '柴犬', dogSex: 'male', dogColour: '茶' },
  ...{ 'dogBirthDate.era': 'reiwa', 'dogBirthDate.year': '6', 'dogBirthDate.month': '5', 'dogBirthDate.day': '1' },
  ...{ 'dogAcquiredOn.era': 'western', 'dogAcquiredOn.year': '2026' },
  ...{ 'dogAcquiredOn.month': '11', 'dogAcquiredOn.day': '3' },
  ...{ dogLivesAtAddress: 'yes', dogHasChip: 'no', dogIsVaccinated: 'no' },
}

/** A citizen's browser, registered and logged in. */
export async function enterByPage(nation: Nation, card: string): Promise<PageVisitor> {
  const browser = makePageVisitor(nation.portal)
  const pin = (await readDemoCards(nation.folder)).find(({ name }) => name === card)?.pin ?? assert.fail()
  await browser.post('/login/sandbox', Object.entries({ card, pin }))
  await browser.post('/registration', [['consent', 'yes']])
  await nation.settle()
  return browser
}

/** Writes into the form of a page as one goes, and presses 次へ: again, where that opened boxes which were not there before. */
export async function fillIn(browser: PageVisitor, path: string, entries: Entered): Promise<void> {
  const press = async () => {
    const shown = await browser.get(path)
    const { action, hidden } = readHiddenFields(
      (shown.location === '' ? shown : await browser.get(shown.location)).text,
    )
    const { status, location } = await browser.post(action, [...hidden, ...listEntries(entries), ['_go', 'next']])
    assert.equal(status, 303, path)
    return location.split(/[?#]/)[0]
  }
  if ((await press()) === path) assert.notEqual(await press(), path)
}

/** What somebody chose or typed, by the name of its box; of boxes to tick one or several. */
export type Entered = Readonly<Record<string, string | readonly string[]>>

function listEntries(entries: Entered): readonly (readonly [string, string])[] {
  return Object.entries(entries).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const))
}

/** What the card of somebody signs, without a reader: a demo keeps its cards in files. */
export async function signByCard(nation: Nation, card: string, pdf: Bytes): Promise<Bytes> {
  const kept = JSON.parse(await readFile(join(nation.folder.cards, `${card}.json`), 'utf8')) as {
    readonly signing: { readonly certificate: string; readonly privateKeyPem: string }
  }
  const certificate = base64.decode(kept.signing.certificate)
  const prepared = prepareSignature({ pdf, at: new Date(), reason: '申請' })
  assert.ok(prepared.ok)
  const key = createPrivateKey(kept.signing.privateKeyPem)
  const signature = new Uint8Array(sign('sha256', prepared.value.composeSignedAttributes(certificate), key))
  return prepared.value.assemble({ certificate, signature })
}

/** Fills the registration of a dog in, signs it and presses 送る; gives the filing's id. Nothing has settled then. */
export async function sendDog(nation: Nation, browser: PageVisitor, card: string): Promise<string> {
  const { location: draft } = await browser.post('/procedures/482013/dog-registration/fill')
  await fillIn(browser, `${draft}/owner`, owner)
  await fillIn(browser, `${draft}/dogs/new`, dog)
  assert.equal((await browser.post(`${draft}/files/next`)).location, `${draft}/send`)
  return readFilingId(await signAndSend(nation, browser, { card, draft }))
}

/** The filing that an address leads to. */
export function readFilingId(location: string): string {
  return /^\/filings\/(fil_[\w-]{22})/.exec(location)?.[1] ?? assert.fail(location)
}

/** Signs the form of a draft that is ready to be signed, and presses 送る; gives where that led. */
export async function signAndSend(
  nation: Nation,
  browser: PageVisitor,
  { card, draft }: { card: string; draft: string },
): Promise<string> {
  const { bytes } = await browser.get(`${draft}/send/form.pdf`)
  const signed = await signByCard(nation, card, bytes)
  assert.equal((await browser.sendFile(`${draft}/send/signed`, 'attachment', signed)).location, `${draft}/send`)
  return pressSend(browser, draft)
}

/** The page's own form, with all that it says. Gives where it led. */
export async function pressSend(browser: PageVisitor, draft: string): Promise<string> {
  const shown = (await browser.get(`${draft}/send`)).text
  const said = [...shown.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)]
  const pairs = said.map(([, name = '', value = '']) => [name, value] as const)
  return (await browser.post(`${draft}/send`, pairs)).location
}

/** Until the agency has opened it, and word of that is everywhere. */
export async function takeFiling(nation: Nation, filing: string): Promise<void> {
  const told = { text: 'select number from filing_events where filing = $1', values: [filing] }
  await waitUntil(
    async () => {
      await nation.settle()
      await nation.agencyOf('mihon-shi').filings?.take()
      return (await readRows(nation, 'portal', told)).length > 0
    },
    { what: 'the word of the case', withinMs: 120_000 },
  )
}

/** As an officer's page moves a case on. */
export async function stepCaseAt(
  nation: Nation,
  agency: string,
  step: Omit<Parameters<typeof stepCase>[1], 'core'>,
): Promise<void> {
  await nation.agencyOf(agency).delivery.transact(async (work) => {
    assert.equal((await stepCase(work, { core: 'mihon-core', ...step }))?.ok, true)
  })
}

/** Rows of a party's database, as the role that runs there reads them. */
export async function readRows(
  nation: Nation,
  party: string,
  statement: { readonly text: string; readonly values?: readonly unknown[] },
): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: nation.databaseOf(party).runUrl })
  await client.connect()
  try {
    return (await client.query(statement.text, [...(statement.values ?? [])])).rows
  } finally {
    await client.end()
  }
}
