import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import type { EmbeddedServer } from './open-embedded-server.ts'
import { openEmbeddedServer } from './open-embedded-server.ts'
import type { Durability } from './settings.ts'

describe('the embedded server', () => {
  let base: string
  let dataFolder: string
  const socketFolders = new Set<string>()
  const log = () => {}

  before(async () => {
    base = await mkdtemp(join(tmpdir(), 'madoguchi-test-'))
    dataFolder = join(base, 'not', 'there', 'yet')
  })
  after(async () => {
    for (const folder of socketFolders) await rm(folder, { recursive: true, force: true })
    await rm(base, { recursive: true })
  })

  async function open(durability: Durability = 'full'): Promise<EmbeddedServer> {
    const server = await openEmbeddedServer({ dataFolder, log, durability })
    socketFolders.add(server.socketFolder)
    return server
  }

  /** Another process that opens the same folder and then does nothing. */
  async function spawnHolder(durability: Durability): Promise<ChildProcess> {
    const script = `
      const { openEmbeddedServer } = await import(${JSON.stringify(import.meta.resolve('./open-embedded-server.ts'))})
      globalThis.held = await openEmbeddedServer({ dataFolder: ${JSON.stringify(dataFolder)}, durability: '${durability}', log() {} })
      console.log('open')
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    assert(child.stdout)
    await once(child.stdout, 'data')
    return child
  }

  async function killHard(child: ChildProcess): Promise<void> {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  it('makes its folder at the first start and keeps what is written', async () => {
    {
      await using server = await open()
      assert.equal(server.start, 'fresh')
      await query(server, 'CREATE TABLE kept (a int); INSERT INTO kept VALUES (42)')
    }
    await using server = await open()
    assert.equal(server.start, 'started')
    assert.deepEqual(await query(server, 'SELECT a FROM kept'), [{ a: 42 }])
  })

  it('waits for the disk, checks pages, listens on no port, and writes no statement into its log', async () => {
    await using server = await open()
    const shown = await query(
      server,
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
         current_setting('data_checksums') AS checksums, current_setting('listen_addresses') AS addresses,
         current_setting('server_encoding') AS encoding, current_setting('jit') AS jit`,
    )
    assert.deepEqual(shown, [
      { fsync: 'on', commit: 'on', checksums: 'on', addresses: '', encoding: 'UTF8', jit: 'off' },
    ])
    await assert.rejects(query(server, "SELECT 'kokumin taro'::int"))
    assert.doesNotMatch(await readFile(join(dataFolder, 'server.log'), 'utf8'), /kokumin/)
  })

  it('refuses a second instance in this process, and lets the first go on', async () => {
    await using server = await open()
    await assert.rejects(open(), { code: 'DB_FOLDER_IN_USE' })
    assert.equal((await query(server, 'SELECT 1')).length, 1)
    // The refusal above must not have opened the folder to other processes.
    await assert.rejects(openElsewhere(dataFolder), /DB_FOLDER_IN_USE/)
  })

  it('adopts the server of a process that was killed, and nobody takes it from a process that lives', async () => {
    const child = await spawnHolder('full')
    await assert.rejects(open(), {
      code: 'DB_FOLDER_IN_USE',
      message: /^Another running Madoguchi uses the data folder .*; stop it first or choose another folder\.$/,
    })
    await killHard(child)
    {
      await using server = await open()
      assert.equal(server.start, 'adopted')
      assert.deepEqual(await query(server, 'SELECT a FROM kept'), [{ a: 42 }])
    }
    await using server = await open()
    assert.equal(server.start, 'started')
  })

  it('stops a server that was left running with other settings, and starts its own', async () => {
    await killHard(await spawnHolder('none'))
    await using server = await open()
    assert.equal(server.start, 'started')
    assert.deepEqual(await query(server, 'SHOW fsync'), [{ fsync: 'on' }])
  })

  it('recovers what was committed when the server is killed', async () => {
    const first = await open()
    const client = new pg.Client({ connectionString: first.adminUrl })
    client.on('error', () => {})
    await client.connect()
    await client.query('INSERT INTO kept VALUES (43)')
    const isClosed = new Promise((resolve) => client.once('end', resolve))
    process.kill(first.pid, 'SIGKILL')
    await isClosed
    await first[Symbol.asyncDispose]()
    await using server = await open()
    assert.equal(server.start, 'started')
    assert.deepEqual(await query(server, 'SELECT a FROM kept ORDER BY a'), [{ a: 42 }, { a: 43 }])
  })

  it('does not take a stranger with the process id of an old server for that server', async () => {
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' })
    try {
      const lines = [stranger.pid, join(dataFolder, 'cluster'), 1, 5432, '/tmp', '', '', 'ready', '']
      await writeFile(join(dataFolder, 'cluster', 'postmaster.pid'), lines.join('\n'))
      await using server = await open()
      assert.equal(server.start, 'started')
      assert.equal(stranger.exitCode, null)
      assert.equal(stranger.signalCode, null)
    } finally {
      stranger.kill()
    }
  })

  it('refuses data of another major version in one sentence', async () => {
    const path = join(dataFolder, 'cluster', 'PG_VERSION')
    const version = await readFile(path, 'utf8')
    await writeFile(path, '16\n')
    await assert.rejects(open(), {
      code: 'DB_FOLDER_OTHER_VERSION',
      message: /was made by PostgreSQL 16, and this release brings PostgreSQL 18;/,
    })
    await writeFile(path, version)
  })

  it('says that the passwords are missing when they are', async () => {
    const path = join(dataFolder, 'secrets', 'madoguchi_admin')
    const secret = await readFile(path)
    await rm(path)
    await assert.rejects(open(), { code: 'DB_FOLDER_INCOMPLETE' })
    await writeFile(path, secret, { mode: 0o600 })
    await (await open())[Symbol.asyncDispose]()
  })

  it('refuses a folder that cannot be written in one sentence', async () => {
    const file = join(base, 'file')
    await writeFile(file, '')
    for (const folder of [join(file, 'below'), '/proc/madoguchi', file]) {
      await assert.rejects(openEmbeddedServer({ dataFolder: folder, log }), { code: 'DB_FOLDER_NOT_WRITABLE' }, folder)
    }
  })

  it('begins again when the first start was cut off', async () => {
    const folder = join(base, 'cut')
    await mkdir(join(folder, 'cluster-unfinished', 'base'), { recursive: true })
    await writeFile(join(folder, 'password-unfinished'), 'half')
    await using server = await openEmbeddedServer({ dataFolder: folder, log, durability: 'none' })
    socketFolders.add(server.socketFolder)
    assert.equal(server.start, 'fresh')
  })
})

async function query(server: EmbeddedServer, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.adminUrl })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Rejects with what the other process said. */
async function openElsewhere(dataFolder: string): Promise<void> {
  const script = `
    const { openEmbeddedServer } = await import(${JSON.stringify(import.meta.resolve('./open-embedded-server.ts'))})
    await openEmbeddedServer({ dataFolder: ${JSON.stringify(dataFolder)}, log() {} })`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  assert(child.stderr)
  for await (const part of child.stderr) said += part
  throw new Error(said)
}
