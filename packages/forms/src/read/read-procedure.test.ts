import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Condition } from '../condition.ts'
import type { Page, Procedure } from '../definition.ts'
import type { Field } from '../field.ts'
import { reservedPageIds } from '../reserved-page-ids.ts'
import { everyKind, family, makeProcedure, makeTwelveDigits } from '../sample-procedure.fixture.ts'
import { formatProblems, readProcedure } from './read-procedure.ts'

function read(definition: unknown) {
  return readProcedure({ file: 'procedure.json', text: JSON.stringify(definition) })
}

/** `code path` of every problem. */
function problemsOf(definition: unknown): readonly string[] {
  const reading = read(definition)
  return reading.ok ? [] : reading.problems.map(({ code, path }) => `${code} ${path}`)
}

const text = (id: string, more: Partial<Field> = {}): Field => ({ kind: 'text', id, label: id, ...more }) as Field
const page = (id: string, fields: readonly Field[], when?: Condition): Page => ({
  kind: 'fields',
  id,
  title: id,
  fields,
  ...(when && { when }),
})
const answered = (field: string): Condition => ({ is: 'answered', field })

test('a definition comes back from its file as it was written', () => {
  for (const procedure of [everyKind, family]) assert.deepEqual(read(procedure), { ok: true, procedure })
})

test('everything that is wrong is said at once, with file, path and reason', () => {
  const odd = {
    ...everyKind,
    title: ' ',
    category: 'nothing',
    pages: [page('a', [text('x', { label: '' }), { kind: 'my-number', id: 'y', label: 'y' } as never])],
  }
  const reading = read(odd)
  assert.ok(!reading.ok)
  assert.deepEqual(
    reading.problems.map(({ path }) => path),
    ['$.title', '$.category', '$.pages[0].fields[0].label', '$.pages[0].fields[1].kind'],
  )
  assert.match(formatProblems(reading.problems), /^procedure\.json:1:\d+ \$\.title: Must not be empty\.$/m)
})

test('a word that the definition does not have is refused, so that no slip of the pen is passed over', () => {
  assert.deepEqual(problemsOf({ ...everyKind, pages: [page('a', [{ ...text('x'), requierd: true } as never])] }), [
    'DEFINITION_SHAPE $.pages[0].fields[0].requierd',
  ])
})

test('whoever guesses a word wrongly reads the words there are; whoever forgets one, that it is missing', () => {
  const reasonsOf = (definition: unknown) => {
    const reading = read(definition)
    return reading.ok ? [] : reading.problems.map(({ reason }) => reason)
  }
  assert.match(
    reasonsOf(makeProcedure([page('a', [{ kind: 'hour', id: 'x', label: 'x' } as never])])).join(),
    /^No such kind of field\. There are name, kana, .*, text, digits, time, file, consent, confirm, and none for a My Number\.$/,
  )
  const later = (when: unknown) =>
    reasonsOf(makeProcedure([page('a', [text('x')]), page('b', [text('y')], when as never)]))
  assert.deepEqual(later({ is: 'equal', field: 'x', value: 'a' }), [
    'No such condition. There are all, any, not, equals, one-of, answered, before, after, at-least, less-than, age-at-least, age-below, count-at-least.',
  ])
  assert.deepEqual(later({ is: 'equals', field: 'x' }), ['Must be a text, a number, true or false.'])
  const product = { id: 'p', label: 'p', value: { is: 'product', of: ['x'] } } as never
  assert.deepEqual(reasonsOf(makeProcedure([page('a', [text('x')])], { calculated: [product] })), [
    'No such calculation. There are sum, count, age, fiscal-year-end, fiscal-year-end-of-age, last-day, month-end, year-start, latest, earliest, first, join.',
  ])
  const { deadline: _left, ...rest } = everyKind
  assert.deepEqual(reasonsOf(rest), ['Is missing.'])
})

test('whoever slips in the JSON reads in which line, and nothing of the file is repeated', () => {
  const refused = (json: string) => {
    const reading = readProcedure({ file: 'procedure.json', text: json })
    assert.ok(!reading.ok)
    return formatProblems(reading.problems)
  }
  assert.equal(
    refused('{\n  "id": "a" // secret\n}'),
    'procedure.json:2:13 $: This is not JSON. A comma or } should stand here.',
  )
  for (const json of ['', '{', '"secret', 'secret', '{"a": secret}']) {
    assert.match(refused(json), /^procedure\.json:1:\d+ \$: This is not JSON\. (?!.*secret).+\.$/)
  }
})

