import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSandboxFacts } from '@madoguchi/facts/sandbox'
import { loadProcedures } from '@madoguchi/procedures'
import { makeFinder } from './finder.ts'
import { listLeads } from './leads.ts'
import { readQuery } from './query.ts'

const { municipalities } = readSandboxFacts()
const procedures = loadProcedures()
const here = new Set(procedures.map(({ id }) => id))

function ask(words: string, of = procedures) {
  const finder = makeFinder({ procedures: of, listMunicipalities: () => municipalities })
  return finder.search(readQuery(new URLSearchParams({ words })))
}

test('who asks by a word for what is elsewhere is shown nothing of what is here, save of moving, a birth, a fire and a field', () => {
  const finder = makeFinder({ procedures, listMunicipalities: () => municipalities })
  const both = listLeads(here)
    .flatMap(({ title, words }) => [...title.split('・'), ...words])
    .filter((words) => finder.search(readQuery(new URLSearchParams({ words }))).results.length > 0)
  assert.deepEqual(
    new Set(both),
    new Set(['転入', '引っ越し', 'ひっこし', '引っ越してきた', 'ひっこしてきた', '出生', '防災', '火事です']),
  )
})

test('nobody is told that a matter is elsewhere where its procedure is here', () => {
  const found = ask('母子手帳')
  assert.deepEqual([found.results[0]?.procedure.id, found.leads], ['pregnancy-notification', []])
  const without = ask(
    '母子手帳',
    procedures.filter(({ id }) => id !== 'pregnancy-notification'),
  )
  assert.deepEqual([without.results, without.leads[0]?.title], [[], '妊娠の届出・母子健康手帳'])
})

test('twins and a rule’s own name lead to what they are about here, and the stars of that name nowhere', () => {
  const found = (words: string) => ask(words).results.map(({ procedure: { id } }) => id)
  for (const words of ['双子', 'ふたご', '三つ子'])
    assert.deepEqual(found(words), ['child-allowance-claim', 'pregnancy-notification'], words)
  assert.deepEqual(found('双子を妊娠'), ['pregnancy-notification'])
  assert.deepEqual(found('15日特例'), ['child-allowance-claim'])
  for (const words of ['双子座', '双子コーデ', '双子 ベビーカー']) assert.deepEqual(found(words), [], words)
})

test('a word that is not known is no slip of a longer one, and stands in the way of what is asked about', () => {
  for (const words of ['親子 ヨガ教室', '保健師 訪問', '認定調査員 募集', '噛まれた 蛇', '猫のワクチン']) {
    const { results, nearby, leads } = ask(words)
    assert.deepEqual([...results, ...nearby, ...leads.filter(({ title }) => !title.startsWith('猫'))], [], words)
  }
  assert.equal(ask('認定せいきゅうしょ 児童').results[0]?.procedure.id, 'child-allowance-claim')
})

const ledTo = [
  ['期日前投票', 'municipality'],
  ['停電 いつ直る', 'power'],
  ['津波警報', 'weather'],
  ['近所で火事', 'fire'],
  ['迷い犬', 'animals'],
  ['鳥インフルエンザ', 'prefecture'],
  ['成年後見', 'court'],
  ['火災保険', 'insurer'],
  ['地震保険の請求', 'insurer'],
  ['子どもの虐待かも', 'child-guidance'],
  ['自転車 盗まれた', 'police'],
  ['盗まれた', 'police-help'],
  ['空き巣に入られた', 'police-help'],
  ['被害届 証明書', 'police-help'],
  ['認知症 行方不明', 'police-help'],
  ['行方不明の母', 'police-help'],
  ['迷子 子供 警察', 'police-help'],
  ['うちの犬が行方不明', 'animals'],
  ['夫に殴られた', 'violence'],
  ['給付金 詐欺 電話', 'consumer'],
] as const

for (const [words, place] of ledTo)
  test(`somebody who asks ${words} is led to ${place} and shown nothing else`, () => {
    const { results, nearby, leads } = ask(words)
    assert.deepEqual([[...results, ...nearby], leads.map((lead) => lead.place)], [[], [place]])
  })
