import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findCycles, graphOf } from './cycles.ts'
import { readRepository, readWorkspaces, sourcesOf } from './repository.ts'

test('no files import each other in a circle, and no rooms of any folder do, types counted', () => {
  assert.deepEqual(findCycles(graphOf(sourcesOf(readRepository()), readWorkspaces())), [])
})

test('nobody imports a test', () => {
  const imported = [...graphOf(sourcesOf(readRepository()), readWorkspaces()).values()].flatMap((targets) => [
    ...targets,
  ])
  assert.deepEqual(
    imported.filter((path) => path.endsWith('.test.ts')),
    [],
  )
})

test('the check itself: a circle of files is found by its types, one of folders where no file is in any, one across packages', () => {
  const judge = (texts: Readonly<Record<string, string>>) =>
    findCycles(graphOf(sourcesOf(Object.entries(texts).map(([path, text]) => ({ path, text }))), readWorkspaces()))
  assert.deepEqual(
    judge({ 'a/one.ts': "import type { X } from './two.ts'\n", 'a/two.ts': "export { y } from './one.ts'\n" }),
    ['files that import each other: a/one.ts a/two.ts', 'rooms of a/ that import each other: one.ts two.ts'],
  )
  const rooms = {
    'a/in/one.ts': "import { x } from '../out/one.ts'\n",
    'a/out/one.ts': '',
    'a/out/two.ts': "import { x } from '../door.ts'\n",
    'a/door.ts': "import { x } from './in/two.ts'\n",
    'a/in/two.ts': '',
  }
  assert.deepEqual(judge(rooms), ['rooms of a/ that import each other: door.ts in out'])
  assert.deepEqual(judge({ ...rooms, 'a/door.ts': "const x = await import('./out/two.ts')\n" }), [
    'files that import each other: a/door.ts a/out/two.ts',
    'rooms of a/ that import each other: door.ts out',
  ])
  assert.deepEqual(judge({ ...rooms, 'a/door.ts': "// import { x } from './in/two.ts'\n" }), [])
  assert.deepEqual(
    judge({
      'packages/kit/src/index.ts': "import { x } from '@madoguchi/ledger'\n",
      'packages/ledger/src/index.ts': "import { x } from '@madoguchi/kit'\n",
    }),
    [
      'files that import each other: packages/kit/src/index.ts packages/ledger/src/index.ts',
      'rooms of packages/ that import each other: kit ledger',
    ],
  )
  // A test looks at its folder from above, and nobody imports it.
  assert.deepEqual(
    judge({
      'a/in/one.test.ts': "import { x } from '../door.ts'\n",
      'a/in/one.ts': '',
      'a/door.ts': "import './in/one.ts'\n",
    }),
    [],
  )
})
