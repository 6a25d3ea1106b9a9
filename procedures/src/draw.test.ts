import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const dog = fileURLToPath(new URL('../dog-registration', import.meta.url))
const main = fileURLToPath(new URL('draw.main.ts', import.meta.url))

test('whoever draws a form with a slip in it reads the file and the line, and a form without one is drawn', async () => {
  const all = await mkdtemp(join(tmpdir(), 'madoguchi-draw-'))
  try {
    const folder = join(all, 'dog-registration')
    await cp(dog, folder, { recursive: true })
    const draw = () => spawnSync(process.execPath, [main, folder, join(all, 'dog.pdf')], { encoding: 'utf8' })
    assert.deepEqual([draw().status, (await readFile(join(all, 'dog.pdf'))).subarray(0, 5).toString()], [0, '%PDF-'])
    const form = join(folder, 'form.typ')
    await writeFile(form, `${await readFile(form, 'utf8')}\n#no-such-thing\n`)
    const { status, stderr } = draw()
    assert.equal(status, 1)
    assert.match(stderr, /form\.typ:\d+:\d+: .*no-such-thing/)
    assert.doesNotMatch(stderr, /the template|at .*\.ts:\d+/)
  } finally {
    await rm(all, { recursive: true, force: true })
  }
})
