import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findFreePorts } from '@madoguchi/delivery/testing'
import { run } from 'madoguchi'
import type { Role } from './cast.ts'
import { cast, idOf, roles } from './cast.ts'

const residents = 1000

export const surroundings = {
  out: () => undefined,
  err: (text: string) => void process.stderr.write(text),
  signal: new AbortController().signal,
  readStdin: async () => '',
  isTerminal: false,
  environment: {},
}

export type Place = {
  readonly folder: string
  readonly origin: string
  at(...path: string[]): string
  configOf(role: Role): string
  internalOf(role: Role): number
}

/**
 * Keys, a signed directory, a database each and a configuration each, made by the commands of
 * docs/how-to/run-on-one-host.md and in its order.
 */
export async function setUp({ folder, adminUrl }: { folder: string; adminUrl: string }): Promise<Place> {
  const at = (...path: string[]) => join(folder, ...path)
  const ports = await findFreePorts(2 * roles.length + 2)
  const [webPort, crlPort] = ports.slice(2 * roles.length)
  const networkOf = (role: Role) => ports[roles.indexOf(role)] ?? 0
  const internalOf = (role: Role) => ports[roles.length + roles.indexOf(role)] ?? 0
  const origin = `http://localhost:${webPort}`
  const configOf = (role: Role) => at(role, 'program.env')

  await madoguchi('keys offline', '--dir', at('offline'))
  const pinned = (await readFile(at('offline', 'directory-key.txt'), 'utf8')).trim()
  for (const role of roles) {
    const url = ['--network-url', `https://127.0.0.1:${networkOf(role)}`]
    const web = role === 'portal' ? ['--origin', origin] : []
    await madoguchi('keys new', '--dir', at(role), '--party', ...cast[role].party, ...url, ...web)
    await madoguchi('database create', '--admin', adminUrl, '--name', role, '--dir', at(role))
  }
  const parties = roles.flatMap((role) => ['--party', at(role, 'party.json')])
  const signed = at('directory.signed')
  const key = at('offline', 'directory-key.pem')
  await madoguchi('directory sign', '--key', key, '--network', 'bench', '--out', signed, ...parties)
  const facts = at('facts.signed')
  await madoguchi('facts sign', '--key', key, '--network', 'bench', '--out', facts)
  for (const role of roles) {
    const files = ['SIGNING_KEY_FILE=signing-key.pem', 'TLS_KEY_FILE=tls-key.pem']
    files.push('TLS_CERTIFICATE_FILE=tls-certificate.pem', 'DATABASE_URL_FILE=database-url')
    files.push(...cast[role].files)
    const lines = files.map((line) => line.replace('=', `=${at(role)}/`))
    lines.push(`PARTY=${idOf(role)}`, `DIRECTORY_FILE=${signed}`, `DIRECTORY_KEY=${pinned}`)
    lines.push(`NETWORK_LISTEN=127.0.0.1:${networkOf(role)}`, `INTERNAL_LISTEN=127.0.0.1:${internalOf(role)}`)
    lines.push(...cast[role].settings)
    if (role !== 'registry') lines.push(`FACTS_FILE=${facts}`)
    if (role === 'registry') lines.push(`CRL_LISTEN=127.0.0.1:${crlPort}`)
    if (role === 'portal') {
      lines.push(`ORIGIN=${origin}`, `WEB_LISTEN=127.0.0.1:${webPort}`)
      lines.push(`TRUST_ANCHOR_FILE=${at('registry', 'trust-anchor.txt')}`)
      lines.push(`CRL_URL=http://127.0.0.1:${crlPort}/crl/authentication.crl`)
      await writeFile(at('portal', 'operator.json'), JSON.stringify(operator))
    }
    await writeFile(configOf(role), lines.map((line) => `MADOGUCHI_${line}\n`).join(''))
    const program = role === 'asker' || role === 'provider' ? 'agency' : role
    const owner = ['--owner-file', at(role, 'database-owner-url')]
    await madoguchi(`${program} migrate`, '--config', configOf(role), ...owner)
  }
  return { folder, origin, at, configOf, internalOf }
}

const operator = {
  name: 'みほん窓口ポータル運営機構',
  section: '利用者相談室',
  address: 'みほん県みほん市中央一丁目1番1号',
  phone: '000-0000-0000',
  hours: '平日 8:30〜17:15',
  legalBasis: '番号法附則第6条',
}

/** Made-up residents at the registry and both agencies; the agencies ask for link codes as they come in. */
export async function importDrawn({ at, configOf }: Place): Promise<void> {
  const population = at('population')
  await madoguchi('demo population', '--out', population, '--residents', String(residents))
  for (const [command, role, file] of [
    ['registry import', 'registry', 'registry'],
    ['agency import', 'provider', idOf('provider')],
    ['agency import', 'asker', idOf('asker')],
  ] as const)
    await madoguchi(command, '--config', configOf(role), '--file', join(population, `${file}.json`))
}

export async function waitUntilReady({ configOf }: Place, role: Role): Promise<void> {
  await madoguchi('health', '--config', configOf(role), '--wait', '60')
}

/** A command of the operator's, without a Node of its own. */
async function madoguchi(command: string, ...words: readonly string[]): Promise<void> {
  const status = await run([...command.split(' '), ...words], surroundings)
  if (status !== 0) throw new Error(`madoguchi ${command} ended with ${status}`)
}
