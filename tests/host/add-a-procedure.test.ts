import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { isComplete } from '@madoguchi/forms'
import { followWalk, loadProcedures, parseWalk } from '@madoguchi/procedures'
import { followSteps, readSteps } from './follow-steps.ts'

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

test('a stranger who follows docs/how-to/add-a-procedure.md to the letter has a fifth procedure with its paper', {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-how-to-'))
  try {
    const steps = await readSteps('docs/how-to/add-a-procedure.md')
    assert.ok(steps.length >= 5)
    const environment = {
      PATH: path,
      HOME: folder,
      TMPDIR: folder,
      PROCEDURES: join(folder, 'procedures'),
      LANG: 'C.UTF-8',
    }
    const { status, out } = await followSteps(steps, { environment, timeoutMs: 100_000, isBare: true })
    assert.equal(status, 0, out)
    assert.match(out, /pages: applicant, items, day\nleft out: nothing\n/)
    assert.doesNotMatch(out, /wrong:/)

    const [procedure, ...others] = loadProcedures(environment.PROCEDURES)
    assert.ok(procedure)
    assert.deepEqual(others, [])
    for (const [name, isWhole] of [
      ['moving-out', true],
      ['shop', false],
    ] as const) {
      const file = join(environment.PROCEDURES, procedure.id, 'walks', `${name}.json`)
      const walk = parseWalk(await readFile(file, 'utf8'))
      const { filling, pages, dropped } = followWalk(procedure, walk)
      assert.deepEqual([pages, dropped], [walk.pages, walk.dropped], name)
      assert.equal(isComplete(filling), isWhole, name)
      if (!isWhole || !hasPoppler) continue
      const printed = execFileSync('pdftotext', ['-raw', join(folder, 'filled.pdf'), '-'], { encoding: 'utf8' })
      const text = printed.replace(/[\s\u200b]+/g, '')
      for (const wanted of walk.text ?? []) assert.ok(text.includes(wanted), wanted)
    }
    assert.match((await readFile(join(folder, 'blank.pdf'))).toString('latin1'), /^%PDF-/)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
