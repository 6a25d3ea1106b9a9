import assert from 'node:assert/strict'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openTestServer } from '@madoguchi/db/testing'
import { findFreePorts } from '@madoguchi/delivery/testing'
import { waitUntil } from '@madoguchi/kit/testing'
import pg from 'pg'
import { run } from './run.ts'

type Name = 'core' | 'registry' | 'city'
const parties: Readonly<Record<Name, readonly [id: string, kind: string, secrets: readonly string[]]>> = {
  core: ['mihon-core', 'core', ['LINK_CODE_KEY_FILE=link-code-key', 'LEDGER_HEAD_FILE=ledger-head']],
  registry: ['mihon-registry', 'registry', ['SUBJECT_KEY_FILE=subject-key', 'AUTHORITIES_FILE=authorities.json']],
  city: ['mihon-shi', 'agency', ['READER_SECRET_FILE=reader-secret']],
}
const names = Object.keys(parties) as Name[]

/** `madoguchi …` in this process: the same commands as an operator's, without a Node for each. */
async function madoguchi(words: readonly string[], signal = new AbortController().signal): Promise<string> {
  let out = ''
  let err = ''
  const status = await run(words, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    signal,
    readStdin: async () => '',
    isTerminal: false,
    environment: {},
  })
  assert.equal(status, 0, `${words.join(' ')}\n${out}${err}`)
  return out
}

/** Three programs with folders, keys and databases of their own, made by commands only. Each reads its own copy of the directory. */
async function openNetwork(folder: string, adminUrl: string) {
  const ports = await findFreePorts(7)
  const [crlPort] = ports.slice(6)
  const portOf = (name: Name) => ports[names.indexOf(name)] ?? 0
  const internalOf = (name: Name) => ports[names.indexOf(name) + 3] ?? 0
  const at = (...path: string[]) => join(folder, ...path)
  const running = new Map<Name, { stop: AbortController; ended: Promise<string> }>()
  const pinned = (await madoguchi(['keys', 'offline', '--dir', at('offline')])).trim()
  for (const name of names) {
    const [id, kind, secrets] = parties[name]
    const provides = name === 'city' ? ['--is', 'municipality', '--provides', 'local-tax'] : []
    const url = `https://127.0.0.1:${portOf(name)}`
    await madoguchi([
      'keys',
      'new',
      '--dir',
      at(name),
      '--party',
      id,
      '--kind',
      kind,
      '--network-url',
      url,
      ...provides,
    ])
    await madoguchi(['database', 'create', '--admin', adminUrl, '--name', name, '--dir', at(name)])
    const files = [
      'SIGNING_KEY_FILE=signing-key.pem',
      'TLS_KEY_FILE=tls-key.pem',
      'TLS_CERTIFICATE_FILE=tls-certificate.pem',
      'DATABASE_URL_FILE=database-url',
      'DIRECTORY_FILE=directory.signed',
      ...secrets,
    ].map((line) => `MADOGUCHI_${line.replace('=', `=${at(name)}/`)}`)
    const lines = [
      `MADOGUCHI_PARTY=${id}`,
      ...(name === 'registry' ? [] : [`MADOGUCHI_FACTS_FILE=${at('facts.signed')}`]),
      `MADOGUCHI_DIRECTORY_KEY=${pinned}`,
      `MADOGUCHI_NETWORK_LISTEN=127.0.0.1:${portOf(name)}`,
      `MADOGUCHI_INTERNAL_LISTEN=127.0.0.1:${internalOf(name)}`,
      'MADOGUCHI_LOG_LEVEL=error',
      ...(name === 'registry' ? [`MADOGUCHI_CRL_LISTEN=127.0.0.1:${crlPort}`] : []),
      ...(name === 'city' ? ['MADOGUCHI_CONNECTOR=municipality'] : []),
      ...files,
    ]
    await writeFile(at(name, 'program.env'), `${lines.join('\n')}\n`)
    const owner = at(name, 'database-owner-url')
    await madoguchi([kind, 'migrate', '--config', at(name, 'program.env'), '--owner-file', owner])
  }
  const look = async (name: Name, path: string) => (await fetch(`http://127.0.0.1:${internalOf(name)}${path}`)).text()
  return {
    at,
    look,
    async signFacts() {
      const key = at('offline', 'directory-key.pem')
      await madoguchi(['facts', 'sign', '--key', key, '--network', 'test', '--out', at('facts.signed')])
    },
    async sign() {
      const files = names.flatMap((name) => ['--party', at(name, 'party.json')])
      const key = at('offline', 'directory-key.pem')
      await madoguchi([
        'directory',
        'sign',
        '--key',
        key,
        '--network',
        'test',
        '--out',
        at('directory.signed'),
        ...files,
      ])
    },
    /** Puts a directory file at nodes, whole. */
    async hand(to: readonly Name[], bytes?: string) {
      const text = bytes ?? (await readFile(at('directory.signed'), 'utf8'))
      for (const name of to) {
        await writeFile(at(name, 'directory.unfinished'), text)
        await rename(at(name, 'directory.unfinished'), at(name, 'directory.signed'))
      }
    },
    async start(name: Name) {
      const stop = new AbortController()
      const program = name === 'city' ? 'agency' : name
      running.set(name, { stop, ended: madoguchi([program, '--config', at(name, 'program.env')], stop.signal) })
      await madoguchi(['health', '--config', at(name, 'program.env'), '--wait', '30'])
    },
    async stop(name: Name) {
      const one = running.get(name)
      running.delete(name)
      one?.stop.abort()
      await one?.ended
    },
    /** Waits until the metrics of each say so. */
    async waitFor(which: readonly Name[], line: string) {
      for (const name of which)
        await waitUntil(async () => (await look(name, '/metrics')).split('\n').includes(line), {
          what: `${name}: ${line}`,
          everyMs: 100,
        })
    },
    async [Symbol.asyncDispose]() {
      for (const name of names) await this.stop(name)
    },
  }
}

