import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { followPage, makeBareEnvironment } from './follow-page.ts'
import { openCopy } from './open-copy.ts'

test('a stranger who follows docs/how-to/add-a-journey.md to the letter has a page of their own, and every rule of the house holds', {
  timeout: 600_000,
}, async () => {
  await using place = await openCopy()
  const { folder, copy } = place
  const environment = makeBareEnvironment(folder)
  const out = await followPage('docs/how-to/add-a-journey.md', { environment, folder: copy, timeoutMs: 560_000 })
  assert.match(out, /✔ apps\/portal\/src\/opening-hours\/opening-hours\.test\.ts: 1 passed/)
  assert.match(out, /✔ tests\/tidy\.test\.ts: \d+ passed/)
  assert.match(await readFile(join(copy, 'apps/portal/src/app/journeys.ts'), 'utf8'), /^ {4}openOpeningHours\(\),$/m)
})
