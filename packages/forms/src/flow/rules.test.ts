import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answers, Value } from '../answers.ts'
import type { Page } from '../definition.ts'
import { explainError } from '../explain-error.ts'
import { fromPlain } from '../kept/plain-answers.ts'
import { readPosted } from '../posted/read-posted.ts'
import { readProcedure } from '../read/read-procedure.ts'
import { makeProcedure, now, today } from '../sample-procedure.fixture.ts'
import { listPenBoxes } from './papers.ts'
import { isComplete, validate } from './validate.ts'

const pages: readonly Page[] = [
  {
    kind: 'fields',
    id: 'period',
    title: '期間',
    fields: [
      { kind: 'name', id: 'applicant', label: '氏名' },
      { kind: 'date', id: 'born', label: '生年月日' },
      { kind: 'date', id: 'from', label: '始まり', unknown: 'day' },
      { kind: 'date', id: 'until', label: '終わり', unknown: 'day', isOptional: true },
    ],
    rules: [
      {
        id: 'until-after-from',
        when: { is: 'before', field: 'until', day: 'from' },
        text: '終わりを直します。',
        field: 'until',
      },
    ],
  },
  {
    kind: 'group',
    id: 'children',
    title: 'お子さん',
    group: {
      id: 'children',
      itemTitle: '{n}',
      countMin: 1,
      countMax: 5,
      fields: [
        { kind: 'name', id: 'childName', label: '氏名' },
        { kind: 'date', id: 'childBorn', label: '生年月日' },
        { kind: 'yes-no', id: 'isCaredFor', label: '監護' },
        { kind: 'yes-no', id: 'livesApart', label: '別居' },
      ],
      calculated: [
        { id: 'childUntil', label: '終わり', value: { is: 'fiscal-year-end-of-age', birth: 'childBorn', age: 18 } },
      ],
      rules: [
        {
          id: 'still-a-child',
          when: { is: 'after', field: 'today18', day: 'childUntil' },
          text: '児童ではありません。',
          field: 'childBorn',
        },
      ],
      pen: [
        { id: 'childMyNumber', label: '個人番号', boxes: 12, when: { is: 'equals', field: 'livesApart', value: true } },
      ],
    },
    rules: [{ id: 'cares-for-one', when: { is: 'less-than', field: 'caredFor', number: 1 }, text: '1人はいります。' }],
  },
]
const written = makeProcedure(pages, {
  subject: { name: 'applicant', birthDate: 'born' },
  calculated: [
    { id: 'today18', label: '年度の終わり', value: { is: 'fiscal-year-end', day: 'today' } },
    {
      id: 'caredFor',
      label: '監護する人数',
      value: { is: 'count', group: 'children', where: { is: 'equals', field: 'isCaredFor', value: true } },
    },
  ],
})
const reading = readProcedure({ file: 'procedure.json', text: JSON.stringify(written) })
assert.ok(reading.ok, JSON.stringify(reading))
const { procedure } = reading

const child = { childName: '子', childBorn: '2020-01-01', isCaredFor: true, livesApart: false }
const right = { applicant: '見本', born: '1990-01-01', from: '2026-04-01', until: '2027-03-31', children: [child] }

function fill(changes: Readonly<Record<string, Value | readonly object[]>>) {
  const answers: Answers = fromPlain({ ...right, ...changes } as never, { from: 'typed', at: now })
  return { procedure, answers, today }
}

function wrongOf(changes: Parameters<typeof fill>[0]): readonly string[] {
  return validate(fill(changes)).map((error) => `${error.entry}: ${explainError(procedure, error)}`)
}

test('a period that ends before it begins is told at its end, and not where it may be right', () => {
  assert.deepEqual(wrongOf({}), [])
  assert.ok(isComplete(fill({})))
  assert.deepEqual(wrongOf({ until: '2026-03-31' }), ['until.era: 終わりを直します。'])
  assert.deepEqual(wrongOf({ from: '2026-04-15', until: '2026-04-00' }), [])
  assert.deepEqual(wrongOf({ from: '2026-04-15', until: '2026-03-00' }), ['until.era: 終わりを直します。'])
})

test('whoever was born on 1 April is no child from that day on in which the others of the year still are', () => {
  assert.deepEqual(wrongOf({ children: [{ ...child, childBorn: '2008-04-02' }] }), [])
  assert.deepEqual(wrongOf({ children: [{ ...child, childBorn: '2008-04-01' }, child] }), [
    'childBorn.era: 児童ではありません。',
  ])
})

test('nobody whom one looks after is told at the top of the group, not while there is none at all', () => {
  assert.deepEqual(wrongOf({ children: [{ ...child, isCaredFor: false }] }), ['children: 1人はいります。'])
  assert.equal(wrongOf({ children: [] }).length, 1)
})

test('an applicant of three is asked about, and goes on once it is said to be so', () => {
  const [wrong] = wrongOf({ born: '2023-04-01' })
  assert.match(wrong ?? '', /^bornConfirmed: /)
  assert.deepEqual(wrongOf({ born: '2023-04-01', bornConfirmed: true }), [])
  const entries: [string, string][] = [
    ['shown', 'applicant'],
    ['shown', 'born'],
    ['applicant', '見本'],
    ['born.era', 'reiwa'],
    ['born.year', '5'],
    ['born.month', '4'],
    ['born.day', '1'],
  ]
  const { unseen } = readPosted(fill({}), { page: 'period', entries, now })
  assert.ok(unseen.includes('bornConfirmed'))
})

test('what was typed stays beside a broken rule, and its answer is kept to be mended', () => {
  const entries: [string, string][] = [
    ['applicant', '見本'],
    ...Object.entries({ born: '1990', from: '2026', until: '2025' }).flatMap(([id, year]): [string, string][] => [
      [`${id}.era`, 'western'],
      [`${id}.year`, year],
      [`${id}.month`, '4'],
      [`${id}.day`, '1'],
    ]),
  ]
  const { errors, answers } = readPosted(fill({}), { page: 'period', entries, now })
  assert.deepEqual(
    errors.map(({ code, entry }) => `${code} ${entry}`),
    ['RULE_BROKEN until.era'],
  )
  assert.equal(answers.fields.until?.value, '2025-04-01[western]')
})

test('only the child who lives apart has a box for the pen', () => {
  const { groups } = listPenBoxes(fill({ children: [child, { ...child, livesApart: true }] }))
  assert.deepEqual(
    groups.children?.map((boxes) => boxes.map(({ id }) => id)),
    [[], ['childMyNumber']],
  )
})
