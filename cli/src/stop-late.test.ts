import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openTestServer } from '@madoguchi/db/testing'
import { findFreePorts } from '@madoguchi/delivery/testing'
import { waitUntil } from '@madoguchi/kit/testing'
import pg from 'pg'
import { run } from './run.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

async function madoguchi(...words: string[]): Promise<string> {
  let out = ''
  const write = (text: string) => {
    out += text
  }
  const status = await run(words, {
    out: write,
    err: write,
    signal: new AbortController().signal,
    readStdin: async () => '',
    isTerminal: false,
    environment: {},
  })
  assert.equal(status, 0, `${words.join(' ')}\n${out}`)
  return out
}

/** A registry as a process of its own, with a stop of a second. */
async function startRegistry(folder: string, adminUrl: string) {
  const at = (name: string) => join(folder, name)
  const [network = 0, internal = 0, crl = 0, core = 0] = await findFreePorts(4)
  const pinned = (await madoguchi('keys', 'offline', '--dir', at('offline'))).trim()
  for (const [name, port] of [
    ['registry', network],
    ['core', core],
  ] as const) {
    const url = `https://127.0.0.1:${port}`
    await madoguchi('keys', 'new', '--dir', at(name), '--party', name, '--kind', name, '--network-url', url)
  }
  const parties = ['--party', at('registry/party.json'), '--party', at('core/party.json')]
  const key = at('offline/directory-key.pem')
  await madoguchi('directory', 'sign', '--key', key, '--network', 'test', '--out', at('directory.signed'), ...parties)
  await madoguchi('database', 'create', '--admin', adminUrl, '--name', 'registry', '--dir', at('registry'))
  const files = {
    DIRECTORY_FILE: 'directory.signed',
    SIGNING_KEY_FILE: 'registry/signing-key.pem',
    TLS_KEY_FILE: 'registry/tls-key.pem',
    TLS_CERTIFICATE_FILE: 'registry/tls-certificate.pem',
    DATABASE_URL_FILE: 'registry/database-url',
    SUBJECT_KEY_FILE: 'registry/subject-key',
    AUTHORITIES_FILE: 'registry/authorities.json',
  }
  const lines = [
    'MADOGUCHI_PARTY=registry',
    `MADOGUCHI_DIRECTORY_KEY=${pinned}`,
    `MADOGUCHI_NETWORK_LISTEN=127.0.0.1:${network}`,
    `MADOGUCHI_INTERNAL_LISTEN=127.0.0.1:${internal}`,
    `MADOGUCHI_CRL_LISTEN=127.0.0.1:${crl}`,
    'MADOGUCHI_STOP_SECONDS=1',
    ...Object.entries(files).map(([name, file]) => `MADOGUCHI_${name}=${at(file)}`),
  ]
  const config = at('registry/program.env')
  await writeFile(config, `${lines.join('\n')}\n`)
  await madoguchi('registry', 'migrate', '--config', config, '--owner-file', at('registry/database-owner-url'))
  const child = spawn(process.execPath, [main, 'registry', '--config', config], { stdio: ['ignore', 'ignore', 'pipe'] })
  const log: Buffer[] = []
  child.stderr.on('data', (part: Buffer) => log.push(part))
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>
  await madoguchi('health', '--config', config, '--wait', '60')
  return {
    crlUrl: `http://127.0.0.1:${crl}/crl/authentication.crl`,
    eventsOf: () =>
      Buffer.concat(log)
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { event: string; facts?: unknown; stopMs?: number }),
    async stop() {
      child.kill('SIGTERM')
      return exited
    },
    [Symbol.dispose]: () => void child.kill('SIGKILL'),
  }
}

test('a program that cannot finish in time says so, ends all the same, and frees what it held', async () => {
  await using server = await openTestServer()
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-late-'))
  const url = new URL(server.adminUrl)
  url.pathname = '/madoguchi_registry'
  try {
    using registry = await startRegistry(folder, server.adminUrl)
    const holder = new pg.Client({ connectionString: url.href })
    await holder.connect()
    try {
      // Somebody holds the table that a revocation list is made from: the request that wants one hangs.
      await holder.query('begin; lock table certificates in access exclusive mode')
      const asked = fetch(registry.crlUrl).then(
        () => 'answered',
        () => 'cut off',
      )
      const waiting = 'select from pg_locks where not granted'
      await waitUntil(async () => (await holder.query(waiting)).rows.length > 0)
      const [code, signal] = await registry.stop()
      assert.deepEqual([code, signal], [0, null], 'it ended by itself')
      assert.equal(await asked, 'cut off')
    } finally {
      await holder.end()
    }
    const last = registry.eventsOf().slice(-2)
    assert.deepEqual(
      last.map(({ event }) => event),
      ['PARTY_STOPPING', 'PARTY_STOP_LATE'],
    )
    assert.equal(JSON.stringify(last[1]).includes('1000'), true, 'with how long it was given')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
