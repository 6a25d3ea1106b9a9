import assert from 'node:assert/strict'
import { test } from 'node:test'

import { readSandboxFacts } from '@madoguchi/facts/sandbox'
import { loadProcedures } from '@madoguchi/procedures'
import { makeFinder } from './finder.ts'
import { openOutsideFinder } from './judge-questions.fixture.ts'
import { readQuery } from './query.ts'
import { type AskedQuestion, listQuestions } from './questions.fixture.ts'
import { sampleList } from './sample-procedures.fixture.ts'

const { municipalities } = readSandboxFacts()
const procedures = loadProcedures()
const finder = makeFinder({ procedures, listMunicipalities: () => municipalities })
// Two towns that offer all there is: what is asked about is found or not by its words alone.
for (const municipality of ['482013', '482021'])
  finder.put(
    sampleList({
      municipality,
      offers: procedures.map(({ id }) => ({ procedure: id, addressee: '市長', ways: ['print'], counters: [] })),
    }),
  )
const talkative = openOutsideFinder()
const questions = listQuestions(procedures.map(({ id }) => id))

/** What stands first for somebody who asks, and what is wrong with it. */
function judge(
  { words, right }: AskedQuestion,
  where: string,
): { verdict: 'right' | 'nothing' | 'wrong'; first: string } {
  const found = (where === '' ? finder : talkative).search(readQuery(new URLSearchParams({ where, words })))
  const first = [...found.results, ...found.nearby][0]?.procedure.id ?? '-'
  if (right.length === 0 ? first === '-' : right.includes(first)) return { verdict: 'right', first }
  return { verdict: first === '-' ? 'nothing' : 'wrong', first }
}

function measure(asked: readonly AskedQuestion[], where: string) {
  const judged = asked.map((question) => ({ ...question, ...judge(question, where) }))
  const answerable = judged.filter(({ right }) => right.length > 0)
  return {
    rightPercent: (100 * answerable.filter(({ verdict }) => verdict === 'right').length) / answerable.length,
    absurd: judged.filter(({ verdict }) => verdict === 'wrong').length,
    misses: judged
      .filter(({ verdict }) => verdict !== 'right')
      .map(({ words, right, first }) => `${words} → ${first}, not ${right.join(' or ') || '-'}`),
  }
}

test('the questions are many, and many have no right answer here', () => {
  assert.ok(questions.length >= 220)
  assert.ok(questions.filter(({ right }) => right.length === 0).length >= 65)
})

test('what is not here leads to whoever has it', (t) => {
  const missed = questions
    .filter(({ place }) => place !== undefined)
    .filter(({ words, place }) => finder.search(readQuery(new URLSearchParams({ words }))).leads[0]?.place !== place)
  const known = missed.filter(({ isHeldOut }) => !isHeldOut)
  t.diagnostic(`led elsewhere or nowhere: ${known.length} known, ${missed.length - known.length} held out`)
  for (const { words, place } of known) t.diagnostic(`${words} does not lead to ${place}`)
  assert.ok(missed.length <= 5)
})

for (const where of ['', 'みほん市'])
  test(`what people ask ${where === '' ? '' : 'in a town with texts of its own '}leads to the right procedure, and to none where none is right`, (t) => {
    const known = measure(
      questions.filter(({ isHeldOut }) => !isHeldOut),
      where,
    )
    const heldOut = measure(
      questions.filter(({ isHeldOut }) => isHeldOut),
      where,
    )
    t.diagnostic(`known: ${known.rightPercent.toFixed(1)} % right, ${known.absurd} absurd`)
    t.diagnostic(`held out: ${heldOut.rightPercent.toFixed(1)} % right, ${heldOut.absurd} absurd`)
    for (const miss of known.misses) t.diagnostic(miss)
    assert.deepEqual([known.absurd, heldOut.absurd], [0, 0])
    assert.ok(known.rightPercent >= 98 && heldOut.rightPercent >= 95)
  })
