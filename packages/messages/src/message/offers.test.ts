import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { text } from '../fields.ts'
import type { OfferList } from './offers.ts'
import { checkOfferList, offers } from './offers.ts'

const list: OfferList = {
  municipality: '482013',
  version: 1,
  counters: [{ id: 'a', name: '市民課', place: '1階', hours: '平日', phone: '000-0000-0000' }],
  offers: [{ procedure: 'dog-registration', addressee: 'みほん市長', ways: ['visit'], counters: ['a'] }],
}
const [offer] = list.offers
assert(offer)

test('a list whose offers name counters that are there is taken', () => {
  assert.equal(checkOfferList(list).ok, true)
  assert.equal(checkOfferList({ counters: [], offers: [] }).ok, true)
})

test('what stands there twice, or names no counter, is refused', () => {
  const bad: Pick<OfferList, 'counters' | 'offers'>[] = [
    { ...list, offers: [offer, offer] },
    { ...list, counters: [...list.counters, ...list.counters] },
    { ...list, offers: [{ ...offer, counters: ['b'] }] },
    { ...list, offers: [{ ...offer, counters: ['a', 'a'] }] },
    { ...list, offers: [{ ...offer, ways: ['visit', 'visit'] }] },
  ]
  for (const one of bad) {
    const checked = checkOfferList(one)
    assert.equal(!checked.ok && checked.code, 'OFFERS_INCONSISTENT')
  }
})

const key = 'hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo'
const until = '2027-11-30T00:00:00.000Z'
const paper = { id: 'boshi', name: '母子手帳の写し', isRequired: true }

test('an offer is filed online where that is one of its ways and there is a key to seal it to', () => {
  const filed = { ...offer, ways: ['online' as const], online: { intake: 'at-portal' as const, papers: [paper] } }
  const filingKeys = [{ key, until }]
  assert.equal(checkOfferList({ ...list, offers: [filed], filingKeys }).ok, true)
  assert.equal(offers.body.safeParse({ ...list, offers: [filed], filingKeys }).success, true)
  const bad: Pick<OfferList, 'counters' | 'offers' | 'filingKeys'>[] = [
    { ...list, offers: [filed] },
    { ...list, offers: [filed], filingKeys: [] },
    { ...list, offers: [{ ...filed, ways: ['visit'] }], filingKeys },
    { ...list, offers: [{ ...filed, online: { intake: 'at-portal', papers: [paper, paper] } }], filingKeys },
    { ...list, filingKeys: [...filingKeys, ...filingKeys] },
    { ...list, filingKeys: [{ key: 'A'.repeat(43), until }] },
  ]
  for (const one of bad) assert.equal(checkOfferList(one).ok, false)
})

test('a list of before, which had the way and nothing more to say of it, is taken as it was', () => {
  assert.equal(checkOfferList({ ...list, offers: [{ ...offer, ways: ['online'] }] }).ok, true)
})

/** Among them halves of surrogate pairs, which JSON can write and UTF-8 cannot. */
const halves = fc
  .array(fc.integer({ min: 0xd7fe, max: 0xe001 }), { maxLength: 8 })
  .map((units) => String.fromCharCode(...units))

test('a text counts code points and takes none that controls a terminal or the direction of writing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), halves), (value) => {
      const points = [...value].map((point) => point.codePointAt(0) ?? 0)
      const isPlain = points.every(
        (point) =>
          point > 0x1f &&
          !(point >= 0x7f && point <= 0x9f) &&
          !(point >= 0x2028 && point <= 0x202e) &&
          !(point >= 0xd800 && point <= 0xdfff) &&
          !(point >= 0x2066 && point <= 0x2069),
      )
      assert.equal(text(8).safeParse(value).success, isPlain && points.length >= 1 && points.length <= 8)
    }),
  )
})

test('whatever comes instead of a list is judged and never throws', () => {
  fc.assert(fc.property(fc.anything(), (value) => void offers.body.safeParse(value)))
})
