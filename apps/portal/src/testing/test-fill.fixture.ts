import assert from 'node:assert/strict'
import { dayMs } from '@madoguchi/kit'
import type { OfferList } from '@madoguchi/messages'
import type { TestBrowser } from './test-browser.fixture.ts'
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
  'dogs.0.dogName': name,
  'dogs.0.dogBreed': '柴犬',
  'dogs.0.dogBirthDate.era': 'reiwa',
  'dogs.0.dogBirthDate.year': '６',
  'dogs.0.dogBirthDate.month': '5',
  'dogs.0.dogBirthDate.day': '1',
  'dogs.0.dogSex': 'male',
  'dogs.0.dogColour': '茶',
  'dogs.0.dogAcquiredOn.era': 'western',
  'dogs.0.dogAcquiredOn.year': '2026',
  'dogs.0.dogAcquiredOn.month': '11',
  'dogs.0.dogAcquiredOn.day': '3',
  'dogs.0.dogLivesAtAddress': 'yes',
  'dogs.0.dogHasChip': 'no',
  'dogs.0.dogIsVaccinated': 'no',
})
export const nth = (entries: Readonly<Record<string, string>>, n: number) =>
  Object.fromEntries(Object.entries(entries).map(([name, value]) => [name.replace('dogs.0.', `dogs.${n}.`), value]))

/** Begins a draft; gives its address. */
export async function begin(browser: TestBrowser, path = dogsPath): Promise<string> {
  const { location } = await browser.post(path)
  assert.match(location ?? '', /^\/fill\/dft_[\w-]{22}$/)
  return location ?? ''
}

export const wordsOf = (text: string) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
