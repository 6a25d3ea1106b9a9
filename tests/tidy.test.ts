import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { PartyKind } from '@madoguchi/messages'
import { messages } from '@madoguchi/messages'
import { codesForOthers, codesInHeadings, loggedEvents, metricNames, saidCodes } from './tidy/codes.ts'
import {
  domainWords,
  findLong,
  findMisplaced,
  findMissingParts,
  findMissingPath,
  isPattern,
  looksLikePath,
  looksLikeSymbol,
  type NamedTest,
  namesOf,
  partsOf,
  tableRows,
  wordsInBackticks,
} from './tidy/documents.ts'
import { eraseComments, eraseWords } from './tidy/erase.ts'
import { isTestFile } from './tidy/import-table.ts'
import { findIdleImports, findUnused, judgeImports, judgeVersions } from './tidy/imports.ts'
import { findIdleRows, judgeJourney } from './tidy/journeys.ts'
import { leaveOut, listAbsent } from './tidy/leavable.ts'
import { countMyNumbers } from './tidy/my-number.ts'
import { readJson, readRepository, readText, readWorkspaces, rootPath, sourcesOf } from './tidy/repository.ts'
import { listRuntimeDependencies, listUndigested } from './tidy/runtime-dependencies.ts'
import { findBanned, findDoubles, findOddPaths, findSwallowed, findTraces } from './tidy/style.ts'

const files = readRepository()
const sources = sourcesOf(files)
const workspaces = readWorkspaces()
const paths = new Set(files.map(({ path }) => path))
const pages = files
  .filter(
    ({ path }) => /^(docs\/.*|bench\/trials|README|CONTRIBUTING|SECURITY)\.?(md)?$/.test(path) && path.endsWith('.md'),
  )
  .map((page) => leaveOut(page, listAbsent(files)))

function readPage(path: string): string {
  const page = pages.find((one) => one.path === path)
  assert.ok(page !== undefined, path)
  return page.text
}

function none(complaints: readonly string[]): void {
  assert.deepEqual(complaints, [])
}

test('a journey of the portal imports the shell and the few others of its row; the shell knows no journey', () => {
  none(sources.flatMap(judgeJourney))
  none(findIdleRows(sources))
})

test('the import table: every file imports only what its workspace may and declares', () => {
  const { devDependencies } = readJson<{ devDependencies: Record<string, string> }>('package.json')
  none(sources.flatMap((file) => judgeImports(file, workspaces, Object.keys(devDependencies))))
  none(findIdleImports(workspaces))
})

test('every declared dependency is used, in one exact version everywhere', () => {
  none(judgeVersions(workspaces))
  none(
    workspaces.flatMap((workspace) =>
      findUnused(workspace, sources).map((name) => `${workspace.folder}/package.json: nobody imports ${name}`),
    ),
  )
})

test('kit has at most nine files', () => {
  const kit = sources.filter(({ path }) => path.startsWith('packages/kit/src/') && !isTestFile(path))
  assert.ok(kit.length <= 9, kit.map(({ path }) => path).join(' '))
})

test('no enum, no any, no default export, no process.env outside of a main.ts, no timer beside the jobs, no test that is left out', () => {
  none(sources.flatMap(findBanned))
})

test('what stands once for all is not written once more', () => {
  none(sources.flatMap(findDoubles))
})

test('no error is swallowed without a word why', () => {
  none(sources.flatMap(findSwallowed))
})

test('files are small, named in kebab-case, and live in folders whose names say something', () => {
  none(files.flatMap(findOddPaths))
})

test('no number in any file could be a My Number (invariant 1)', () => {
  none(files.filter(({ text }) => countMyNumbers(text) > 0).map(({ path }) => path))
})

test('no file names a machine of ours or a package registry', () => {
  none(files.flatMap(findTraces))
})

const appOf: Readonly<Record<PartyKind, string>> = {
  core: 'core',
  registry: 'registry',
  portal: 'portal',
  agency: 'agency',
}

function handlerAt(app: string | undefined, name: string): string {
  return app === 'portal' ? `apps/portal/src/${name}.ts` : `apps/${app}/src/handlers/${name}.ts`
}

