import assert from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { findText, ignoreMissing, readFileFrom, writeWhole } from './files.ts'
import { waitUntil } from './wait-until.fixture.ts'

async function openFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-files-'))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

test('what is not there is undefined, and what cannot be read is an error', async () => {
  await using place = await openFolder()
  assert.equal(await findText(join(place.folder, 'none')), undefined)
  await assert.rejects(findText(place.folder), { code: 'EISDIR' })
  assert.equal(await stat(join(place.folder, 'none')).catch(ignoreMissing), undefined)
})

test('a file is written over as a whole, has the mode that was asked for, and 0600 where none was', async () => {
  await using place = await openFolder()
  const path = join(place.folder, 'one')
  const before = process.umask(0o077)
  try {
    await writeWhole({ path, data: 'first' })
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    await chmod(path, 0o400)
    await writeWhole({ path, data: new Uint8Array([0x32]), mode: 0o644 })
  } finally {
    process.umask(before)
  }
  assert.equal(await readFile(path, 'utf8'), '2')
  assert.equal((await stat(path)).mode & 0o777, 0o644)
  assert.deepEqual(await readdir(place.folder), ['one'])
})

test('a file that cannot have its name leaves what was there and no draft', async () => {
  await using place = await openFolder()
  const path = join(place.folder, 'taken')
  await mkdir(join(path, 'by-a-folder'), { recursive: true })
  await assert.rejects(writeWhole({ path, data: 'x' }))
  assert.deepEqual(await readdir(place.folder), ['taken'])
})

test('a file that nobody reads, or not to its end, stays open nowhere, and one that is missing is told to who reads it', async () => {
  await using place = await openFolder()
  const path = join(place.folder, 'large')
  await writeWhole({ path, data: new Uint8Array(2_000_000) })
  const before = (await readdir('/proc/self/fd')).length
  for (let i = 0; i < 50; i++) {
    readFileFrom(path)
    readFileFrom(join(place.folder, 'none'))
    for await (const _ of readFileFrom(path)) break
  }
  await assert.rejects(readFileFrom(join(place.folder, 'none')).next(), { code: 'ENOENT' })
  await waitUntil(async () => (await readdir('/proc/self/fd')).length <= before)
})
