import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSandboxFacts } from '@madoguchi/facts/sandbox'
import fc from 'fast-check'
import { makeFinder } from './finder.ts'
import { readQuery } from './query.ts'
import { sampleList, sampleProcedures } from './sample-procedures.fixture.ts'

const { municipalities } = readSandboxFacts()

function open(...lists: ReturnType<typeof sampleList>[]) {
  const finder = makeFinder({ procedures: sampleProcedures, listMunicipalities: () => municipalities })
  for (const list of lists) finder.put(list)
  const search = (query: Record<string, string>) => finder.search(readQuery(new URLSearchParams(query)))
  const idsOf = (query: Record<string, string>) => search(query).results.map(({ procedure }) => procedure.id)
  return { finder, search, idsOf }
}

test('a citizen of みほん市 finds the registration of their dog by its name, its reading and what comes to mind', () => {
  const { idsOf, search } = open(sampleList())
  for (const words of [
    '犬の登録',
    'いぬのとうろく',
    'ｲﾇﾉﾄｳﾛｸ',
    '犬',
    'ペット',
    '飼い犬',
    '犬 港町出張所',
    '生活環境課',
    '犬を登録したい',
  ])
    assert.equal(idsOf({ where: 'みほん市', words })[0], 'dog-registration', words)
  assert.equal(search({ where: 'みほん市', words: '犬 港町出張所' }).results[0]?.reason, 'municipality')
  assert.equal(search({ where: 'みほん市', words: '犬' }).results[0]?.reason, 'title')
  assert.deepEqual(idsOf({ where: 'みほん市', situation: 'child-born' }), ['child-allowance-claim'])
  assert.deepEqual(idsOf({ where: 'みほん市', category: 'daily-life' }), ['dog-registration'])
})

test('what a municipality wrote about one matter leads nobody there who asks about another', () => {
  const [offer] = sampleList().offers
  assert(offer)
  const { idsOf } = open(sampleList({ offers: [{ ...offer, notes: '動物病院の証明書と写真を持ってきます。' }] }))
  const ask = (words: string) => idsOf({ where: 'みほん市', words })
  for (const words of ['証明書', '動物病院', '動物病院 夜間', '卒業 証明書', '写真 撮り方', '手数料 いくら'])
    assert.deepEqual(ask(words), [], words)
  assert.deepEqual(ask('犬 動物病院 証明書'), ['dog-registration'])
})

test('a list that holds marks of direction is read without them', () => {
  const [counter] = sampleList().counters
  assert(counter)
  const marked = { ...counter, name: `\u200f${counter.name}`, phone: `0\u200e${counter.phone}` }
  const others = sampleList().counters.slice(1)
  const { finder } = open(sampleList({ counters: [marked, ...others] }))
  const shown = JSON.stringify(sampleProcedures.map(({ id }) => finder.findOffer('482013', id)))
  assert.ok(shown.includes(`"${counter.name}"`) && shown.includes(`"0${counter.phone}"`))
  assert.doesNotMatch(shown, /\p{Bidi_Control}/u)
})

test('the town may stand among the words', () => {
  const { search } = open(sampleList())
  const found = search({ words: 'みほん市 犬' })
  assert.equal(found.place.kind === 'one' && found.place.municipality.name, 'みほん市')
  assert.equal(found.results[0]?.offer?.addressee, 'みほん市長')
})

test('what fits better comes first, and the same search gives the same list', () => {
  const { idsOf } = open()
  assert.deepEqual(idsOf({ words: '犬 児童手当' }), ['child-allowance-claim', 'dog-registration'])
  assert.deepEqual(idsOf({ words: '介護' })[0], 'long-term-care-certification')
  assert.deepEqual(idsOf({}), [
    'dog-registration',
    'child-allowance-claim',
    'long-term-care-certification',
    'disaster-victim-certificate',
  ])
})

