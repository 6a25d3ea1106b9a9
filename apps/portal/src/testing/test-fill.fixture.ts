import assert from 'node:assert/strict'
import { dayMs } from '@madoguchi/kit'
import type { OfferList } from '@madoguchi/messages'
import { fillIn } from './read-fill-form.fixture.ts'
import type { Seen, TestBrowser } from './test-browser.fixture.ts'
import type { TestPortal } from './test-portal.fixture.ts'

/** みほん市 says what it offers. */
export async function publishOffers(world: TestPortal): Promise<void> {
  const offers = ['dog-registration', 'child-allowance-claim', 'long-term-care-certification'].map((procedure) => ({
    procedure,
    addressee: 'みほん市長',
    ways: ['print' as const],
    counters: ['main'],
  }))
  const body: OfferList = {
    municipality: '482013',
    version: 1,
    counters: [{ id: 'main', name: '市民課', place: '1階3番', hours: '平日 8:30〜17:15', phone: '000-0000-0000' }],
    offers,
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
