import assert from 'node:assert/strict'
import { link, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { utf8 } from '@madoguchi/kit'
import { demandNewFile, writeNewFile } from './new-file.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-new-file-'))
})
after(() => rm(folder, { recursive: true, force: true }))

test('nothing is overwritten: not the document itself, not another file, not through a link of either kind', async () => {
  const at = (name: string) => join(folder, name)
  await writeFile(at('document.pdf'), 'as it was')
  await symlink(at('document.pdf'), at('soft.pdf'))
  await link(at('document.pdf'), at('hard.pdf'))
  await symlink(at('nowhere.pdf'), at('dangling.pdf'))
  for (const name of ['document.pdf', 'soft.pdf', 'hard.pdf', 'dangling.pdf']) {
    await assert.rejects(demandNewFile(at(name)), { code: 'FILE_EXISTS' }, name)
    await assert.rejects(writeNewFile(at(name), utf8.encode('another')), { code: 'FILE_EXISTS' }, name)
  }
  assert.equal(await readFile(at('document.pdf'), 'utf8'), 'as it was')
  await assert.rejects(readFile(at('nowhere.pdf')), { code: 'ENOENT' }, 'nothing was made where the link leads')
})

test('a new file is its owner’s alone and reads as it was given; where none can be made it is said before', async () => {
  const path = join(folder, 'signed.pdf')
  await demandNewFile(path)
  await writeNewFile(path, utf8.encode('signed'))
  assert.equal(await readFile(path, 'utf8'), 'signed')
  assert.equal((await stat(path)).mode & 0o777, 0o600)
  const nowhere = join(folder, 'no', 'such', 'folder.pdf')
  await assert.rejects(demandNewFile(nowhere), { code: 'FILE_UNWRITABLE' })
  await assert.rejects(writeNewFile(nowhere, utf8.encode('x')), { code: 'FILE_UNWRITABLE' })
})