test('without a town every procedure is there with how many towns offer it', () => {
  const { search } = open(sampleList(), sampleList({ municipality: '482021' }))
  const [dog] = search({ words: '犬' }).results
  assert.equal(dog?.municipalityCount, 2)
  assert.equal(dog?.offer, undefined)
})

test('a town that does not offer it is not said to, and one that published nothing is said to have', () => {
  const { search } = open(
    sampleList(),
    sampleList({
      municipality: '482021',
      offers: [{ procedure: 'disaster-victim-certificate', addressee: 'あおば市長', ways: ['visit'], counters: [] }],
    }),
  )
  const here = search({ where: 'みほん市', words: '罹災' })
  assert.deepEqual(here.results, [])
  assert.equal(here.elsewhere[0]?.procedure.id, 'disaster-victim-certificate')
  assert.equal(search({ where: 'ことり町' }).hasPublished, false)
  assert.equal(search({ where: 'みほん市' }).hasPublished, true)
})

test('a word that is a little wrong leads to what is called alike', () => {
  const { search } = open(sampleList())
  assert.equal(search({ words: '児堂手当' }).nearby[0]?.procedure.id, 'child-allowance-claim')
  assert.equal(search({ words: '児堂手当の申請' }).nearby[0]?.procedure.id, 'child-allowance-claim')
  const titled = search({ words: '認定' }).nearby.map(({ procedure }) => procedure.id)
  assert.deepEqual(titled, ['child-allowance-claim', 'long-term-care-certification'])
  assert.deepEqual(search({ words: 'zzzz' }).nearby, [])
})

test('what is not here leads to where it is, and nothing far-fetched stands in its place', () => {
  const { search } = open(sampleList())
  const ask = (words: string) => {
    const { results, nearby, leads } = search({ where: 'みほん市', words })
    return { here: [...results, ...nearby].length, lead: leads[0]?.place }
  }
  assert.deepEqual(ask('予防接種'), { here: 0, lead: 'municipality' })
  assert.deepEqual(ask('赤ちゃんの予防接種はどこですか'), { here: 0, lead: 'municipality' })
  assert.deepEqual(ask('運転免許の更新'), { here: 0, lead: 'police' })
  assert.deepEqual(ask('台風情報'), { here: 0, lead: 'weather' })
  assert.deepEqual(ask('台風の目'), { here: 0, lead: undefined })
  const both = search({ words: '児童手当と国民年金' })
  assert.deepEqual([both.results[0]?.procedure.id, both.leads[0]?.place], ['child-allowance-claim', 'pension'])
})

test('a newer list replaces the old one whole; an older one that comes late changes nothing', () => {
  const { finder, idsOf } = open(sampleList({ version: 5 }))
  finder.put(sampleList({ version: 4, offers: [] }))
  assert.equal(idsOf({ where: 'みほん市' }).length, 2)
  finder.put(sampleList({ version: 6, offers: [] }))
  assert.deepEqual(idsOf({ where: 'みほん市' }), [])
  assert.equal(finder.findOffer('482013', 'dog-registration'), undefined)
  assert.deepEqual(finder.findMunicipalitiesOf('dog-registration', 10), [])
})

test('the detail of an offer has its counters, and there is none of what is not offered', () => {
  const { finder } = open(sampleList())
  assert.equal(finder.findOffer('482013', 'dog-registration')?.counters[0]?.name, '生活環境課')
  for (const [code, id] of [
    ['482013', 'nothing'],
    ['000000', 'dog-registration'],
    ['__proto__', 'constructor'],
  ] as const)
    assert.equal(finder.findOffer(code, id), undefined)
  const unknown = open(
    sampleList({ offers: [{ procedure: 'of-the-future', addressee: 'x', ways: ['visit'], counters: [] }] }),
  )
  assert.deepEqual(unknown.idsOf({ where: 'みほん市' }), [])
})

test('whatever is looked for, there is an answer', () => {
  const { search } = open(sampleList())
  const text = fc.string({ unit: 'binary', maxLength: 100 })
  fc.assert(fc.property(text, text, (where, words) => void search({ where, words })))
})
