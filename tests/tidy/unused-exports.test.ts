import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderOf, leavable, listAbsent } from './leavable.ts'
import { readRepository, readWorkspaces, sourcesOf } from './repository.ts'
import { judgeTestSupport } from './test-support.ts'
import { findUnusedExports, findUnusedTypes } from './unused-exports.ts'

const files = readRepository()
const sources = sourcesOf(files)
const workspaces = readWorkspaces()
const absent = listAbsent(files)

function offersOf(journeys: readonly string[]): string[] {
  return Object.keys(leavable)
    .filter((journey) => journeys.includes(journey))
    .flatMap((journey) => leavable[journey] ?? [])
    .toSorted()
}

test('every value that a file exports has a user in another file, and none is there for tests alone', () => {
  assert.deepEqual(findUnusedExports(sources, workspaces).toSorted(), offersOf(absent))
})

test('every type that a file exports has a user in another file', { skip: absent.length > 0 }, () => {
  assert.deepEqual(findUnusedTypes(sources, workspaces), [])
})

test('a journey that a portal may do without takes along what the portal had for it alone, but for what packages and the shell offer it', () => {
  const journeys = Object.keys(leavable)
  for (const without of [...journeys.map((journey) => [journey]), journeys]) {
    const rest = sources.filter(({ path }) => !without.some((journey) => path.startsWith(folderOf(journey))))
    assert.deepEqual(
      findUnusedExports(rest, workspaces).toSorted(),
      offersOf([...new Set([...without, ...absent])]),
      `${without}`,
    )
    assert.deepEqual(judgeTestSupport(rest, workspaces), [], `${without}`)
  }
  assert.match(Object.values(leavable).flat().join('\n'), /^((?:packages|apps\/portal\/src\/shell)\/.*\n?)+$/)
})

test('the check itself: what nobody imports is found through an index, and what a test alone uses when its own file does not', () => {
  const judge = (texts: Readonly<Record<string, string>>) =>
    findUnusedExports(sourcesOf(Object.entries(texts).map(([path, text]) => ({ path, text }))), readWorkspaces())
  const good = {
    'packages/kit/src/index.ts': "export { one } from './one.ts'\nexport type { Two } from './one.ts'\n",
    'packages/kit/src/one.ts': 'export function one(): number {\n  return 1\n}\nexport type Two = 2\n',
    'packages/db/src/one.ts': "import { one } from '@madoguchi/kit'\n",
  }
  assert.deepEqual(judge(good), [])
  assert.deepEqual(judge({ ...good, 'packages/db/src/one.ts': '' }), ['packages/kit/src/one.ts: nobody imports one'])
  const test = { 'packages/db/src/one.ts': '', 'packages/kit/src/one.test.ts': "import { one } from './one.ts'\n" }
  assert.deepEqual(judge({ ...good, ...test }), ['packages/kit/src/one.ts: only tests use one'])
  const inside = { 'packages/kit/src/one.ts': `${good['packages/kit/src/one.ts']}one()\n` }
  assert.deepEqual(judge({ ...good, ...test, ...inside }), [])
  const fixture = { 'packages/kit/src/two.fixture.ts': "const { one } = await import('./one.ts')\n" }
  assert.deepEqual(judge({ ...good, ...test, ...fixture }), [])
})
