import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { listOldLimits } from '../testing/list-old-limits.fixture.ts'
import { allLimits } from './journeys.ts'

const root = new URL('../../../../', import.meta.url)

test('each line that is put back as it was stands in the source once, and there is one for each limit, so that `npm run old-limits` tries what is there', async () => {
  const all = await listOldLimits()
  assert.deepEqual(all.map(({ row }) => row).sort(), Object.keys(allLimits).sort())
  for (const { row, file, now } of all) {
    const source = readFileSync(new URL(file, root), 'utf8')
    assert.equal(source.split(now).length, 2, `${row}: ${file}`)
  }
})