test('names are there once, whatever they name', () => {
  const twice: readonly Page[] = [page('a', [text('x')]), page('a', [text('x')])]
  assert.deepEqual(problemsOf(makeProcedure(twice)), [
    'DEFINITION_DUPLICATE $.pages[1].id',
    'DEFINITION_DUPLICATE $.pages[1].fields[0].id',
  ])
  const group: Page = {
    kind: 'group',
    id: 'g',
    title: 'g',
    group: { id: 'x', itemTitle: '{n}', countMin: 0, countMax: 3, fields: [text('y')] },
  }
  assert.deepEqual(problemsOf(makeProcedure([page('a', [text('x')]), group])), [
    'DEFINITION_DUPLICATE $.pages[1].group.id',
  ])
  const options = [
    { id: 'a', label: 'a' },
    { id: 'a', label: 'b' },
  ]
  assert.deepEqual(problemsOf(makeProcedure([page('a', [{ kind: 'choice', id: 'x', label: 'x', options }])])), [
    'DEFINITION_DUPLICATE $.pages[0].fields[0].options[1].id',
  ])
})

test('a page that would stand where a draft’s own addresses are is refused, with file, path and reason', () => {
  const reading = read(makeProcedure([page('a', [text('x')]), page('check', [text('y')])]))
  assert.ok(!reading.ok)
  assert.match(formatProblems(reading.problems), /^procedure\.json:1:\d+ \$\.pages\[1\]\.id: “check” is an address/)
  for (const id of reservedPageIds) {
    const code = id.includes('.') ? 'DEFINITION_SHAPE' : 'DEFINITION_RESERVED'
    assert.deepEqual(problemsOf(makeProcedure([page(id, [text('x')])])), [`${code} $.pages[0].id`])
  }
  assert.deepEqual(problemsOf(makeProcedure([page('check-income', [text('x')])])), [])
})

test('a choice without options and a group without room are refused', () => {
  const choice = { kind: 'choice', id: 'x', label: 'x', options: [] } as Field
  assert.deepEqual(problemsOf(makeProcedure([page('a', [choice])])), ['DEFINITION_SHAPE $.pages[0].fields[0].options'])
  const group = (countMin: number, countMax: number): Page => ({
    kind: 'group',
    id: 'g',
    title: 'g',
    group: { id: 'items', itemTitle: '{n}', countMin, countMax, fields: [text('y')] },
  })
  assert.deepEqual(problemsOf(makeProcedure([group(3, 2)])), ['DEFINITION_SHAPE $.pages[0].group.countMin'])
  assert.deepEqual(problemsOf(makeProcedure([group(0, 151)])), ['DEFINITION_SHAPE $.pages[0].group.countMax'])
})

test('a condition asks only about what there is, and what was asked before', () => {
  const later = [page('a', [text('x')], answered('y')), page('b', [text('y')], answered('x'))]
  assert.deepEqual(problemsOf(makeProcedure(later)), ['DEFINITION_ORDER $.pages[0].when.field'])
  assert.deepEqual(problemsOf(makeProcedure([page('a', [text('x', { when: answered('x') })])])), [
    'DEFINITION_ORDER $.pages[0].fields[0].when.field',
  ])
  assert.deepEqual(problemsOf(makeProcedure([page('a', [text('x')], answered('nobody'))])), [
    'DEFINITION_REFERENCE $.pages[0].when.field',
  ])
  assert.deepEqual(problemsOf(makeProcedure([page('a', [text('x'), text('y', { when: answered('x') })])])), [])
})

test('nobody asks from outside about a field that there is once for each child', () => {
  const asks = (when: Condition) => problemsOf({ ...family, pages: [...family.pages, page('last', [text('z')], when)] })
  assert.deepEqual(asks(answered('childName')), ['DEFINITION_ORDER $.pages[5].when.field'])
  assert.deepEqual(asks({ is: 'at-least', field: 'schoolChildren', number: 1 }), [])
  assert.deepEqual(asks({ is: 'count-at-least', group: 'parentName', count: 1 }), [
    'DEFINITION_KIND $.pages[5].when.group',
  ])
  assert.deepEqual(asks(answered('children')), ['DEFINITION_KIND $.pages[5].when.field'])
})

