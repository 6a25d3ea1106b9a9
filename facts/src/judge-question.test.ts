import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayMs, makeTestClock } from '@madoguchi/kit'
import { indexEdition } from './edition/edition.ts'
import type { EditionDocument, FactsData } from './edition/edition-schema.ts'
import { makeFactsView } from './hold/open-facts.ts'
import { judgeQuestion, stampQuestion } from './judge-question.ts'
import { readSandboxFacts } from './sandbox.ts'

const data = readSandboxFacts()
const at = new Date('2026-11-22T03:00:00Z')
const city = { kinds: ['municipality', 'welfare-office'] }
const question = { affair: 'child-allowance', type: 'local-tax', inquirer: city, provider: city }

function edition(version: number, countsFrom: string, changes: Partial<EditionDocument> = {}) {
  return indexEdition({ version, countsFrom, withdrawn: [], data, ...changes })
}

/** The table with one item changed, or without it. */
function withItem(item: string, change?: Partial<FactsData['permissions'][number]>): FactsData {
  const permissions = data.permissions.flatMap((one) => {
    if (one.item !== item) return [one]
    return change === undefined ? [] : [{ ...one, ...change }]
  })
  return { ...data, permissions }
}

function open(...editions: readonly ReturnType<typeof edition>[]) {
  return makeFactsView(() => editions, { now: () => at })
}

/** What is said of a question asked at one instant and judged at another. */
function judge(facts: ReturnType<typeof open>, given: Partial<typeof question> = {}, askedAt = at, judgedAt = askedAt) {
  const judged = judgeQuestion(facts, { ...question, ...given, ...stampQuestion(facts, askedAt), at: judgedAt })
  return judged.ok ? judged.value.item : judged.code
}

test('a city may ask another for income to decide on child allowance (旧 別表第二 74の項), and says on which basis', () => {
  const facts = open(edition(1, '2026-01-01'))
  const judged = judgeQuestion(facts, { ...question, version: 1, day: '2026-11-22', at })
  assert.ok(judged.ok)
  assert.match(judged.value.basis, /74の項/)
  assert.equal(judged.value.needsMandate, false)
})

test('a city may not ask for what the affair does not need, under another affair, or what nobody knows', () => {
  const facts = open(edition(1, '2026-01-01'))
  assert.equal(judge(facts, { type: 'long-term-care' }), 'PERMISSION_TABLE')
  assert.equal(judge(facts, { affair: 'nursery-care' }), 'PERMISSION_TABLE')
  assert.equal(judge(facts, { affair: 'self-information' }), 'PERMISSION_TABLE')
  assert.equal(judge(facts, { affair: 'constructor' }), 'AFFAIR_UNKNOWN')
  assert.equal(judge(facts, { type: '__proto__' }), 'TYPE_UNKNOWN')
})

test('two bodies of several kinds are matched by the kinds that fit', () => {
  const facts = open(edition(1, '2026-01-01'))
  const pension = { kinds: ['mutual-aid-of-nobody', 'pension-service'] }
  assert.equal(judge(facts, { type: 'pension-benefit', provider: pension }), '75')
})

test('nothing was permitted on the day before the opening, in Japanese time', () => {
  const facts = open(edition(1, '2017-01-01'))
  assert.equal(judge(facts, {}, new Date('2017-11-12T14:59:59Z')), 'PERMISSION_TABLE')
  assert.equal(judge(facts, {}, new Date('2017-11-12T15:00:00Z')), '74')
})

test('by a version that is signed ahead nobody may ask before its day, whichever version the core names', () => {
  const facts = open(edition(1, '2026-01-01', { data: withItem('74') }), edition(2, '2026-12-01', { data }))
  const judgeBy = (version: number, day: string) => {
    const judged = judgeQuestion(facts, { ...question, version, day, at })
    return judged.ok ? judged.value.item : judged.code
  }
  assert.equal(judgeBy(1, '2026-11-22'), 'PERMISSION_TABLE')
  assert.equal(judgeBy(2, '2026-11-22'), 'PERMISSION_TABLE')
  assert.equal(judgeBy(2, '2026-11-30'), 'PERMISSION_TABLE')
  assert.equal(judgeBy(2, '2026-12-01'), '74')
})

test('facts of which none counts yet permit nothing', () => {
  assert.equal(judge(open(edition(1, '2026-11-23'))), 'PERMISSION_TABLE')
})

test('what was asked on the last day of a rule is answered a week later; what is asked on the day after is not', () => {
  const facts = open(edition(1, '2026-01-01', { data: withItem('74', { validUntil: '2026-11-22' }) }))
  assert.equal(judge(facts, {}, at, new Date(at.getTime() + 7 * dayMs)), '74')
  assert.equal(judge(facts, {}, new Date(at.getTime() + dayMs)), 'PERMISSION_TABLE')
})

test('what was asked under a version that a newer one has replaced without the rule is still answered', () => {
  const facts = open(edition(1, '2026-01-01'), edition(2, '2026-11-23', { data: withItem('74') }))
  assert.equal(judge(facts, {}, at, new Date(at.getTime() + 7 * dayMs)), '74')
  assert.equal(judge(facts, {}, new Date(at.getTime() + dayMs)), 'PERMISSION_TABLE')
})

test('a rule that was withdrawn refuses what was asked before, by name, from the day of the version that says so', () => {
  const withdrawn = [{ item: '74', reason: 'it should never have stood there' }]
  const facts = open(edition(1, '2026-01-01'), edition(2, '2026-11-23', { data: withItem('74'), withdrawn }))
  assert.equal(judge(facts, {}, at, at), '74')
  assert.equal(judge(facts, {}, at, new Date(at.getTime() + dayMs)), 'PERMISSION_WITHDRAWN')
})

test('a rule of the same number in the version that withdrew the old one, or in a later one, is another rule', () => {
  const withdrawn = [{ item: '74', reason: 'it named the wrong types' }]
  const facts = open(edition(1, '2026-01-01'), edition(2, '2026-11-22', { withdrawn }), edition(3, '2026-11-24'))
  assert.equal(judge(facts), '74')
  assert.equal(judge(facts, {}, new Date(at.getTime() + 3 * dayMs)), '74')
  assert.equal(judgeQuestion(facts, { ...question, version: 1, day: '2026-11-21', at }).ok, false)
})

test('a version that this node does not hold is not judged: that is no refusal', () => {
  const facts = open(edition(3, '2026-01-01'))
  for (const version of [2, 4]) {
    const judged = judgeQuestion(facts, { ...question, version, day: '2026-11-22', at })
    assert.deepEqual(judged, { ok: false, code: 'FACTS_UNKNOWN', facts: { version } })
  }
})

test('a version counts from midnight in Japan of its day, and until then the one before', () => {
  const clock = makeTestClock('2026-11-22T14:59:59Z')
  const editions = [edition(1, '2026-01-01'), edition(2, '2026-11-23')]
  const facts = makeFactsView(() => editions, clock)
  assert.deepEqual([facts.version, facts.editionAt(clock.now()).version], [2, 1])
  clock.advance(1000)
  assert.equal(facts.editionAt(clock.now()).version, 2)
})
