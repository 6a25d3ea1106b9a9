import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Answers, FieldAnswers, Filling } from '../answers.ts'
import { listFields } from '../explain-error.ts'
import type { Field } from '../field.ts'
import { arbitraryValue } from '../fields/arbitrary-value.fixture.ts'
import { readKeptAnswers } from '../kept/read-kept-answers.ts'
import { readPosted } from '../posted/read-posted.ts'
import { begin, everyField, everyKind, family, itemId, now, today } from '../sample-procedure.fixture.ts'
import { findPage, listEntries } from './look.ts'
import { prune } from './prune.ts'
import { next, previous, reachable } from './reachable.ts'
import { validate } from './validate.ts'
import { walk } from './walk.ts'

function someAnswers(fields: readonly Field[]): fc.Arbitrary<FieldAnswers> {
  const each = fields.map((field) =>
    fc
      .option(arbitraryValue(field))
      .map((value) =>
        value === null ? [] : [[field.id, { value, source: { from: 'typed', at: now } as const }] as const],
      ),
  )
  return fc.tuple(...each).map((entries) => Object.fromEntries(entries.flat()))
}

const childFields = family.pages.flatMap((page) => (page.kind === 'group' ? listFields(page) : []))
const topFields = family.pages.flatMap((page) => (page.kind === 'group' ? [] : listFields(page)))
const familyAnswers: fc.Arbitrary<Answers> = fc.record(
  {
    fields: someAnswers(topFields),
    groups: fc
      .option(fc.array(someAnswers(childFields), { maxLength: 5 }))
      .map((all): Answers['groups'] =>
        all ? { children: all.map((fields, at) => ({ id: itemId(at), fields })) } : {},
      ),
  },
  { noNullPrototype: true },
)
const filled: fc.Arbitrary<Filling> = familyAnswers.map((answers) => ({ procedure: family, answers, today }))

test('pruning twice is pruning once, and changes neither the way nor what is missing', () => {
  fc.assert(
    fc.property(filled, (filling) => {
      const pruned = { ...filling, answers: prune(filling) }
      assert.deepEqual(prune(pruned), pruned.answers)
      assert.deepEqual(reachable(pruned), reachable(filling))
      assert.deepEqual(validate(pruned), validate(filling))
    }),
  )
})

test('pruning never drops an answer that is asked for', () => {
  fc.assert(
    fc.property(filled, (filling) => {
      const { fields, groups } = prune(filling)
      for (const { page, asked, items } of walk(filling).pages) {
        for (const { field, answer } of asked) assert.deepEqual(fields[field.id], answer)
        if (page.kind !== 'group') continue
        for (const [at, item] of items.entries()) {
          for (const { field, answer } of item.asked)
            assert.deepEqual(groups[page.group.id]?.[at]?.fields[field.id], answer)
        }
      }
    }),
  )
})

test('on any way, the page before the next page is this one', () => {
  fc.assert(
    fc.property(filled, (filling) => {
      for (const page of reachable(filling)) {
        const after = next(filling, page.id)
        if (after) assert.equal(previous(filling, after.id), page)
      }
    }),
  )
})

test('a page that is posted as it was shown gives the same answers, sources and all', () => {
  fc.assert(
    fc.property(someAnswers(everyField), (fields) => {
      const filling = { ...begin(everyKind), answers: { fields, groups: {} } }
      const shown = listEntries(findPage(filling, 'everything')?.asked ?? [])
      const entries = Object.entries(shown).flatMap(([name, texts]) => texts.map((text) => [name, text] as const))
      const reading = readPosted(filling, { page: 'everything', entries, now: '2027-01-01T00:00:00.000Z' })
      assert.deepEqual(reading.errors, [])
      assert.deepEqual(reading.answers, filling.answers)
    }),
  )
})

test('whatever a browser posts, reading it ends in answers or errors', () => {
  const entryNames = [
    'name',
    'birthDate.year',
    'birthDate.era',
    'account.number',
    '__proto__',
    'constructor.prototype',
    'shown',
    'photos',
  ]
  const entry = fc.tuple(fc.oneof(fc.constantFrom(...entryNames), fc.string()), fc.string({ unit: 'binary' }))
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const filling = begin(everyKind)
      const { answers } = readPosted(filling, { page: 'everything', entries, now })
      assert.deepEqual(validate({ ...filling, answers }), [])
    }),
  )
})

test('answers that were kept as JSON come back as they were; anything else never throws', () => {
  fc.assert(
    fc.property(familyAnswers, (answers) => {
      const read = readKeptAnswers(family, { answers: JSON.parse(JSON.stringify(answers)) })
      assert.deepEqual(read, { ok: true, value: { answers, leftOut: [] } })
    }),
  )
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (fields, groups) => {
      readKeptAnswers(family, { answers: { fields, groups } })
      readKeptAnswers(family, { answers: fields })
    }),
  )
})
