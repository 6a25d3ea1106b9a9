import assert from 'node:assert/strict'
import { test } from 'node:test'
import { followPage, makeBareEnvironment } from './follow-page.ts'
import { openCopy } from './open-copy.ts'

test('a stranger who follows docs/how-to/add-a-message.md to the letter is told by the type check who has to handle it, and it arrives', {
  timeout: 600_000,
}, async () => {
  await using place = await openCopy()
  const { folder, copy } = place
  const environment = makeBareEnvironment(folder)
  const out = await followPage('docs/how-to/add-a-message.md', { environment, folder: copy, timeoutMs: 560_000 })
  assert.match(out, /✔ apps\/core\/src\/announce-pause\.test\.ts: 1 passed/)
  assert.match(out, /✔ tests\/tidy\.test\.ts: \d+ passed/)
})
