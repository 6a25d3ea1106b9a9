import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { isComplete } from '@madoguchi/forms'
import { followWalk, loadProcedures, parseWalk } from '@madoguchi/procedures'
import { followPage, makeBareEnvironment } from './follow-page.ts'
import { openEmptyFolder } from './open-copy.ts'
import { root } from './read-steps.ts'

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined

test('a stranger who follows docs/how-to/add-a-procedure.md to the letter has one more procedure with its paper', {
  timeout: 300_000,
}, async () => {
  await using place = await openEmptyFolder()
  const { folder } = place
  const environment = { ...makeBareEnvironment(folder), PROCEDURES: join(folder, 'procedures') }
  const page = 'docs/how-to/add-a-procedure.md'
  const out = await followPage(page, { environment, folder: root, timeoutMs: 280_000 })
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
})
