import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoCast, operators } from '@madoguchi/nation'
import { isTestFile } from './import-table.ts'
import { readRepository } from './repository.ts'

test('nothing that runs in service, and no command, knows an agency of the demo by its id: whoever is on a network stands in its directory', () => {
  const ids = [...Object.values(operators), ...demoCast.map(({ agency }) => agency)].map(({ id }) => id)
  assert.ok(ids.length >= 8)
  const named = readRepository()
    .filter(({ path }) => /^(apps|packages|facts|procedures|cli)\//.test(path) && !isTestFile(path))
    .flatMap(({ path, text }) => ids.filter((id) => text.includes(id)).map((id) => `${path} names ${id}`))
  assert.deepEqual(named, [])
})
