import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { oldLimits } from './old-limits.fixture.ts'

const root = new URL('../../../../', import.meta.url)

test('each line that is put back as it was stands in the source once, so that `npm run old-limits` tries what is there', () => {
  for (const [row, { file, now }] of Object.entries(oldLimits)) {
    const source = readFileSync(new URL(file, root), 'utf8')
    assert.equal(source.split(now).length, 2, `${row}: ${file}`)
  }
})
