import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSandboxFacts } from '@madoguchi/facts/sandbox'
import { loadProcedures } from '@madoguchi/procedures'
import { makeFinder } from './finder.ts'
import { readQuery } from './query.ts'
import { type AskedQuestion, listQuestions } from './questions.fixture.ts'

const { municipalities } = readSandboxFacts()
const procedures = loadProcedures()
const finder = makeFinder({ procedures, listMunicipalities: () => municipalities })
const questions = listQuestions(procedures.map(({ id }) => id))

/** What stands first for somebody who asks, and what is wrong with it. */
function judge({ words, right }: AskedQuestion): { verdict: 'right' | 'nothing' | 'wrong'; first: string } {
  const found = finder.search(readQuery(new URLSearchParams({ words })))
  const first = [...found.results, ...found.nearby][0]?.procedure.id ?? '-'
  if (right.length === 0 ? first === '-' : right.includes(first)) return { verdict: 'right', first }
  return { verdict: first === '-' ? 'nothing' : 'wrong', first }
}

function measure(asked: readonly AskedQuestion[]) {
  const judged = asked.map((question) => ({ ...question, ...judge(question) }))
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

test('what people ask leads to the right procedure, and to none where none is right', (t) => {
  const known = measure(questions.filter(({ isHeldOut }) => !isHeldOut))
  const heldOut = measure(questions.filter(({ isHeldOut }) => isHeldOut))
  t.diagnostic(`known: ${known.rightPercent.toFixed(1)} % right, ${known.absurd} absurd`)
  t.diagnostic(`held out: ${heldOut.rightPercent.toFixed(1)} % right, ${heldOut.absurd} absurd`)
  for (const miss of known.misses) t.diagnostic(miss)
  assert.ok(known.rightPercent >= 40 && heldOut.rightPercent >= 40, 'the figures of before')
})
