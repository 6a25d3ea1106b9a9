import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeQuestions, openOutsideFinder } from './judge-questions.fixture.ts'
import { listOutsideSets } from './outside-questions.fixture.ts'

const finder = openOutsideFinder()

for (const { title, questions, rightFirst, absurd: absurdFirst } of listOutsideSets())
  for (const where of ['みほん市', ''])
    test(`${title}, ${where === '' ? 'no municipality chosen' : `${where} chosen`}: nothing far-fetched is shown`, (t) => {
      const { judged, rightPercent, absurd } = judgeQuestions(finder, questions, where)
      t.diagnostic(`${rightPercent.toFixed(1)} % right, ${absurd.length} of ${judged.length} absurd`)
      t.diagnostic(`when it was new: ${rightFirst ?? '-'} % right, ${absurdFirst} absurd`)
      for (const { words, shown } of judged.filter((one) => one.isAbsurd || (one.right.length > 0 && !one.isRight)))
        t.diagnostic(`${words} → ${shown.join(', ') || '-'}`)
      assert.deepEqual(
        absurd.map(({ words, shown }) => [words, ...shown]),
        [],
      )
      assert.ok(rightPercent >= 90)
    })
