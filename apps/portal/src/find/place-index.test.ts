import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSandboxFacts } from '@madoguchi/facts/sandbox'
import fc from 'fast-check'
import { makePlaceIndex } from './place-index.ts'

const places = makePlaceIndex(readSandboxFacts().municipalities)
const namesOf = (where: string) => {
  const place = places.find(where)
  if (place.kind === 'one') return [place.municipality.name]
  return place.kind === 'several' ? place.municipalities.map(({ name }) => name) : []
}

test('somebody finds their town by name, reading, postal code, address or code', () => {
  for (const where of [
    'みほん市',
    'みほん',
    'ミホンシ',
    'ﾐﾎﾝ',
    'みほん県みほん市',
    'みほん県みほん市本町一丁目1番地',
    '〒000-0101',
    '０００ー０１０１',
    '0000102',
    '482013',
  ])
    assert.deepEqual(namesOf(where), ['みほん市'], where)
  assert.deepEqual(namesOf('いずみの'), ['いずみの市'])
  assert.deepEqual(namesOf('あおば市若葉台二丁目4番地'), ['あおば市'])
})

test('several that fit are all named, by the beginning of a postal code or of a name', () => {
  assert.deepEqual(namesOf('000'), ['みほん市', 'あおば市', 'わかば市', 'いずみの市', 'ことり町'])
  assert.deepEqual(namesOf('みほん県').length, 5)
  assert.deepEqual(namesOf('ば'), ['あおば市', 'わかば市'])
})

test('two towns of one name are both named', () => {
  const twins = ['131', '341'].map((code) => ({
    code: `${code}000`,
    prefecture: code === '131' ? '東の県' : '西の県',
    name: '府中市',
    kana: 'フチュウシ',
    postalCodes: [],
  }))
  const index = makePlaceIndex(twins)
  assert.equal(index.find('府中').kind, 'several')
  assert.equal(index.find('ふちゅー市').kind, 'several')
  assert.equal(index.find('西の県府中市').kind, 'one')
  assert.equal(index.readAmong({ where: '', words: '府中市 犬' }).place.kind, 'several')
})

test('a town that is nowhere gives those that are called alike, or nothing', () => {
  const place = places.find('あおは市')
  assert.equal(place.kind === 'unknown' && place.nearby[0]?.name, 'あおば市')
  assert.deepEqual(places.find('9999999'), { kind: 'unknown', nearby: [] })
  assert.deepEqual(places.find('・・・'), { kind: 'unknown', nearby: [] })
  assert.deepEqual(places.find(''), { kind: 'not-asked' })
})

test('a town among the words is where somebody lives, and no keyword', () => {
  for (const [words, rest] of [
    ['みほん市 罹災証明', '罹災証明'],
    ['罹災証明書　みほん市', '罹災証明書'],
    ['みほん市の罹災証明をとりたい', '罹災証明をとりたい'],
    ['みほん市で犬を登録したい', '犬を登録したい'],
    ['みほんし 犬', '犬'],
    ['０００－０１０１ 犬', '犬'],
  ] as const) {
    const read = places.readAmong({ where: '', words })
    assert.equal(read.place.kind === 'one' && read.place.municipality.name, 'みほん市', words)
    assert.equal(read.words, rest)
  }
  const asked = places.readAmong({ where: 'あおば市', words: 'みほん市 犬' })
  assert.equal(asked.place.kind === 'one' && asked.place.municipality.name, 'あおば市')
  assert.equal(asked.words, '犬')
  assert.equal(places.readAmong({ where: '', words: '市町村の犬' }).place.kind, 'not-asked')
})

test('whatever is typed as a town, there is an answer', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (where) => void places.find(where)))
  fc.assert(fc.property(fc.stringMatching(/^[0-9]{1,9}$/), (where) => void places.find(where)))
})
