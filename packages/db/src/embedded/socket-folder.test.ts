import assert from 'node:assert/strict'
import { chmod, lstat, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { makeSocketFolder } from './socket-folder.ts'

describe('the folder of the socket', () => {
  it('is short, private and the same every time, however long the path of the data', async () => {
    const data = join('/srv', 'a'.repeat(200))
    const folder = await makeSocketFolder(data, { way: 'self' })
    try {
      assert(Buffer.byteLength(folder) < 80)
      assert.equal((await lstat(folder)).mode & 0o777, 0o700)
      assert.equal(await makeSocketFolder(data, { way: 'self' }), folder)
      assert.notEqual(await openAndRemove(`${data}b`), folder)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('is refused when it is open to others', async () => {
    const folder = await makeSocketFolder('/srv/open', { way: 'self' })
    try {
      await chmod(folder, 0o711)
      await assert.rejects(makeSocketFolder('/srv/open', { way: 'self' }), { code: 'DB_SOCKET_FOLDER_NOT_OURS' })
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('is refused when somebody put a link in its place', async () => {
    const folder = await openAndRemove('/srv/link')
    const elsewhere = await mkdtemp(join(tmpdir(), 'madoguchi-elsewhere-'))
    try {
      await symlink(elsewhere, folder)
      await assert.rejects(makeSocketFolder('/srv/link', { way: 'self' }), { code: 'DB_SOCKET_FOLDER_NOT_OURS' })
    } finally {
      await rm(folder, { force: true })
      await rm(elsewhere, { recursive: true })
    }
  })
})

async function openAndRemove(data: string): Promise<string> {
  const folder = await makeSocketFolder(data, { way: 'self' })
  await rm(folder, { recursive: true })
  return folder
}
