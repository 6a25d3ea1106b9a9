import assert from 'node:assert/strict'
import { dayMs } from '@madoguchi/kit'
import type { OfferList } from '@madoguchi/messages'
import { deriveReaderKey } from '@madoguchi/messages'
import { fillIn } from './read-fill-form.fixture.ts'
import type { Seen, TestBrowser } from './test-browser.fixture.ts'
import type { TestPortal } from './test-portal.fixture.ts'

const online = {
  intake: 'at-portal' as const,
  papers: [{ id: 'vaccination', name: '狂犬病の注射の証明書', isRequired: true }],
}

/** What parts of filings to みほん市 are sealed to. */
export const deskKey = deriveReaderKey(new Uint8Array(32).fill(7), 'desk/2026-11')

/** みほん市 says what it offers; `filingKeys`, and it takes that online too. */
export async function publishOffers(
  world: TestPortal,
  { version = 1, filingKeys }: { version?: number; filingKeys?: OfferList['filingKeys'] } = {},
): Promise<void> {
  const offers = ['dog-registration', 'child-allowance-claim', 'long-term-care-certification'].map((procedure) => ({
    procedure,
    addressee: 'みほん市長',
    ...(filingKeys === undefined ? { ways: ['print' as const] } : { ways: ['online', 'print'] as const, online }),
    counters: ['main'],
  }))
  const body: OfferList = {
    municipality: '482013',
    version,
    counters: [{ id: 'main', name: '市民課', place: '1階3番', hours: '平日 8:30〜17:15', phone: '000-0000-0000' }],
    offers: offers.map((offer) => ({ ...offer, ways: [...offer.ways] })),
    ...(filingKeys === undefined ? {} : { filingKeys }),
  }
  const notAfter = world.clock.now().getTime() + dayMs
  assert.equal(await world.peers.send('city', { name: 'offers', to: 'mihon-portal', body, notAfter }), undefined)
}

export const dogsPath = '/procedures/482013/dog-registration/fill'

export const owner = {
  ownerName: '髙﨑󠄀 花子',
  ownerKana: 'たかさき はなこ',
  ownerAddress: 'みほん県みほん市本町一丁目2番3号',
  ownerPhone: '0999-00-0000',
}
export const dog = (name: string) => ({
  dogName: name,
  dogBreed: '柴犬',
  'dogBirthDate.era': 'reiwa',
  'dogBirthDate.year': '６',
  'dogBirthDate.month': '5',
  'dogBirthDate.day': '1',
  dogSex: 'male',
  dogColour: '茶',
  'dogAcquiredOn.era': 'western',
  'dogAcquiredOn.year': '2026',
  'dogAcquiredOn.month': '11',
  'dogAcquiredOn.day': '3',
  dogLivesAtAddress: 'yes',
  dogHasChip: 'no',
  dogIsVaccinated: 'no',
})
/** Adds one to a list, `/fill/…/dogs`, by its own page; gives where it leads and the address of the new one. */
export async function addItem(
  browser: TestBrowser,
  list: string,
  { entries, goal = 'next' }: { entries: Readonly<Record<string, string>>; goal?: string },
): Promise<Seen & { readonly path: string }> {
  const fresh = (await browser.get(`${list}/new`)).location ?? ''
  return { ...(await fillIn(browser, fresh, entries, goal)), path: fresh.replace(/\?.*/, '') }
}

/** What stands on the list of a group: the address of each, and what its buttons would send. */
export function readItems(text: string): readonly { readonly path: string; readonly remove: string }[] {
  const list = /<ol class="items"[\s\S]*?<\/ol>/.exec(text)?.[0] ?? ''
  const paths = [...list.matchAll(/href="([^"]*)"/g)]
  const removes = [...list.matchAll(/name="_remove" value="([^"]*)"/g)]
  return paths.map(([, path = ''], at) => ({ path, remove: removes[at]?.[1] ?? '' }))
}

/** Begins a draft; gives its address. */
export async function begin(browser: TestBrowser, path = dogsPath): Promise<string> {
  const { location } = await browser.post(path)
  assert.match(location ?? '', /^\/fill\/dft_[\w-]{22}$/)
  return location ?? ''
}

export const wordsOf = (text: string) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
