import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRepository, readWorkspaces, sourcesOf } from './repository.ts'
import { findUnusedExports } from './unused-exports.ts'

test('every value that a file exports has a user in another file, and none is there for tests alone', () => {
  assert.deepEqual(findUnusedExports(sourcesOf(readRepository()), readWorkspaces()), [])
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
