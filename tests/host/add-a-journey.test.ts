import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { followSteps, readSteps, root } from './follow-steps.ts'

/** Where a computer has its own Node: of any version from 20 up, which is all that the page asks for. */
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
const leftOut = /^(node_modules|\.git|\.madoguchi|\.screenshots|dist)(\/|$)/

test('a stranger who follows docs/how-to/add-a-journey.md to the letter has a page of their own, and every rule of the house holds', {
  timeout: 280_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-how-to-'))
  try {
    const copy = join(folder, 'madoguchi')
    await mkdir(copy)
    await cp(root, copy, { recursive: true, filter: (path) => !leftOut.test(relative(root, path)) })
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
    const environment = {
      PATH: path,
      HOME: folder,
      TMPDIR: folder,
      LANG: 'C.UTF-8',
    }
    const steps = [`cd '${copy}'`, ...(await readSteps('docs/how-to/add-a-journey.md'))]
    const { status, out } = await followSteps(steps, { environment, timeoutMs: 270_000, isBare: true })
    assert.equal(status, 0, out)
    assert.match(out, /✔ apps\/portal\/src\/opening-hours\/opening-hours\.test\.ts: 1 passed/)
    assert.match(out, /✔ tests\/tidy\.test\.ts: \d+ passed/)
    assert.match(await readFile(join(copy, 'apps/portal/src/app/journeys.ts'), 'utf8'), /find, openingHours, /)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
