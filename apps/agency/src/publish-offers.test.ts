import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestServer } from '@madoguchi/db/testing'
import type { OfferList } from '@madoguchi/messages'
import fc from 'fast-check'
import { openTestAgencies, type TestAgencies } from './open-test-agencies.fixture.ts'
import { checkOffering, type Offering } from './publish-offers.ts'

let stack: AsyncDisposableStack
let agencies: TestAgencies
before(async () => {
  stack = new AsyncDisposableStack()
  agencies = stack.use(await openTestAgencies(stack.use(await openTestServer())))
})
after(() => stack.disposeAsync())

const offering: Offering = {
  counters: [{ id: 'a', name: '生活環境課', place: '1階', hours: '平日', phone: '000-0000-0000' }],
  offers: [{ procedure: 'dog-registration', addressee: 'みほん市長', ways: ['print', 'visit'], counters: ['a'] }],
}
const codeOf = (told: Awaited<ReturnType<TestAgencies['shi']['publishOffers']>>) => (told.ok ? 'told' : told.code)

async function arrived(): Promise<readonly OfferList[]> {
  await agencies.test.settle()
  return agencies.peers.portal.take('offers').map(({ body }) => body)
}

test('a city tells the portal what it offers, tells it again when asked, and a change as a change', async () => {
  assert.equal(codeOf(await agencies.shi.publishOffers()), 'OFFERS_NONE')
  const first = await agencies.shi.publishOffers({ offering })
  assert.ok(first.ok && first.value.portalCount === 1)
  const again = await agencies.shi.publishOffers()
  assert.ok(again.ok && again.value.version > first.value.version)
  const lists = await arrived()
  assert.deepEqual(
    lists.map(({ municipality, counters, offers }) => ({ municipality, counters, offers })),
    [offering, offering].map((one) => ({ municipality: '482013', ...one })),
  )
  const same = await agencies.shi.publishOffers({ offering, skipsUnchanged: true })
  assert.ok(same.ok && same.value.portalCount === 0)
  const none = await agencies.shi.publishOffers({ offering: { counters: [], offers: [] }, skipsUnchanged: true })
  assert.ok(none.ok && none.value.portalCount === 1)
  assert.equal((await arrived()).length, 3)
})

test('two who publish at the same time have two versions', async () => {
  const told = await Promise.all([agencies.shi.publishOffers({ offering }), agencies.shi.publishOffers({ offering })])
  assert.equal(new Set(told.map((one) => one.ok && one.value.version)).size, 2)
})

test('who is no municipality publishes nothing, and no list leaves that a portal would not take', async () => {
  assert.equal(codeOf(await agencies.kenpo.publishOffers({ offering })), 'OFFERS_NO_MUNICIPALITY')
  const [offer] = offering.offers
  assert(offer)
  const before = (await arrived()).length
  for (const [wrong, code] of [
    [{ ...offering, offers: [offer, offer] }, 'OFFERS_INCONSISTENT'],
    [{ ...offering, offers: [{ ...offer, fee: 1 }] }, 'OFFERS_MALFORMED'],
    [{ ...offering, offers: [{ ...offer, notes: '3日\u200fまで' }] }, 'OFFERS_MALFORMED'],
    [{ ...offering, municipality: '482021', extra: 1 }, 'OFFERS_MALFORMED'],
    ['[]', 'OFFERS_MALFORMED'],
    [null, 'OFFERS_MALFORMED'],
    [
      {
        counters: [],
        offers: Array.from({ length: 60 }, (_, i) => ({
          ...offer,
          procedure: `p${i}`,
          counters: [],
          notes: '長'.repeat(600),
        })),
      },
      'OFFERS_TOO_LARGE',
    ],
  ] as const)
    assert.equal(codeOf(await agencies.shi.publishOffers({ offering: wrong })), code)
  assert.equal((await arrived()).length, before)
})

test('whatever stands in the file, it is judged', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void checkOffering(value, { municipality: '482013', version: 1 })))
})