type Network = Awaited<ReturnType<typeof openNetwork>>

/** A new person at the city: their link code comes by city → registry → core → city, so that each has to believe each. */
async function addPerson(net: Network, number: number): Promise<() => Promise<boolean>> {
  const residentCode = `1000000000${number}`
  const file = net.at(`person-${number}.json`)
  const person = { residentCode, name: '見本 花子', address: 'みほん市', birthDate: '1985-04-02', sex: '2' }
  await writeFile(file, JSON.stringify({ residents: [person], people: [{ personRef: `A${number}`, residentCode }] }))
  await madoguchi(['registry', 'import', '--config', net.at('registry', 'program.env'), '--file', file])
  await madoguchi(['agency', 'import', '--config', net.at('city', 'program.env'), '--file', file])
  const connectionString = (await readFile(net.at('city', 'database-url'), 'utf8')).trim()
  return async () => {
    const client = new pg.Client({ connectionString })
    await client.connect()
    const { rows } = await client.query('select from people where person_ref = $1 and link_code is not null', [
      `A${number}`,
    ])
    await client.end()
    return rows.length === 1
  }
}

async function isThere(hasCode: () => Promise<boolean>): Promise<void> {
  await waitUntil(hasCode, { what: 'the link code', everyMs: 100, withinMs: 60_000 })
}

test('keys for signing and for TLS change through the directory while messages go on', {
  timeout: 240_000,
}, async () => {
  await using server = await openTestServer()
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-rotate-'))
  try {
    await using net = await openNetwork(folder, server.adminUrl)
    await net.sign()
    await net.signFacts()
    await net.hand(names)
    for (const name of names) await net.start(name)
    await isThere(await addPerson(net, 1))

    // The city's next signing key: named first, used later. The registry is slow to get the directory.
    const city = ['--dir', net.at('city'), '--purpose', 'signing']
    await madoguchi(['keys', 'add', ...city])
    await net.sign()
    await net.hand(['core', 'city'])
    await net.waitFor(['core', 'city'], 'madoguchi_directory_version 2')
    await madoguchi(['keys', 'switch', ...city])
    await net.stop('city')
    await net.start('city')
    const second = await addPerson(net, 2)
    await sleep(1500)
    assert.equal(await second(), false, 'the registry does not know the key yet: it neither takes nor refuses')
    assert.match(await net.look('city', '/metrics'), /^madoguchi_dead_letters 0$/m)
    await net.hand(['registry'])
    await isThere(second)

    // The old key leaves, and the core's TLS key changes.
    await madoguchi(['keys', 'retire', ...city])
    const core = ['--dir', net.at('core'), '--purpose', 'tls']
    await madoguchi(['keys', 'add', ...core])
    await net.sign()
    await net.hand(names)
    await net.waitFor(names, 'madoguchi_directory_version 3')
    await madoguchi(['keys', 'switch', ...core])
    await net.stop('core')
    await net.start('core')
    await madoguchi(['keys', 'retire', ...core])
    await net.sign()

    // A file that is no directory changes nothing, and an operator can see it.
    await net.hand(['core'], 'not a directory')
    await net.waitFor(['core'], 'madoguchi_directory_refused 1')
    assert.match(await net.look('core', '/health/ready'), /"directoryFile":"failed"/)
    assert.match(await net.look('core', '/health/live'), /live/)
    await isThere(await addPerson(net, 3))
    await net.hand(names)
    await net.waitFor(names, 'madoguchi_directory_version 4')
    await net.waitFor(['core'], 'madoguchi_directory_refused 0')
    await isThere(await addPerson(net, 4))
    assert.match(
      await net.look('registry', '/metrics'),
      /^madoguchi_messages_received_total\{result="accepted"\} \d+$/m,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
