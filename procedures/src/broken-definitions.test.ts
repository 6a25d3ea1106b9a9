import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { checkWalk } from './check-walk.ts'
import { readFolder } from './read-folder.ts'

const dog = fileURLToPath(new URL('../dog-registration', import.meta.url))
const text = await readFile(join(dog, 'procedure.json'), 'utf8')
const form = await readFile(join(dog, 'form.typ'), 'utf8')
const walk = await readFile(join(dog, 'walks', 'two-dogs.json'), 'utf8')

/** The line, from 1, on which a word stands for the first time. */
function lineOf(words: string, within: string): number {
  const at = within.indexOf(words)
  assert.ok(at >= 0, words)
  return within.slice(0, at).split('\n').length
}

async function problemsOf(changed: { readonly definition?: string; readonly template?: string }) {
  const all = await mkdtemp(join(tmpdir(), 'madoguchi-broken-'))
  const folder = join(all, 'dog-registration')
  try {
    await cp(dog, folder, { recursive: true })
    if (changed.definition !== undefined) await writeFile(join(folder, 'procedure.json'), changed.definition)
    if (changed.template !== undefined) await writeFile(join(folder, 'form.typ'), changed.template)
    const reading = readFolder({ folder, id: 'dog-registration' })
    return reading.ok ? [] : reading.problems.map((problem) => problem.replace(`${folder}/`, ''))
  } finally {
    await rm(all, { recursive: true, force: true })
  }
}

/** What is slipped into the definition, the words on whose line it is told, and what is told. */
const slips: readonly (readonly [string, string, string, string, RegExp])[] = [
  ['a kind is misspelt', '"kind": "kana"', '"kind": "kanna"', '"kanna"', /No such kind of field/],
  ['a comma too many', '"visit"],', '"visit",],', '"visit",]', /A comma too many before \]/],
  ['a comma is missing', '"category": "daily-life",', '"category": "daily-life"', '"lifeSituations"', /A comma or \}/],
  ['a key stands twice', '"category"', '"title": "二度", "category"', '"二度"', /stands here twice/],
  ['an unknown key', '"category"', '"colour": "red", "category"', '"colour"', /no “colour”/],
  ['an id stands twice', '"id": "ownerKana"', '"id": "ownerName"', '"kind": "kana"', /“ownerName” is there already/],
  [
    'the folder is called otherwise',
    '"id": "dog-registration"',
    '"id": "cat-registration"',
    '"cat-reg',
    /is called dog/,
  ],
  ['kana in katakana', '"titleKana": "い', '"titleKana": "イ', '"titleKana"', /Must be hiragana/],
  ['nobody is its subject', '"name": "ownerName"', '"name": "ownerNaem"', 'ownerNaem', /There is no “ownerNaem”/],
  ['a category that is none', '"category": "daily-life"', '"category": "pets"', '"pets"', /Invalid option/],
  ['no such template', '"template": "form.typ"', '"template": "paper.typ"', '"paper.typ"', /There is no such file/],
]

for (const [title, from, to, at, told] of slips) {
  test(`whoever slips in a definition reads file and line: ${title}`, async () => {
    assert.ok(text.includes(from), from)
    const definition = text.replace(from, to)
    const problems = await problemsOf({ definition })
    const line = lineOf(at, definition)
    assert.ok(
      problems.some((problem) => problem.startsWith(`procedure.json:${line}:`) && told.test(problem)),
      problems.join('\n'),
    )
  })
}

/** Changes of the whole definition as data, and where and how that is told. */
const changes: readonly (readonly [string, (definition: Loose) => void, RegExp])[] = [
  ['a condition looks ahead', (it) => put(it, 'pages[0].fields[1].when', answered('ownerPhone')), /asked later/],
  [
    'a condition of a name that is not there',
    (it) => put(it, 'pages[0].when', 'no-such'),
    /no shared conditions “no-such”/,
  ],
  [
    'shared words that nothing uses',
    (it) => put(it, 'shared', { conditions: { old: answered('ownerName') } }),
    /Nothing uses/,
  ],
  [
    'shared conditions in a ring',
    (it) => {
      put(it, 'shared', { conditions: { a: 'b', b: 'a' } })
      put(it, 'pages[0].fields[1].when', 'a')
    },
    /is made of itself/,
  ],
  [
    'twelve digits',
    (it) => put(it, 'pages[0].fields[1]', { id: 'ownerKana', kind: 'digits', label: '番号', length: 12 }),
    /My Number/,
  ],
  [
    'a value that is calculated for nothing',
    (it) => {
      put(it, 'calculated[1]', { id: 'ownerAge', label: '頭数', value: { is: 'count', group: 'dogs' } })
    },
    /“ownerAge” is calculated, and nothing/,
  ],
  ['a field that only leads nowhere', (it) => put(it, 'pages[0].fields[4].isOnPaper', false), /no condition asks/],
  [
    'a rule at a box that is elsewhere',
    (it) => {
      put(it, 'pages[0].rules', [{ id: 'odd', when: answered('ownerName'), text: '直します。', field: 'dogName' }])
    },
    /no field of this page/,
  ],
  [
    'a paper for some without the words for whom',
    (it) => {
      put(it, 'needed', [{ text: '手数料', when: answered('ownerName') }])
    },
    /whenText: Is missing/,
  ],
  [
    'a box for the pen that no paper has',
    (it) => put(it, 'pen', [{ id: 'ownerNumber', label: '個人番号', boxes: 12 }]),
    /pen\[0\]\.id: “ownerNumber” is a box for the pen/,
  ],
  [
    'a box for the pen of every item that no paper has',
    (it) => put(it, 'pages[1].group.pen', [{ id: 'dogNumber', label: '番号' }]),
    /group\.pen\[0\]\.id: “dogNumber” is a box for the pen/,
  ],
  ['a sentence that no paper says', (it) => put(it, 'texts.tail', '以上です。'), /texts\.tail: The printed form does/],
  [
    'a day that is compared with itself',
    (it) => {
      const when = { is: 'before', field: 'dogBirthDate', day: 'dogBirthDate' }
      put(it, 'pages[1].group.rules[0].when', when)
    },
    /rules\[0\]\.when\.day: “dogBirthDate” is compared with itself/,
  ],
  [
    'an error in a shared condition, at its own line',
    (it) => {
      put(it, 'shared', {
        conditions: { odd: { is: 'all', of: ['wrong'] }, wrong: { is: 'equals', field: 'ownerPhone', value: true } },
      })
      put(it, 'pages[1].when', 'odd')
    },
    /\$\.shared\.conditions\.wrong\.value: /,
  ],
  ['what was not saved as UTF-8', (it) => put(it, 'title', '犬\ufffd'), /\$\.title: Holds U\+FFFD/],
  [
    'only half of what is left to do',
    (it) => put(it, 'completion', { online: 'part', why: '鑑札のため' }),
    /left: Is missing/,
  ],
]

