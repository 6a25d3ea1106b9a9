import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { openNation } from './open-nation.ts'
import { composeRights, rightsFile } from './rights/compose-rights.ts'

test('each program’s password may do what stands in the list of rights, and nothing else: a new right is seen in it', async () => {
  await using nation = await openNation()
  const stands = await readFile(rightsFile, 'utf8')
  assert.equal(
    await composeRights(nation),
    stands,
    'write it anew with node tests/network/rights/write-rights.main.ts, and read what changed',
  )
})
