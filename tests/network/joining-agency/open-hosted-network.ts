import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findFreePorts } from '@madoguchi/delivery/testing'
import { openNationFolder, operators } from '@madoguchi/nation'
import type { Place } from '../citizen.ts'
import { origin } from '../open-nation.ts'
import { madoguchi } from './madoguchi.ts'

const names = ['core', 'registry', 'city', 'portal'] as const
type Name = (typeof names)[number]

/** What `keys new` is told of each, and which files of its own it is configured with. */
const parties: Readonly<Record<Name, { words: string; files: readonly string[] }>> = {
  core: {
    words: `${operators.core.id} --kind core`,
    files: ['LINK_CODE_KEY_FILE=link-code-key', 'LEDGER_HEAD_FILE=ledger-head'],
  },
  registry: {
    words: `${operators.registry.id} --kind registry`,
    files: ['SUBJECT_KEY_FILE=subject-key', 'AUTHORITIES_FILE=authorities.json'],
  },
  city: {
    words: 'mihon-shi --kind agency --is municipality --is welfare-office --provides local-tax',
    files: ['READER_SECRET_FILE=reader-secret'],
  },
  portal: {
    words: `${operators.portal.id} --kind portal --is portal --origin ${origin}`,
    files: ['OPERATOR_FILE=operator.json'],
  },
}

export type HostedNetwork = AsyncDisposable & {
  /** A path in the network's folder. */
  at(...path: string[]): string
  /** Where a citizen finds cards and the portal. */
  readonly place: Place
  /** Words of a command that signs the running directory. */
  readonly signing: readonly string[]
  /** What any party's configuration says of the network. */
  readonly common: readonly string[]
  /** Waits until every program holds this version of the directory; nobody starts again for it. */
  waitForDirectory(version: number): Promise<void>
  /** The same of the facts, for one of them. */
  waitForFacts(name: Exclude<Name, 'registry'>, version: number): Promise<void>
}

/** Core, registry, one city and a portal, each hosted as a service hosts it, joined by TLS with keys from one signed file that all of them watch. */
export async function openHostedNetwork(
  folder: string,
  adminUrl: string,
  /** `cityFacts`: a file beside `facts.signed` that the city reads in its place, and that holds the same at first. */
  { cityFacts = 'facts.signed' }: { cityFacts?: string } = {},
): Promise<HostedNetwork> {
  const at = (...path: string[]) => join(folder, ...path)
  const ports = await findFreePorts(2 * names.length + 2)
  const portOf = (name: Name) => ports[names.indexOf(name)] ?? 0
  const internalOf = (name: Name) => ports[names.length + names.indexOf(name)] ?? 0
  const [crlPort, webPort] = ports.slice(2 * names.length)
  const crl = `http://127.0.0.1:${crlPort}/crl/authentication.crl`
  const pinned = (await madoguchi(['keys', 'offline', '--dir', at('offline')])).trim()
  const common = [`DIRECTORY_FILE=${at('directory.signed')}`, `DIRECTORY_KEY=${pinned}`, 'LOG_LEVEL=error']
  const facts = `FACTS_FILE=${at('facts.signed')}`
  const offline = at('offline', 'directory-key.pem')
  for (const file of new Set(['facts.signed', cityFacts]))
    await madoguchi(['facts', 'sign', '--key', offline, '--network', 'test', '--out', at(file)])
  const ownLines: Readonly<Record<Name, () => readonly string[]>> = {
    core: () => [facts],
    registry: () => [`CRL_LISTEN=127.0.0.1:${crlPort}`],
    city: () => [`FACTS_FILE=${at(cityFacts)}`, 'CONNECTOR=municipality'],
    portal: () => [
      facts,
      ...[`ORIGIN=${origin}`, `WEB_LISTEN=127.0.0.1:${webPort}`, `CRL_URL=${crl}`],
      `TRUST_ANCHOR_FILE=${at('registry', 'trust-anchor.txt')}`,
    ],
  }
  for (const name of names) {
    const url = `https://127.0.0.1:${portOf(name)}`
    const { words, files } = parties[name]
    await madoguchi(['keys', 'new', '--dir', at(name), '--network-url', url, '--party', ...words.split(' ')])
    await madoguchi(['database', 'create', '--admin', adminUrl, '--name', name, '--dir', at(name)])
    const lines = [
      ...[`PARTY=${words.split(' ')[0]}`, ...common, ...ownLines[name]()],
      ...[`NETWORK_LISTEN=127.0.0.1:${portOf(name)}`, `INTERNAL_LISTEN=127.0.0.1:${internalOf(name)}`],
      ...['SIGNING_KEY_FILE=signing-key.pem', 'TLS_KEY_FILE=tls-key.pem', 'TLS_CERTIFICATE_FILE=tls-certificate.pem']
        .concat('DATABASE_URL_FILE=database-url', files)
        .map((line) => line.replace('=', `=${at(name)}/`)),
    ]
    await writeFile(at(name, 'program.env'), lines.map((line) => `MADOGUCHI_${line}\n`).join(''))
    const owner = at(name, 'database-owner-url')
    const program = name === 'city' ? 'agency' : name
    await madoguchi([program, 'migrate', '--config', at(name, 'program.env'), '--owner-file', owner])
  }
  await writeFile(at('portal', 'operator.json'), JSON.stringify(operator))
  await writeFile(at('city', 'about.json'), JSON.stringify(city))
  await madoguchi(['directory', 'describe', '--party', at('city', 'party.json'), '--about', at('city', 'about.json')])
  const key = ['--key', at('offline', 'directory-key.pem')]
  const files = names.flatMap((name) => ['--party', at(name, 'party.json')])
  await madoguchi(['directory', 'sign', ...key, '--network', 'test', '--out', at('directory.signed'), ...files])

  await using stack = new AsyncDisposableStack()
  for (const name of names) {
    const stop = new AbortController()
    const program = name === 'city' ? 'agency' : name
    const ended = madoguchi([program, '--config', at(name, 'program.env')], stop.signal)
    stack.defer(async () => {
      stop.abort()
      await ended
    })
    await madoguchi(['health', '--config', at(name, 'program.env'), '--wait', '60'])
  }
  async function waitForMetric(name: Name, line: string): Promise<void> {
    for (let tries = 0; ; tries++) {
      const metrics = await (await fetch(`http://127.0.0.1:${internalOf(name)}/metrics`)).text()
      if (metrics.split('\n').includes(line)) return
      assert.ok(tries < 300, `${name} does not come to ${line}`)
      await sleep(100)
    }
  }
  const owned = stack.move()
  return {
    at,
    common: [...common, facts],
    signing: [...key, '--file', at('directory.signed')],
    place: {
      folder: await openNationFolder(at('citizen')),
      settle: () => sleep(100),
      portal: {
        fetch: (request) => {
          const url = new URL(request.url)
          url.host = `127.0.0.1:${webPort}`
          return fetch(new Request(url, request))
        },
      },
    },
    async waitForDirectory(version) {
      for (const name of names) await waitForMetric(name, `madoguchi_directory_version ${version}`)
    },
    waitForFacts: (name, version) => waitForMetric(name, `madoguchi_facts_version ${version}`),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

const operator = {
  name: 'みほん窓口ポータル運営機構',
  section: '利用者相談室',
  address: 'みほん県みほん市中央一丁目1番1号',
  phone: '000-0000-0000',
  hours: '平日 8:30〜17:15',
  legalBasis: '番号法附則第6条',
}

const city = { name: 'みほん市', kana: 'ミホンシ', headTitle: '市長' }
