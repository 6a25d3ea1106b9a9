import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeTestClock } from '@madoguchi/kit'
import { openNationFolder } from './data-folder.ts'
import { openNationFacts } from './make-facts.ts'

test('a demo whose facts were lost or cannot be read goes on with a number above those it went by, and throws nothing away', async () => {
  const root = await mkdtemp(join(tmpdir(), 'madoguchi-facts-'))
  try {
    const folder = await openNationFolder(root)
    const clock = makeTestClock('2026-11-30T03:00:00Z')
    const path = join(root, 'facts.signed')
    const versionNow = async () => (await openNationFacts({ folder, clock })).version
    assert.deepEqual([await versionNow(), await versionNow()], [1, 1])
    await writeFile(join(root, 'seeded.json'), '{}')
    assert.equal(await versionNow(), 1)

    await rm(path)
    const second = await versionNow()
    assert.ok(second > 1)
    assert.equal(await versionNow(), second)

    clock.advance(60_000)
    await writeFile(path, 'of a release that wrote it otherwise')
    assert.ok((await versionNow()) > second)
    assert.equal(await readFile(`${path}.unreadable`, 'utf8'), 'of a release that wrote it otherwise')
  } finally {
    await rm(root, { recursive: true, force: true })
  }
})
