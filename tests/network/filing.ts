import assert from 'node:assert/strict'
import { createPrivateKey, sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bytes } from '@madoguchi/kit'
import { base64 } from '@madoguchi/kit'
import { demoCast, type Nation, type NationOptions, readDemoCards } from '@madoguchi/nation'
import { prepareSignature } from '@madoguchi/pades'
import pg from 'pg'
import { makePageVisitor, type PageVisitor, readHiddenFields } from './page-visitor.ts'

/** The demo's city takes dogs online, too: a short form. */
export const castThatTakesDogs: NonNullable<NationOptions['cast']> = demoCast.map((member) =>
  member.offering === undefined || member.takesFilings !== true
    ? member
    : {
        ...member,
        offering: {
          ...member.offering,
          offers: member.offering.offers.map((offer) =>
            offer.procedure === 'dog-registration'
              ? { ...offer, ways: ['online', ...offer.ways], online: { intake: 'at-portal' as const } }
              : offer,
          ),
        },
      },
)

const owner = {
  ownerName: '見本 太郎',
  ownerKana: 'みほん たろう',
  ownerAddress: 'みほん県みほん市本町一丁目2番3号',
  ownerPhone: '0999-00-0000',
}
const dog = {
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

async function fillIn(browser: PageVisitor, path: string, entries: Readonly<Record<string, string>>): Promise<void> {
  const shown = await browser.get(path)
  const { action, hidden } = readHiddenFields((shown.location === '' ? shown : await browser.get(shown.location)).text)
  const { status } = await browser.post(action, [...hidden, ...Object.entries(entries), ['_go', 'next']])
  assert.equal(status, 303, path)
}

/** What the card of somebody signs, without a reader: a demo keeps its cards in files. */
async function signByCard(nation: Nation, card: string, pdf: Bytes): Promise<Bytes> {
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
  const location = await signAndSend(nation, browser, { card, draft })
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