test('what is calculated from later answers cannot be asked before them', () => {
  const pages: readonly Page[] = [
    page('a', [text('x')], answered('total')),
    page('b', [{ kind: 'money', id: 'm', label: 'm' }]),
  ]
  const total = { id: 'total', label: 't', value: { is: 'sum', of: ['m'] } } as const
  assert.deepEqual(problemsOf(makeProcedure(pages, { calculated: [total] })), [
    'DEFINITION_ORDER $.pages[0].when.field',
  ])
})

test('a calculated value that depends on itself is refused, by whatever way round', () => {
  const sum = (id: string, of: readonly string[]) => ({ id, label: id, value: { is: 'sum', of } }) as const
  const pages = [page('a', [{ kind: 'money', id: 'm', label: 'm' }])]
  const cycle = [sum('a', ['m', 'b']), sum('b', ['c']), sum('c', ['a'])]
  assert.deepEqual(problemsOf(makeProcedure(pages, { calculated: cycle })), ['DEFINITION_CYCLE $.calculated[0]'])
  assert.deepEqual(problemsOf(makeProcedure(pages, { calculated: [sum('a', ['a'])] })), [
    'DEFINITION_CYCLE $.calculated[0]',
  ])
  const where = {
    id: 'n',
    label: 'n',
    value: { is: 'count', group: 'children', where: { is: 'at-least', field: 'n', number: 1 } },
  } as const
  assert.deepEqual(problemsOf({ ...family, calculated: [...(family.calculated ?? []), where] }), [
    'DEFINITION_CYCLE $.calculated[6]',
  ])
})

test('a hundred calculated values, each made twice of the one before, are read and worked out', () => {
  const calculated = Array.from({ length: 100 }, (_, at) => {
    const of = at === 0 ? ['m'] : [`s${at - 1}`, `s${at - 1}`]
    return { id: `s${at}`, label: 's', value: { is: 'first', of } } as const
  })
  assert.deepEqual(problemsOf(makeProcedure([page('a', [{ kind: 'money', id: 'm', label: 'm' }])], { calculated })), [])
})

test('things are compared only with what they can be', () => {
  const asks = (when: Condition) => problemsOf({ ...family, pages: [...family.pages, page('last', [text('z')], when)] })
  const odd: readonly Condition[] = [
    { is: 'equals', field: 'job', value: 'pirate' },
    { is: 'equals', field: 'hasSpouse', value: 'yes' },
    { is: 'one-of', field: 'parentName', values: [1] },
    { is: 'equals', field: 'parentBirth', value: '昨日' },
    { is: 'at-least', field: 'parentName', number: 1 },
    { is: 'before', field: 'parentName', day: 'today' },
    { is: 'before', field: 'parentBirth', day: 'parentName' },
    { is: 'before', field: 'parentBirth', day: '2026-02-30' },
  ]
  for (const when of odd) assert.equal(asks(when).length, 1)
  assert.deepEqual(asks({ is: 'after', field: 'youngest', day: 'parentBirth' }), [])
})

test('an answer fills a choice only by options that it has, and asks only about what comes before', () => {
  const options = ['a', 'b'].map((id) => ({ id, label: id }))
  const from = { from: 'answer', informationType: 'pension-record', item: 'category' }
  const problems = (field: object, fill: object) =>
    problemsOf(makeProcedure([page('p', [{ ...text('x'), ...field, fill: { ...from, ...fill } } as never])]))
  const choice = { kind: 'choice', options }
  const path = '$.pages[0].fields[0].fill'
  assert.deepEqual(problems(choice, { options: { 1: 'a', 2: 'b' }, until: 'leftOn' }), [])
  assert.deepEqual(problems(choice, {}), [`DEFINITION_KIND ${path}`])
  assert.deepEqual(problems(choice, { options: { 1: 'c' } }), [`DEFINITION_REFERENCE ${path}.options["1"]`])
  assert.deepEqual(problems({}, { options: { 1: 'a' } }), [`DEFINITION_KIND ${path}.options`])
  assert.deepEqual(problems({}, { item: 'symbol+number' }), [])
  assert.deepEqual(problems({}, { item: 'a + b' }), [`DEFINITION_SHAPE ${path}.item`])
  assert.deepEqual(problems({}, { when: answered('x') }), [`DEFINITION_ORDER ${path}.when.field`])
})

