import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { openEmbeddedServer } from './open-embedded-server.ts'
import { findOwnUser } from './own-user.ts'
import { giveTree } from './run-as.ts'

const isLinux = process.platform === 'linux'
const skip = process.getuid?.() === 0 && isLinux ? false : 'only root gives files to other users'

describe('a demo that root starts', { skip }, () => {
  let base: string
  let dataFolder: string
  const open = () => openEmbeddedServer({ dataFolder, durability: 'full', log: () => {} })

  before(async () => {
    base = await mkdtemp(join(tmpdir(), 'madoguchi-root-'))
    dataFolder = join(base, 'data')
    await chmod(base, 0o711)
  })
  after(() => rm(base, { recursive: true }))

  async function ownersOf(cluster: string): Promise<number[]> {
    const names = await readdir(cluster, { recursive: true })
    const owners = await Promise.all(['', ...names].map(async (name) => (await stat(join(cluster, name))).uid))
    return [...new Set(owners)]
  }

  it('keeps its data under a user of its own, which has no name and runs nothing else, and its server runs as that', async () => {
    await using server = await open()
    const [owner = 0, ...others] = await ownersOf(server.cluster)
    assert.deepEqual(others, [])
    const passwd = await readFile('/etc/passwd', 'utf8')
    assert.ok(owner > 0 && !passwd.split('\n').some((row) => row.split(':')[2] === String(owner)))
    assert.equal((await stat(`/proc/${server.pid}`)).uid, owner)
    assert.equal((await stat(server.cluster)).mode & 0o077, 0)
    assert.equal((await stat(server.secretsFolder)).uid, 0, 'passwords are root’s, who hands them on')
  })

  it('takes over what it made as nobody before, with all that stands in it', async () => {
    {
      await using server = await open()
      await query(server.adminUrl, 'create table kept (a int)')
    }
    const nobody = (await readFile('/etc/passwd', 'utf8')).split('\n').find((row) => row.startsWith('nobody:'))
    const [, , uid = 0, gid = 0] = nobody?.split(':').map(Number) ?? []
    await giveTree(join(dataFolder, 'cluster'), { uid, gid })
    await using server = await open()
    await query(server.adminUrl, 'select * from kept')
    const owners = await ownersOf(server.cluster)
    assert.equal(owners.length, 1)
    assert.ok(!owners.includes(uid) && !owners.includes(0))
  })
})

describe('the user of a data folder', { skip: isLinux ? false : 'numbers of Linux' }, () => {
  it('is the same for the same folder, and most often another for another', async () => {
    const folders = Array.from({ length: 20 }, (_, i) => `/srv/demo-${i}`)
    const users = await Promise.all(folders.map(findOwnUser))
    assert.deepEqual(await Promise.all(folders.map(findOwnUser)), users)
    assert.ok(new Set(users.map((user) => user?.uid)).size > 10)
    for (const user of users) if (user !== undefined) assert.ok(user.uid >= 60_578 && user.uid < 61_184)
  })
})

async function query(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
