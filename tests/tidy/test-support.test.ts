import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRepository, readWorkspaces, sourcesOf } from './repository.ts'
import { judgeTestSupport } from './test-support.ts'

test('what only tests load is a .fixture.ts, and nothing that runs loads one', () => {
  assert.deepEqual(judgeTestSupport(sourcesOf(readRepository()), readWorkspaces()), [])
})

test('the check itself: a file that only tests load is found through others, and so is a program that loads a fixture', () => {
  const judge = (texts: Readonly<Record<string, string>>) =>
    judgeTestSupport(sourcesOf(Object.entries(texts).map(([path, text]) => ({ path, text }))), readWorkspaces())
  const good = {
    'packages/kit/src/index.ts': "export { one } from './one.ts'\n",
    'packages/kit/src/one.ts': '',
    'packages/kit/src/one.test.ts': "import { one } from './one.ts'\nimport { two } from './two.fixture.ts'\n",
    'packages/kit/src/two.fixture.ts': "import { one } from './one.ts'\n",
  }
  assert.deepEqual(judge(good), [])
  const through = {
    ...good,
    'packages/kit/src/two.fixture.ts': "import { three } from './three.ts'\n",
    'packages/kit/src/three.ts': "import { four } from './four.ts'\n",
    'packages/kit/src/four.ts': '',
  }
  assert.deepEqual(judge(through), [
    'packages/kit/src/three.ts: only tests load it, and it is no .fixture.ts',
    'packages/kit/src/four.ts: only tests load it, and it is no .fixture.ts',
  ])
  assert.deepEqual(judge({ ...good, 'packages/kit/src/one.ts': "import { two } from './two.fixture.ts'\n" }), [
    'packages/kit/src/one.ts imports packages/kit/src/two.fixture.ts, which is for tests',
  ])
  const door = {
    'packages/db/src/testing.fixture.ts': '',
    'bench/src/main.ts': "import { x } from '@madoguchi/db/testing'\n",
  }
  assert.deepEqual(judge(door), [])
  assert.deepEqual(judge({ ...door, 'cli/src/main.ts': "import { x } from '@madoguchi/db/testing'\n" }), [
    'cli/src/main.ts imports packages/db/src/testing.fixture.ts, which is for tests',
  ])
})
