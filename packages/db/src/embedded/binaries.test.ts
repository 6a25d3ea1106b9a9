import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Binaries } from './binaries.ts'
import { copyBinaries, getBinaries, linkLibraries } from './binaries.ts'

describe("PostgreSQL's programs", () => {
  let base: string
  let binaries: Binaries

  before(async () => {
    base = await mkdtemp(join(tmpdir(), 'madoguchi-binaries-'))
    binaries = { folder: join(base, 'native'), version: '18.4.0', major: '18' }
    await mkdir(join(binaries.folder, 'lib'), { recursive: true })
    await writeFile(join(binaries.folder, 'lib', 'libx.so.1.2'), 'library')
    await writeFile(join(binaries.folder, 'lib', 'libx.a'), 'for compilers')
    const links = [{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }]
    await writeFile(join(binaries.folder, 'pg-symlinks.json'), JSON.stringify(links))
  })
  after(() => rm(base, { recursive: true }))

  it('are found for this platform', async () => {
    const found = await getBinaries()
    assert.equal(found.major, '18')
    assert((await stat(join(found.folder, 'bin', 'initdb'))).isFile())
  })

  it('can be copied to where any user reaches them, with the links that npm left out', async () => {
    const copy = await copyBinaries(binaries, base)
    assert.equal(await readFile(join(copy.folder, 'lib', 'libx.so.1'), 'utf8'), 'library')
    await assert.rejects(stat(join(copy.folder, 'lib', 'libx.a')), { code: 'ENOENT' })
    assert.equal((await stat(copy.folder)).mode & 0o055, 0o055)
    assert.deepEqual(await copyBinaries(binaries, base), copy)
  })

  it('get the links that npm left out in place, once', async () => {
    assert.equal(await linkLibraries(binaries), true)
    assert.equal(await readlink(join(binaries.folder, 'lib', 'libx.so.1')), 'libx.so.1.2')
    assert.equal(await linkLibraries(binaries), true)
  })
})
