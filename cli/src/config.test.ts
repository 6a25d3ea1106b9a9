import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { AppError, systemClock, systemRandom } from '@madoguchi/kit'
import { parseListen } from '@madoguchi/party'
import { createAuthorities } from '@madoguchi/registry'
import { makeOfflineKey, makePartyFolder } from './party-folder.ts'
import { programs } from './programs.ts'

describe('the configuration of a program', () => {
  let folder: string
  let good: Record<string, string>

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'madoguchi-config-'))
    const party = {
      id: 'mihon-core',
      kind: 'core',
      kinds: [],
      networkUrl: 'https://127.0.0.1:1',
      provides: [],
    } as const
    await makePartyFolder(folder, { ...party, kinds: [], provides: [] })
    const pinned = await makeOfflineKey(folder)
    for (const name of ['database-url', 'database-owner-url'])
      await writeFile(join(folder, name), 'postgresql://a:b@localhost/c\n', { mode: 0o600 })
    good = {
      MADOGUCHI_PARTY: 'mihon-core',
      MADOGUCHI_DIRECTORY_FILE: join(folder, 'directory.signed'),
      MADOGUCHI_FACTS_FILE: join(folder, 'facts.signed'),
      MADOGUCHI_DIRECTORY_KEY: pinned,
      MADOGUCHI_SIGNING_KEY_FILE: join(folder, 'signing-key.pem'),
      MADOGUCHI_TLS_KEY_FILE: join(folder, 'tls-key.pem'),
      MADOGUCHI_TLS_CERTIFICATE_FILE: join(folder, 'tls-certificate.pem'),
      MADOGUCHI_DATABASE_URL_FILE: join(folder, 'database-url'),
      MADOGUCHI_NETWORK_LISTEN: '0.0.0.0:9441',
      MADOGUCHI_INTERNAL_LISTEN: '[::1]:9541',
      MADOGUCHI_LINK_CODE_KEY_FILE: join(folder, 'link-code-key'),
      MADOGUCHI_LEDGER_HEAD_FILE: join(folder, 'ledger-head'),
    }
  })
  after(() => rm(folder, { recursive: true }))

  function problemsOf(
    source: Record<string, string | undefined>,
    configure: (source: Record<string, string | undefined>) => unknown = programs.core.configure,
  ): string[] {
    try {
      configure(source)
    } catch (error) {
      assert.ok(error instanceof AppError && error.code === 'CONFIG_INVALID')
      return error.message.split('\n- ').slice(1)
    }
    return []
  }

  it('of a desk is both settings or none, and at a name that browsers make passkeys for', () => {
    const { MADOGUCHI_LINK_CODE_KEY_FILE: secret, MADOGUCHI_LEDGER_HEAD_FILE: _, ...party } = good
    const agency = { ...party, MADOGUCHI_READER_SECRET_FILE: secret, MADOGUCHI_CONNECTOR: 'replicas' }
    const problemsWith = (given: Record<string, string>) =>
      problemsOf({ ...agency, ...given }, programs.agency.configure).map((problem) => problem.split(' ')[0])
    const listen = { MADOGUCHI_DESK_LISTEN: '127.0.0.1:9484' }
    const at = (origin: string) => problemsWith({ ...listen, MADOGUCHI_DESK_ORIGIN: origin })
    assert.deepEqual(problemsWith({}), [])
    assert.deepEqual(problemsWith(listen), ['MADOGUCHI_DESK_LISTEN'])
    for (const origin of ['https://desk.city.example', 'http://localhost:9484'])
      assert.deepEqual(at(origin), [], origin)
    for (const origin of ['http://desk.city.example', 'https://192.0.2.7', 'http://127.0.0.1:9484', 'https://[::1]'])
      assert.deepEqual(at(origin), ['MADOGUCHI_DESK_ORIGIN'], origin)
  })

  it('is refused with the URL of the owner in it: a program that serves has no owner’s password', () => {
    const given = { ...good, MADOGUCHI_DATABASE_OWNER_URL_FILE: join(folder, 'database-owner-url') }
    assert.deepEqual(problemsOf(given), ['MADOGUCHI_DATABASE_OWNER_URL_FILE is not a name this program knows.'])
  })

  it('is taken whole, with defaults', () => {
    const { config } = programs.core.configure(good)
    assert.deepEqual(config.networkListen, { host: '0.0.0.0', port: 9441 })
    assert.deepEqual(config.internalListen, { host: '::1', port: 9541 })
    assert.deepEqual([config.logLevel, config.stopMs, config.outboxWaitingMax], ['info', 15_000, 10_000])
  })

  it('is refused with every problem at once: missing, misspelt, wrong words, wrong files', () => {
    const problems = problemsOf({
      ...good,
      MADOGUCHI_PARTY: undefined,
      MADOGUCHI_LOG_LEVEL: 'loud',
      MADOGUCHI_NETWORK_LISTEN: '9441',
      MADOGUCHI_SIGNING_KEY_FILE: join(folder, 'nowhere'),
      MADOGUCHI_TLS_KEY_FILE: join(folder, 'link-code-key'),
      MADOGUCHI_DATABASE_URL_FILE: join(folder, 'tls-key.pem'),
      MADOGUCHI_DIRECTORY_KEY: 'short',
      MADOGUCHI_STOP_SECONDS: '0',
      MADOGUCHI_PROT: '1',
    })
    assert.deepEqual(problems, [
      'MADOGUCHI_PROT is not a name this program knows.',
      'MADOGUCHI_PARTY is missing.',
      'MADOGUCHI_DIRECTORY_KEY must be 43 characters of base64url.',
      'MADOGUCHI_NETWORK_LISTEN must be HOST:PORT, such as 127.0.0.1:9443 or [::1]:9443.',
      'MADOGUCHI_LOG_LEVEL must be one of debug, info, warn, error, silent.',
      'MADOGUCHI_STOP_SECONDS must be a whole number from 1 to 300.',
      'MADOGUCHI_SIGNING_KEY_FILE names a file that is not there.',
      'MADOGUCHI_TLS_KEY_FILE names a file that does not hold a private key (PEM).',
      'MADOGUCHI_DATABASE_URL_FILE names a file that does not hold a URL of PostgreSQL.',
    ])
    assert.equal(problemsOf({}).length, 12, 'an empty one lacks everything that has no default')
  })

  it('of a portal lists what its own settings lack: the operator’s page whole or not at all, lists in production', async () => {
    const operator = { name: 'a', section: 'a', address: 'a', phone: 'a', hours: 'a', legalBasis: 'a' }
    const ca = await createAuthorities({ clock: systemClock, random: systemRandom })
    await writeFile(join(folder, 'trust-anchor.txt'), ca.authentication.certificate)
    await writeFile(join(folder, 'foreign.der'), Buffer.from(ca.signing.certificate, 'base64'))
    await writeFile(join(folder, 'operator.json'), JSON.stringify(operator))
    await writeFile(join(folder, 'operator-token'), 'short\n', { mode: 0o600 })
    const { MADOGUCHI_LINK_CODE_KEY_FILE: _key, MADOGUCHI_LEDGER_HEAD_FILE: _head, ...common } = good
    const source = {
      ...common,
      MADOGUCHI_ORIGIN: 'https://portal.example',
      MADOGUCHI_WEB_LISTEN: '127.0.0.1:0',
      MADOGUCHI_TRUST_ANCHOR_FILE: join(folder, 'trust-anchor.txt'),
      MADOGUCHI_CRL_URL: 'http://registry.example/a.crl',
      MADOGUCHI_OPERATOR_FILE: join(folder, 'operator.json'),
    }
    const problemsOfPortal = (more: Record<string, string>) =>
      problemsOf({ ...source, ...more }, programs.portal.configure)
    assert.deepEqual(problemsOfPortal({}), [])
    assert.deepEqual(problemsOfPortal({ MADOGUCHI_WAITING_MAX: '1' }), [])
    assert.deepEqual(problemsOfPortal({ MADOGUCHI_WAITING_MAX: '0' }), [
      'MADOGUCHI_WAITING_MAX must be a whole number from 1 to 10000000.',
    ])
    const page = { MADOGUCHI_OPERATOR_PAGE_LISTEN: '127.0.0.1:0', MADOGUCHI_OPERATOR_PAGE_ORIGIN: 'http://127.0.0.1:1' }
    const token = { MADOGUCHI_OPERATOR_PAGE_TOKEN_FILE: join(folder, 'operator-token') }
    const foreign = { MADOGUCHI_FOREIGN_TRUST_ANCHORS: join(folder, 'foreign.der') }
    assert.deepEqual(problemsOfPortal({ ...token, ...foreign, MADOGUCHI_MODE: 'production' }), [
      'MADOGUCHI_OPERATOR_PAGE_TOKEN_FILE names a file that does not hold one line of 24 characters or more.',
      "MADOGUCHI_OPERATOR_PAGE_LISTEN and MADOGUCHI_OPERATOR_PAGE_ORIGIN must be given too: the operator's page has all three settings or none.",
      'MADOGUCHI_FOREIGN_TRUST_ANCHORS needs the URL of a revocation list for each CA in production.',
    ])
    assert.match(problemsOfPortal(page).join(), /^MADOGUCHI_OPERATOR_PAGE_TOKEN_FILE must be given too/)
    await writeFile(join(folder, 'operator-token'), `${'a'.repeat(24)}\n`)
    assert.deepEqual(problemsOfPortal({ ...page, ...token, ...foreign }), [])
    const same = { MADOGUCHI_OPERATOR_PAGE_ORIGIN: 'https://portal.example' }
    assert.match(problemsOfPortal({ ...page, ...token, ...same }).join(), /must be another than MADOGUCHI_ORIGIN/)
    await chmod(join(folder, 'operator-token'), 0o644)
    assert.match(problemsOfPortal({ ...page, ...token }).join(), /OPERATOR_PAGE_TOKEN_FILE names a file that others/)
    const known = programs.portal.configure({ ...source, ...foreign })
    assert.deepEqual(known.notes, ['TRUST_ANCHOR_WITHOUT_CRL'])
  })

  it('refuses a secret that others than its owner may read, unless the service manager handed it over', async () => {
    const file = join(folder, 'link-code-key')
    for (const mode of [0o640, 0o604, 0o644]) {
      await chmod(file, mode)
      assert.match(problemsOf(good).join(), /^MADOGUCHI_LINK_CODE_KEY_FILE names a file that others .* chmod 0600\.$/)
    }
    await chmod(file, 0o440)
    assert.deepEqual(problemsOf({ ...good, CREDENTIALS_DIRECTORY: folder }), [])
    assert.equal(problemsOf({ ...good, CREDENTIALS_DIRECTORY: join(folder, 'elsewhere') }).length, 1)
    await chmod(file, 0o444)
    assert.equal(problemsOf({ ...good, CREDENTIALS_DIRECTORY: folder }).length, 1)
    await chmod(file, 0o600)
  })

  it('listens on addresses and names, and on nothing that is neither', () => {
    assert.deepEqual(parseListen('localhost:0'), { host: 'localhost', port: 0 })
    for (const text of ['', ':80', '80', '127.0.0.1', '::1:80', '127.0.0.1:65536', '127.0.0.1:x', 'a b:1', '[::1]'])
      assert.throws(() => parseListen(text), RangeError, text)
  })

  it('never writes over the keys of a party', async () => {
    const party = { id: 'other', kind: 'core', networkUrl: 'https://127.0.0.1:1' } as const
    await assert.rejects(makePartyFolder(folder, { ...party, kinds: [], provides: [] }), { code: 'FILE_TAKEN' })
  })
})