test('an account is compared with a name in kana that is asked before it, and with nothing else', () => {
  const kana = { kind: 'kana', id: 'kana', label: 'カナ' }
  const account = (holder: string) => ({ kind: 'account', id: 'account', label: '口座', holder })
  const problems = (...fields: readonly object[]) => problemsOf(makeProcedure([page('p', fields as never)]))
  const path = '$.pages[0].fields[1].holder'
  assert.deepEqual(problems(kana, account('kana')), [])
  assert.deepEqual(problems(text('x'), account('x')), [`DEFINITION_KIND ${path}`])
  assert.deepEqual(problems(kana, account('nobody')), [`DEFINITION_REFERENCE ${path}`])
  assert.deepEqual(problems(account('kana'), kana), ['DEFINITION_ORDER $.pages[0].fields[0].holder'])
})

test('the card fills only what fits it', () => {
  const fill = (attribute: string) => [page('a', [{ ...text('x'), fill: { from: 'card', attribute } } as never])]
  assert.deepEqual(problemsOf(makeProcedure(fill('birthDate'))), ['DEFINITION_KIND $.pages[0].fields[0].fill'])
  assert.deepEqual(problemsOf(makeProcedure(fill('name'))), [])
  assert.deepEqual(problemsOf(makeProcedure(fill('myNumber'))), [
    'DEFINITION_SHAPE $.pages[0].fields[0].fill.attribute',
  ])
})

test('a My Number in a definition is refused and not repeated', () => {
  const digits = makeTwelveDigits(11_111_111_111)
  const reading = read({ ...everyKind, summary: `例: ${digits}` })
  assert.ok(!reading.ok && reading.problems[0]?.code === 'DEFINITION_MY_NUMBER')
  assert.ok(!formatProblems(reading.problems).includes(digits))
})

test('names that every object has are no names of fields, and keys of JavaScript no keys', () => {
  for (const id of ['constructor', 'toString', 'hasOwnProperty', 'shown', 'today']) {
    assert.deepEqual(problemsOf(makeProcedure([page('a', [text(id)])])), ['DEFINITION_SHAPE $.pages[0].fields[0].id'])
  }
  const json = JSON.stringify(everyKind).replace('"format"', '"__proto__":{"isOptional":true},"format"')
  const reading = readProcedure({ file: 'procedure.json', text: json })
  assert.deepEqual(reading.ok || reading.problems.map(({ path }) => path), ['$.__proto__'])
})

test('bombs are refused before anybody works on them', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  let nested: Condition = answered('x')
  for (let level = 0; level < 6; level++) nested = { is: 'not', of: nested }
  const wide: Condition = { is: 'any', of: Array.from({ length: 40 }, () => answered('x')) }
  const bombs = [
    deep,
    `[${'0,'.repeat(150_000)}0]`,
    `"${'あ'.repeat(400_000)}"`,
    '{',
    '',
    'null',
    '[]',
    '"x"',
    '{"a":'.repeat(30),
  ]
  for (const bomb of bombs) assert.ok(!readProcedure({ file: 'procedure.json', text: bomb }).ok)
  for (const when of [nested, wide]) {
    const pages = [page('a', [text('x')]), page('b', [text('y')], when)]
    assert.deepEqual(problemsOf(makeProcedure(pages)), ['DEFINITION_TOO_LARGE $.pages[1].when'])
  }
  const fields = Array.from({ length: 1000 }, (_, at) => text(`x${at}`))
  assert.deepEqual(problemsOf(makeProcedure([page('a', fields)])), ['DEFINITION_SHAPE $.pages[0].fields'])
})

test('whatever a file holds, reading it says what is wrong and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (file) => assert.ok(!readProcedure({ file: 'x', text: file }).ok)),
  )
  fc.assert(fc.property(fc.jsonValue(), (value) => assert.ok(!read(value).ok)))
})

test('a good definition with any one value changed is read or refused, and never throws', () => {
  const paths = listPaths(family)
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
      const changed: Loose = { ...structuredClone(family) }
      let at: Loose = changed
      for (const step of path.slice(0, -1)) at = at[step] as Loose
      at[path.at(-1) ?? ''] = value
      const reading = read(changed)
      if (!reading.ok) assert.ok(reading.problems.length > 0)
    }),
    { numRuns: 150 },
  )
})

type Loose = { [key: string]: unknown }

function listPaths(value: Procedure | unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Object.entries(value).flatMap(([key, part]) => listPaths(part, [...path, key]))
  return path.length === 0 ? inner : [path, ...inner]
}