type Loose = Record<string, unknown>

function answered(field: string): Loose {
  return { is: 'answered', field }
}

function put(definition: Loose, path: string, value: unknown): void {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== '')
  const last = steps.pop() ?? ''
  let here = definition
  for (const step of steps) here = here[step] as Loose
  here[last] = value
}

for (const [title, change, told] of changes) {
  test(`whoever writes what makes no sense reads file and line: ${title}`, async () => {
    const definition = JSON.parse(text) as Loose
    change(definition)
    const problems = await problemsOf({ definition: JSON.stringify(definition, null, 2) })
    assert.ok(
      problems.some((problem) => /^procedure\.json:[1-9][0-9]*:\d+ \$/.test(problem) && told.test(problem)),
      problems.join('\n'),
    )
  })
}

test('three slips are told at once, in the order of the file, and nothing that follows from them', async () => {
  const definition = text
    .replace('"kind": "kana"', '"kind": "kanna"')
    .replace('"category": "daily-life"', '"category": "pets"')
    .replace('"name": "ownerName", "kana"', '"name": "nobody", "kana"')
  const lines = (await problemsOf({ definition })).map((problem) => Number(/:(\d+):/.exec(problem)?.[1]))
  assert.deepEqual(
    lines,
    ['"pets"', '"nobody"', '"kanna"'].map((words) => lineOf(words, definition)),
  )
})

test('a field that the printed form does not show is told where it is defined', async () => {
  const template = form.replaceAll('f.ownerPhone', 'f.ownerName')
  const [problem, ...others] = await problemsOf({ template })
  assert.match(
    problem ?? '',
    new RegExp(`^procedure\\.json:${lineOf('"ownerPhone"', text)}:\\d+ .*never reaches the paper`),
  )
  assert.deepEqual(others, [])
  // Named in a comment or in words only, it is not shown.
  assert.equal((await problemsOf({ template: `${template}\n// f.ownerPhone\n#let a = "f.ownerPhone"\n` })).length, 1)
})

test('a name that the definition does not have is told where the printed form says it', async () => {
  const template = form.replace('f.ownerKana', 'f.ownerKanaa')
  const told = `form.typ:${lineOf('f.ownerKanaa', template)}:`
  assert.ok(
    (await problemsOf({ template: `${template}\n// f.ownerKana` })).some((problem) => /never reaches/.test(problem)),
  )
  assert.ok(
    (await problemsOf({ template: `${template}\n#let a = f.ownerKana` })).some((problem) => problem.startsWith(told)),
  )
})

test('a name that is misspelt in the form is told in both files', async () => {
  const problems = await problemsOf({ template: form.replace('f.ownerKana', 'f.ownerKanaa') })
  assert.ok(
    problems.some((problem) => /^procedure\.json:\d+.*“ownerKana” never reaches/.test(problem)),
    problems.join(),
  )
  const told = `form.typ:${lineOf('f.ownerKana', form)}:`
  assert.ok(
    problems.some((problem) => problem.startsWith(told)),
    problems.join(),
  )
})

test('whoever saves with a byte order mark reads so, in each of the files', async () => {
  assert.match((await problemsOf({ definition: `\ufeff${text}` })).join(), /^procedure\.json:1:1 \$: .*byte order mark/)
  assert.match((await problemsOf({ template: `\ufeff${form}` })).join(), /^form\.typ:1:1: .*byte order mark/)
})

test('a walk is told by file and line what it says wrongly', async () => {
  const reading = readFolder({ folder: dog, id: 'dog-registration' })
  assert.ok(reading.ok)
  const check = (from: string, to: string) =>
    checkWalk(reading.procedure, { file: 'walks/two-dogs.json', text: walk.replace(from, to) })
  assert.deepEqual(check('', ''), [])
  for (const [from, to, told] of [
    ['"ownerPhone"', '"ownerPhon"', /\$\.answers\.ownerPhon: There is no such field/],
    ['"ownerPhone": "', '"ownerPhone": "0', /ownerPhone PHONE_INVALID/],
    ['"dropped"', '"pages"', /"dropped" is a list/],
    ['"dropped"', '"droped"', /no "droped"/],
  ] as const) {
    assert.ok(
      check(from, to).some((said) => /^walks\/two-dogs\.json:\d+:\d+ /.test(said) && told.test(said)),
      check(from, to).join('\n'),
    )
  }
  assert.match(check('"title"', 'title').join(), /^walks\/two-dogs\.json:2:3 \$: This is not JSON/)
})
