import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readSandboxFacts } from '@madoguchi/facts/sandbox'
import { loadProcedures } from '@madoguchi/procedures'
import { makeFinder } from './finder.ts'
import { openOutsideFinder } from './judge-questions.fixture.ts'
import { readQuery } from './query.ts'
import { sampleList } from './sample-procedures.fixture.ts'
import { listTriedSets } from './tried-questions.fixture.ts'

const { municipalities } = readSandboxFacts()
const procedures = loadProcedures()
const finder = makeFinder({ procedures, listMunicipalities: () => municipalities })
// Every town offers all there is: what is asked about is found or not by its words alone.
for (const { code: municipality } of municipalities)
  finder.put(
    sampleList({
      municipality,
      offers: procedures.map(({ id }) => ({ procedure: id, addressee: '市長', ways: ['print'], counters: [] })),
    }),
  )

const talkative = openOutsideFinder()

function search(words: string, where = ''): readonly string[] {
  const { results, nearby } = (where === '' ? finder : talkative).search(
    readQuery(new URLSearchParams({ where, words })),
  )
  return [...results, ...nearby].map(({ procedure }) => procedure.id)
}

describe('questions that were tried once before what they showed was mended', () => {
  const sets = listTriedSets().flatMap((set) => ['', 'みほん市'].map((where) => ({ ...set, where })))
  for (const { title, where, questions, rightFirst, absurd } of sets)
    test(`${title}${where === '' ? '' : `, in a town with texts of its own`}: nothing far-fetched is shown, and what is right stands first`, (t) => {
      const judged = questions.map((question) => {
        const shown = search(question.words, where)
        return { ...question, shown, isRight: question.right.includes(shown[0] ?? '') }
      })
      const answerable = judged.filter(({ right }) => right.length > 0)
      const wrong = judged.filter(({ shown, right, acceptable }) =>
        shown.some((id) => !right.includes(id) && !acceptable.includes(id)),
      )
      const missed = answerable.filter(({ isRight }) => !isRight)
      const percent = 100 - (100 * missed.length) / answerable.length
      t.diagnostic(`${percent.toFixed(1)} % of ${answerable.length} right, ${wrong.length} of ${judged.length} absurd`)
      t.diagnostic(`when it was new: ${rightFirst} % right, ${absurd} absurd`)
      for (const { words, shown } of new Set([...wrong, ...missed])) t.diagnostic(`${words} → ${shown.join(', ')}`)
      assert.deepEqual(wrong, [])
      assert.ok(percent >= 90)
    })
})

const mechanisms = [
  ['what only sets the scene is not the matter', '台風で電車が止まった', undefined],
  ['what broke a house is', '台風で屋根が飛んだ', 'disaster-victim-certificate'],
  ['a thing that broke is no house', '給湯器が壊れた', undefined],
  ['a name is shortened as those who use it do', '児手の申請', 'child-allowance-claim'],
  ['what did not happen is not meant', '子どもができない', undefined],
  ['what stands at the end is meant', '妊娠した猫', undefined],
  ['another word in the place of a short one is no slip', '車の登録', undefined],
  ['a plain word and a short one make another', '家族手当', undefined],
  ['平仮名 that nobody knows count', 'たいふうで でんしゃが とまった', undefined],
  ['what is done is not asked about', '出生届は済んだ。次は手当の申請', 'child-allowance-claim'],
  ['what is not meant is none', '犬ではなく車の登録', undefined],
  ['behind けど stands what is asked', '保育園も探してるけど、妊娠の届けを先に', 'pregnancy-notification'],
  ['who speaks of papers may tell a story', '犬の届けを何年も出してないけど罰金ある？', 'dog-registration'],
  ['one sentence tells the story, another asks', '妻が身ごもりました。夫が届けを出せますか', 'pregnancy-notification'],
  ['what burns now is a call, and no paper', '家が燃えてる', undefined],
  ['who has more of the words stays alone', '引っ越してきたけど児童手当はどうなるの', 'child-allowance-claim'],
  ['who only moved is no longer asked for where a paper is named', '妊娠中 転入 母子手帳', 'pregnancy-notification'],
] as const

for (const [title, words, first] of mechanisms)
  test(`somebody asks ${words}: ${title}`, () => assert.deepEqual(search(words), first === undefined ? [] : [first]))