test('every message has a definition, a schema, vectors and a handler of its name at each receiver (invariant 10)', () => {
  const names: readonly string[] = Object.keys(messages)
  const wanted = Object.entries(messages).flatMap(([name, { to, isEnclosed }]) => [
    `packages/messages/src/message/${name}.ts`,
    `protocol/schemas/${name}.json`,
    `protocol/vectors/messages/${name}.json`,
    ...(isEnclosed === true ? [] : to.map((kind) => handlerAt(appOf[kind], name))),
  ])
  // The portal's stand in the journey they belong to.
  const inJourneys = new Set([...paths].map((path) => path.replace(/^(apps\/portal\/src)\/[\w-]+\//, '$1/')))
  none(wanted.filter((path) => !paths.has(path) && !inJourneys.has(path)))
  const nameOf = /^(?:packages\/messages\/src\/message|protocol\/schemas|apps\/\w+\/src\/handlers)\/([\w-]+)\.\w+$/
  none(
    [...paths].filter((path) => {
      const name = nameOf.exec(path)?.[1]
      // The directory crosses between organisations, too, and is no message.
      const isOther = path === 'protocol/schemas/directory.json' || name === 'index'
      return name !== undefined && !isOther && !names.includes(name)
    }),
  )
})

test('every path and every name of ours in our pages exists', () => {
  const words = pages.flatMap(wordsInBackticks)
  const names = namesOf(sources)
  none(words.filter(({ word }) => looksLikePath(word)).flatMap((word) => findMissingPath(word, files)))
  none(
    words
      .filter(({ word }) => looksLikeSymbol(word) && !isPattern(word))
      .filter(({ word }) => !names.has(word.replace('()', '')))
      .map(({ path, word }) => `${path}: \`${word}\` is no name in our code`),
  )
})

test('a function that a page names beside its file stands in that file', () => {
  none(pages.flatMap((page) => findMisplaced(page, files)))
  const named = readPage('docs/how-a-request-runs.md').match(/\.ts` `\w+`/g) ?? []
  assert.ok(named.length > 30)
  const wrong = { path: 'a', text: '`packages/delivery/src/absorb.ts` `makeLanes`' }
  assert.equal(findMisplaced(wrong, files).length, 1)
})

test('every part of a page that another page sends the reader to is there', () => {
  none(pages.flatMap((page) => findMissingParts(page, pages)))
})

test('every block of a how-to that is marked `sh` is followed by a test, to the letter; those of a machine of its own are marked `bash`', () => {
  const followers = sources.filter(({ path }) => /^tests\/host\/.*\.test\.ts$/.test(path))
  const followed = pages.filter(({ path, text }) => path.startsWith('docs/how-to/') && /^```sh\b/m.test(text))
  assert.ok(followed.length >= 4)
  none(followed.filter(({ path }) => !followers.some(({ text }) => text.includes(path))).map(({ path }) => path))
})

test('whoever runs a program finds each event of a log and each code that no citizen can mend in docs/error-codes.md, and no other', () => {
  const page = readPage('docs/error-codes.md')
  const others = codesForOthers(sources)
  const events = loggedEvents(sources)
  assert.ok(others.length > 140 && events.length > 40, `${others.length} codes, ${events.length} events`)
  none([...others, ...events].filter((code) => !page.includes(`\`${code}\``)))
  const said = saidCodes(sources)
  none(codesInHeadings(page).filter((code) => !said.has(code)))
  const declared = new Set(others)
  none([...declared].filter((code) => !said.has(code)).map((code) => `${code} is declared, and no program says it`))
})

test('each metric stands in docs/operations.md, and no other', () => {
  const told = sources.filter(({ path }) => /^(packages\/party|apps|facts)\//.test(path) && !isTestFile(path))
  assert.deepEqual(metricNames(readPage('docs/operations.md')), metricNames(told.map(({ code }) => code).join('\n')))
})

function isThere({ path, title }: NamedTest): boolean {
  return paths.has(path) && readText(path).includes(title)
}

test('every architecture invariant names a test that exists, or stands under "Not yet held"', () => {
  const [held = '', notYet = ''] = readPage('docs/architecture.md').split('## Not yet held')
  const invariants = partsOf(held, '### Architecture Invariant ')
  const others = partsOf(notYet, '### Architecture Invariant ')
  assert.ok(invariants.length + others.length >= 23, `${invariants.length} and ${others.length}`)
  none(
    invariants.flatMap(({ heading, tests }) => [
      ...(tests.length > 0 ? [] : [`no test: ${heading}`]),
      ...tests.filter((one) => !isThere(one)).map(({ path, title }) => `${path} has no test “${title}”`),
    ]),
  )
})

test('every threat says what holds it, and names tests that exist', () => {
  const threats = partsOf(readPage('docs/threat-model.md'), '#### ')
  assert.ok(threats.length >= 53, `${threats.length} threats`)
  none(
    threats.flatMap(({ heading, text, tests }) => [
      ...(/^- Held: /m.test(text) ? [] : [`${heading}: held by what?`]),
      ...(tests.length > 0 ? [] : [`${heading}: no test`]),
      ...tests
        .filter((one) => !one.path.startsWith('npm run ') && !isThere(one))
        .map(({ path, title }) => `${heading}: ${path} has no test “${title}”`),
    ]),
  )
})

/** Pages in which somebody looks something up in a hurry. */
const shortPages: readonly string[] = [
  'docs/architecture.md',
  'docs/asvs.md',
  'docs/error-codes.md',
  'docs/how-a-request-runs.md',
  'docs/open-ends.md',
  'docs/operations.md',
  'docs/performance.md',
  'docs/threat-model.md',
]

test('where somebody looks something up, no paragraph, line of a list or cell is longer than 300 characters', () => {
  none(pages.filter(({ path }) => shortPages.includes(path)).flatMap((page) => findLong(page, 300)))
  assert.equal(findLong({ path: 'a', text: `${'a'.repeat(200)}\n${'b'.repeat(200)}\n` }, 300).length, 1)
  assert.equal(findLong({ path: 'a', text: `- ${'a'.repeat(200)}\n- ${'b'.repeat(200)}\n` }, 300).length, 0)
})

test('the README is read in a sitting: 120 lines at most, and its picture is small and there', () => {
  const readme = readText('README.md')
  assert.ok(readme.split('\n').length - 1 <= 120)
  const pictures = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path = '']) => path)
  assert.deepEqual(pictures, ['docs/picture.png'])
  assert.ok(statSync(join(rootPath, 'docs/picture.png')).size < 150_000)
})

test('whoever pushes has .ci/run decide, and nothing else: what runs there runs here', () => {
  const workflow = readText('.github/workflows/ci.yml')
  const commands = [...workflow.matchAll(/^\s*(?:- )?run:(.*)$/gm)].map(([, command = '']) => command.trim())
  assert.deepEqual(commands, ['.ci/run'])
  const actions = [...workflow.matchAll(/\buses:\s*(\S+)/g)].map(([, action = '']) => action)
  none(actions.filter((action) => !/^actions\/(checkout|setup-node)@(v\d+|[0-9a-f]{40})$/.test(action)))
  assert.doesNotMatch(workflow, /continue-on-error|\bif:/)
})

test('nothing is left of a merge', () => {
  none(files.filter(({ text }) => /^(<{7,8}|>{7,8})( |$)/m.test(text)).map(({ path }) => path))
})

test('every decision has a number of its own', () => {
  const numbers = files.flatMap(({ path }) => /^docs\/decisions\/(\d{4})-/.exec(path)?.[1] ?? [])
  none(numbers.filter((number, i) => numbers.indexOf(number) !== i).map((number) => `two decisions are ${number}`))
})

test('every decision has a line in their index, and a number that is not there is explained', () => {
  const index = readText('docs/decisions/README.md')
  const [listed = '', gaps = ''] = index.split('## Numbers that are not there')
  const records = files.flatMap(({ path }) => /^docs\/decisions\/(\d{4}-[\w-]+\.md)$/.exec(path)?.[1] ?? [])
  const lines = [...listed.matchAll(/^- \[(\d{4})\]\((\1-[\w-]+\.md)\) \S.+ — \S/gm)].map(([, , record = '']) => record)
  assert.deepEqual(lines.toSorted(), records.toSorted())
  const explained = [...gaps.matchAll(/^- (\d{4})(?:–(\d{4}))?: \S/gm)].flatMap(([, first, last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => Number(first) + i),
  )
  const numbers = new Set([...records.map((record) => Number(record.slice(0, 4))), ...explained])
  const last = Math.max(...numbers)
  none(
    Array.from({ length: last }, (_, i) => i + 1).flatMap((n) => (numbers.has(n) ? [] : [`no decision is ${n}: why?`])),
  )
})

test('every domain word has a line in the glossary: 日本語, identifier, meaning, law', () => {
  const rows = tableRows(readPage('docs/glossary.md')).filter((cells) => cells.length === 4)
  none(domainWords.filter((word) => !rows.some(([, name = '']) => name.split(' / ').includes(word))))
  none(rows.filter((cells) => cells.includes('')).map((cells) => `an empty cell: ${cells.join(' | ')}`))
})

test('one thing has one name: what the glossary says of word, address, folder and type stands there', () => {
  const rows = tableRows(readPage('docs/glossary.md')).filter(
    (cells) => cells.length === 5 && !/^-|^on /.test(cells[0] ?? ''),
  )
  assert.ok(rows.length > 10)
  const bare = (cell: string) => cell.replaceAll('`', '')
  const pages = sources
    .filter(({ path }) => path.startsWith('apps/portal/src/'))
    .map(({ path, code }) => ({ path, code }))
  none(
    rows.flatMap(([word = '', address = '', folder = '', type = '']) => {
      const own = pages.filter(({ path }) => path.startsWith(`apps/portal/src/${bare(folder)}/`))
      const isSaid = new RegExp(`^apps/portal/src/${bare(folder)}/words(\\.ja|/ja/[\\w-]+)\\.ts$`)
      const says = files.flatMap(({ path, text }) => (isSaid.test(path) ? [text] : [])).join('\n')
      return [
        ...(says.includes(word) ? [] : [`${folder} does not say ${word}`]),
        ...(own.some(({ code }) => code.includes(`'${bare(address)}'`)) ? [] : [`${folder} has no page ${address}`]),
        ...(own.some(({ code }) => new RegExp(`\\b${bare(type)}\\b`).test(code)) ? [] : [`${folder} knows no ${type}`]),
      ]
    }),
  )
})

test('every dependency that runs has a line in docs/dependencies.md and in THIRD-PARTY-NOTICES.md', () => {
  const reasons = readText('docs/dependencies.md')
  const declared = new Set(workspaces.flatMap(({ dependencies }) => Object.keys(dependencies)))
  const ours = new Set(workspaces.map(({ packageName }) => packageName))
  none([...declared].filter((name) => !ours.has(name) && !reasons.includes(`\`${name}\``)))
  const notices = readText('THIRD-PARTY-NOTICES.md')
  none(
    listRuntimeDependencies()
      .map(({ name, version }) => `${name} ${version}`)
      .filter((line) => !notices.includes(line)),
  )
})

test('everything that npm fetches has a digest in the lockfile', () => none(listUndigested()))

test('the checks themselves: a number is found, comments and strings are not code', () => {
  const numbers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `12345678901${digit}`)
  assert.equal(countMyNumbers(numbers.join('\n')), 1)
  assert.equal(countMyNumbers(numbers.map((each) => each.replace(/(....)(....)/, '$1-$2-')).join('\n')), 1)
  assert.equal(countMyNumbers(numbers.map((each) => `a${each}`).join('\n')), 0)
  const code = "const url = 'https://a' // any\nconst p = /['\"`]/ /* export * */\n"
  assert.equal(eraseComments(code), "const url = 'https://a' \nconst p = /['\"`]/ \n")
  assert.equal(eraseWords(code), "const url = '' \nconst p = '' \n")
})

test('the checks themselves: each bad line is found, and its good twin is not', () => {
  const judge = (text: string, path = 'packages/kit/src/example.ts') => {
    const [file] = sourcesOf([{ path, text }])
    assert.ok(file !== undefined)
    return [
      ...judgeImports(file, workspaces, []),
      ...findBanned(file),
      ...findSwallowed(file),
      ...findTraces(file),
      ...findDoubles(file),
    ]
  }
  const bad = [
    "import { seal } from '@madoguchi/messages'",
    "import { x } from '../../db/src/secrets.ts'",
    "export type { X } from '@madoguchi/db/src/log.ts'",
    "const { z } = await import('zod')",
    'const home = process.env.HOME',
    'const timer = setInterval(sweep, 1000)',
    'Error.stackTraceLimit = 0',
    'enum Colour { red }',
    'class A { constructor(private b: string) {} }',
    'export default function run() {}',
    "export * from './log.ts'",
    'function f(value: any): void {}',
    'try { f() } catch {}',
    'await f().catch(() => {})',
    `const folder = '${['', 'root', 'x'].join('/')}'`,
    `const host = '${['registry', 'npmjs', 'org'].join('.')}'`,
  ]
  for (const line of bad) assert.equal(judge(`${line}\n`).length, 1, line)
  const read = "try { f() } catch (error) {\n  if (error.code === 'ENOENT') return undefined\n  throw error\n}\n"
  assert.equal(judge(read, 'packages/ledger/src/example.ts').length, 1)
  const asTest = 'packages/kit/src/example.test.ts'
  for (const line of [
    "test.only('x', f)",
    "it.skip('x', f)",
    "test('x', { skip: true }, f)",
    "test('x', { skip: 'later' }, f)",
  ])
    assert.equal(judge(`${line}\n`, asTest).length, 1, line)
  const good = [
    "import { utf8 } from './bytes.ts'",
    "import { join } from 'node:path'",
    "// process.env, enum, any, export * from 'x'",
    "const words = 'import { x } from outside'",
    'const signal = AbortSignal.any([a, b])',
    'try { f() } catch {\n// Not there: that is the answer.\n}',
  ]
  for (const line of good) assert.deepEqual(judge(`${line}\n`), [], line)
  assert.deepEqual(judge("test('x', { skip }, f)\ntest('y', has ? {} : { skip: 'needs it' }, f)\n", asTest), [])
})
