import assert from 'node:assert/strict'
import { test } from 'node:test'
import { followPage, makeBareEnvironment } from './follow-page.ts'
import { openCopy } from './open-copy.ts'

test('a stranger who follows docs/how-to/add-a-command.md to the letter has a command with its help, its refusals and its test', {
  timeout: 600_000,
}, async () => {
  await using place = await openCopy()
  const { folder, copy } = place
  const environment = makeBareEnvironment(folder)
  const out = await followPage('docs/how-to/add-a-command.md', { environment, folder: copy, timeoutMs: 560_000 })
  assert.match(out, /✔ cli\/src\/run\.test\.ts: \d+ passed/)
  assert.match(out, /✔ tests\/tidy\.test\.ts: \d+ passed/)
})
