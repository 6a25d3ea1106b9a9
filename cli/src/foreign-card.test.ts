import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { logIn } from '@madoguchi/card'
import { base64, base64url, silentLog } from '@madoguchi/kit'
import type { Nation } from '@madoguchi/nation'
import {
  makeCardReader,
  makeNationDesk,
  readDemoCards,
  readDerOrPem,
  readTrustAnchors,
  serveDesk,
  startNation,
  withRegistryDesk,
} from '@madoguchi/nation'
import { parseApiAnswer } from '@madoguchi/portal'
import { contactAtr } from '@madoguchi/virtual-card'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const origin = 'http://localhost:8480'
const policy = '1.2.392.200149.8.5.1.3.30'
const config = `
[req]
distinguished_name = name
[name]
[ca]
default_ca = list
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[no_lists]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[card]
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
certificatePolicies = ${policy}
authorityKeyIdentifier = keyid
[other_policy]
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
certificatePolicies = 1.2.3.4
[list]
database = index.txt
default_md = sha256
default_crl_days = 7
crl_extensions = crl
[crl]
authorityKeyIdentifier = keyid
`

/** What an integrator makes with the openssl command, and nothing of ours. */
async function openLaboratory() {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-lab-'))
  await writeFile(join(folder, 'lab.cnf'), config)
  await writeFile(join(folder, 'index.txt'), '')
  const openssl = (...args: string[]) => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    assert.equal(status, 0, stderr)
  }
  let serial = 0
  const path = (file: string) => join(folder, file)
  return {
    path,
    openssl,
    makeCa(name: string, subject = `/C=JP/O=Example Laboratory/CN=${name}`, ...more: string[]) {
      const keys = ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.pem`]
      const how = ['-days', '3650', '-subj', subject, ...keys, ...more]
      openssl('req', '-x509', '-config', 'lab.cnf', ...(more.length > 0 ? [] : ['-extensions', 'root']), ...how)
      return path(`${name}.pem`)
    },
    makeCardCertificate(name: string, ca: string, extensions = 'card') {
      const keys = ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`]
      openssl('req', '-config', 'lab.cnf', '-subj', `/C=JP/CN=${name}`, ...keys)
      const by = ['-CA', `${ca}.pem`, '-CAkey', `${ca}.key`, '-set_serial', String(++serial)]
      const how = ['-days', '365', '-extfile', 'lab.cnf', '-extensions', extensions, '-out', `${name}.pem`]
      openssl('x509', '-req', '-in', `${name}.csr`, ...by, ...how)
    },
    writeCrl: (ca: string) =>
      openssl(
        ...['ca', '-config', 'lab.cnf', '-keyfile', `${ca}.key`, '-cert', `${ca}.pem`],
        ...['-gencrl', '-out', `${ca}.crl`],
      ),
    read: (name: string) => readDerOrPem(path(`${name}.pem`), 'CERTIFICATE'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

type Laboratory = Awaited<ReturnType<typeof openLaboratory>>

async function putIntoCard(nation: Nation, lab: Laboratory, name: string, ca: string): Promise<void> {
  const card = {
    name,
    atr: contactAtr,
    quirks: { refusesExtendedLength: true, failsFirstCommand: true },
    authentication: {
      privateKeyPem: await readFile(lab.path(`${name}.key`), 'utf8'),
      certificate: base64.encode(await lab.read(name)),
      caCertificate: base64.encode(await lab.read(ca)),
      pin: '4321',
      triesLeft: 3,
    },
    signing: null,
    attributes: { name: '見本 花子', address: 'みほん市', birthDate: '19850402', sex: '2', pin: '4321', triesLeft: 3 },
  }
  await writeFile(join(nation.folder.cards, `${name}.json`), JSON.stringify(card))
}

describe('a test card made elsewhere', { skip: hasOpenssl ? false : 'needs openssl' }, () => {
  let lab: Laboratory
  let nation: Nation
  let dataFolder: string

  before(async () => {
    lab = await openLaboratory()
    for (const ca of ['plain', 'listed', 'stranger']) lab.makeCa(ca)
    lab.makeCardCertificate('mine', 'plain')
    lab.makeCardCertificate('unenrolled', 'plain')
    lab.makeCardCertificate('document', 'plain', 'other_policy')
    lab.makeCardCertificate('foreign', 'stranger')
    lab.makeCardCertificate('lost', 'listed')
    lab.writeCrl('listed')
    dataFolder = await mkdtemp(join(tmpdir(), 'madoguchi-foreign-'))
    nation = await start()
    for (const card of ['mine', 'unenrolled', 'document']) await putIntoCard(nation, lab, card, 'plain')
    await putIntoCard(nation, lab, 'foreign', 'stranger')
    await putIntoCard(nation, lab, 'lost', 'listed')
  })
  after(async () => {
    await nation[Symbol.asyncDispose]()
    await lab[Symbol.asyncDispose]()
    await rm(dataFolder, { recursive: true, force: true })
  })

  async function start(mode: 'sandbox' | 'production' = 'sandbox'): Promise<Nation> {
    const foreignAuthorities = await readTrustAnchors({
      anchorFiles: [lab.path('plain.pem'), lab.path('listed.pem')],
      crlFiles: [lab.path('listed.crl')],
    })
    const options = { dataFolder, origin, mode, foreignAuthorities, residents: 40, log: silentLog }
    return startNation({ ...options, durability: 'none' })
  }

  async function call(method: string, path: string, body?: unknown, token?: string) {
    const response = await nation.portal.fetch(
      new Request(new URL(`/api/v1${path}`, origin), {
        method,
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    const text = await response.text()
    return { status: response.status, body: JSON.parse(text === '' ? '{}' : text) as Record<string, unknown> }
  }

  async function show(card: string, pin = '4321') {
    const { body } = await call('POST', '/login/challenges', {})
    const signed = await makeCardReader(nation.folder)(card, (transmit) =>
      logIn(transmit, {
        pin,
        origin,
        challenge: base64url.decode(String(body.challenge)),
        vaultSalt: base64url.decode(String(body.vaultSalt)),
      }),
    )
    assert(signed.ok)
    const { certificate, signature, wrappingKey } = signed.value
    return call('POST', '/sessions', {
      login: body.login,
      certificate: base64url.encode(certificate),
      signature: base64url.encode(signature),
      wrappingKey: base64url.encode(wrappingKey ?? assert.fail()),
    })
  }

  const desk = () => makeNationDesk(nation.folder, nation.registry.desk)
  const codeOf = (card: string) => nation.residents.find(({ cardName }) => cardName === card)?.residentCode ?? ''

  it('logs its holder in once it is enrolled: the mandate is granted, an agency answers, and the history has it', async () => {
    const residentCode = codeOf('hanako')
    const enrolled = { ok: true, value: { residentCode, isTrusted: true } }
    assert.deepEqual(await desk().enrol(await lab.read('mine'), 'hanako'), enrolled)
    assert.deepEqual(await desk().enrol(await lab.read('mine'), residentCode), enrolled, 'twice is once')
    const session = await show('mine')
    assert.equal(session.status, 201, JSON.stringify(session.body))
    const token = String(session.body.token)
    await call('POST', '/registration', { consent: true }, token)
    const asked = await call('POST', '/requests', { types: ['local-tax'] }, token)
    await nation.settle()
    const { request } = parseApiAnswer('RequestMade', asked.body)
    const { items } = parseApiAnswer('Request', (await call('GET', `/requests/${request}`, undefined, token)).body)
    assert.deepEqual(
      items.map(({ state }) => state),
      ['answered'],
    )
    const history = parseApiAnswer('History', (await call('GET', '/history', undefined, token)).body)
    assert.ok(history.records.some(({ affair }) => affair === 'self-information'))
    assert.ok(history.records.length > 1, 'what agencies exchanged about Hanako before is hers on this card too')
    assert.ok(history.check.isUnbroken)
    const cards = await readDemoCards(nation.folder)
    const own = cards.find(({ name }) => name === 'hanako')
    const again = await show('hanako', own?.pin)
    assert.deepEqual([again.status, again.body.needsRegistration], [201, false], 'it is the same account')
  })

  it('of a CA without a revocation list is taken, which the log-in page says before anybody logs in', async () => {
    const page = await (await nation.portal.fetch(new Request(`${origin}/login`))).text()
    assert.match(page, /失効情報のない1つの認証局のカードでもログインできます/)
  })

  it('is refused while nobody enrolled it, by a CA that nobody named, and with another policy', async () => {
    const codes: [string, string][] = [
      ['unenrolled', 'LOGIN_HOLDER_UNKNOWN'],
      ['foreign', 'CERT_ISSUER_UNKNOWN'],
      ['document', 'CERT_POLICY'],
    ]
    for (const [card, code] of codes) assert.equal((await show(card)).body.code, code, card)
  })

  it('is refused from the day its CA lists it, or the registry revokes it', async () => {
    assert.ok((await desk().enrol(await lab.read('lost'), 'taro')).ok)
    assert.equal((await show('lost')).status, 201)
    lab.openssl('ca', '-config', 'lab.cnf', '-keyfile', 'listed.key', '-cert', 'listed.pem', '-revoke', 'lost.pem')
    lab.writeCrl('listed')
    // The portal still holds the list it read; the registry reads the file itself.
    assert.equal((await show('lost')).body.code, 'CERT_REVOKED')
    await rm(lab.path('listed.crl'))
    assert.equal((await show('lost')).status, 403, 'a list that is gone lets nobody in')
    lab.writeCrl('listed')
    lab.makeCardCertificate('given', 'plain')
    await putIntoCard(nation, lab, 'given', 'plain')
    assert.ok((await desk().enrol(await lab.read('given'), 'taro')).ok)
    assert.equal((await show('given')).status, 201)
    assert.ok((await desk().revoke(await lab.read('given'), 'keyCompromise')).ok)
    assert.equal((await show('given')).body.code, 'CERT_REVOKED')
    const back = await desk().enrol(await lab.read('given'), 'taro')
    assert.equal(back.ok ? '' : back.code, 'CERT_REVOKED')
  })

  it('cannot be enrolled for a second person, for nobody, or when it is no card for logging in', async () => {
    const cases: [string, string, string][] = [
      ['mine', 'taro', 'CERT_TAKEN'],
      ['unenrolled', '99999999999', 'RESIDENT_UNKNOWN'],
      ['unenrolled', 'nobody', 'RESIDENT_UNKNOWN'],
      ['document', 'taro', 'CERT_POLICY'],
      ['plain', 'taro', 'CERT_POLICY'],
    ]
    for (const [certificate, resident, code] of cases) {
      const refused = await desk().enrol(await lab.read(certificate), resident)
      assert.equal(refused.ok ? '' : refused.code, code, certificate)
    }
    const early = await desk().enrol(await lab.read('foreign'), 'taro')
    assert.deepEqual(early, { ok: true, value: { residentCode: codeOf('taro'), isTrusted: false } })
    lab.makeCa('real', '/C=JP/O=JPKI/OU=JPKI for user authentication')
    lab.makeCardCertificate('citizen', 'real')
    const real = await desk().enrol(await lab.read('citizen'), 'taro')
    assert.equal(real.ok ? '' : real.code, 'CERT_OF_JPKI')
  })

  it('is enrolled through the demo that runs, and through its registry alone when none runs', async () => {
    const certificate = await lab.read('unenrolled')
    {
      await using _served = await serveDesk({ folder: nation.folder, desk: desk(), log: silentLog })
      const { mode } = await stat(join(nation.folder.secrets, 'registry-desk.sock'))
      assert.equal(mode & 0o777, 0o600)
      await withRegistryDesk(dataFolder, async (running) => {
        assert.equal((await running.residents()).length, nation.residents.length)
        const revoked = await running.revoke(certificate, 'keyCompromise')
        assert.equal(revoked.ok ? '' : revoked.code, 'CERTIFICATE_UNKNOWN')
        const unreasonable = await running.revoke(certificate, 'because')
        assert.equal(unreasonable.ok ? '' : unreasonable.code, 'CRL_REASON')
      })
    }
    await assert.rejects(
      withRegistryDesk(dataFolder, async () => {}),
      { code: 'DB_FOLDER_IN_USE' },
      'the folder belongs to whoever runs',
    )
    await nation[Symbol.asyncDispose]()
    const alone = await withRegistryDesk(dataFolder, (one) => one.enrol(certificate, 'hanako'))
    assert.deepEqual(alone, { ok: true, value: { residentCode: codeOf('hanako'), isTrusted: false } })
    await assert.rejects(start('production'), { code: 'PORTAL_CONFIG' })
    nation = await start()
    assert.equal((await show('unenrolled')).status, 201)
  })

  it('has a card file that can be read, or a sentence names the file', async () => {
    const wrong: [string, string, RegExp][] = [
      ['half', '{', /half\.json.*no JSON/],
      ['empty', '{}', /empty\.json.*wrong at/],
      ['other', await readFile(join(nation.folder.cards, 'mine.json'), 'utf8'), /other\.json.*"mine"/],
      ['Upper', '{}', /Upper\.json.*a-z/],
    ]
    for (const [name, text, sentence] of wrong) {
      const path = join(nation.folder.cards, `${name}.json`)
      await writeFile(path, text)
      await assert.rejects(readDemoCards(nation.folder), { code: 'CARD_FILE_WRONG', message: sentence })
      await rm(path)
    }
  })

  it('has no demo to go to in an empty folder', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'madoguchi-empty-'))
    await assert.rejects(
      withRegistryDesk(empty, async () => {}),
      { code: 'DEMO_EMPTY' },
    )
    await rm(empty, { recursive: true })
  })
})

describe('a file given as a trust anchor', { skip: hasOpenssl ? false : 'needs openssl' }, () => {
  it('is a CA that signed itself, or a sentence says what is wrong', async () => {
    await using lab = await openLaboratory()
    lab.makeCa('good')
    lab.openssl('x509', '-in', 'good.pem', '-outform', 'DER', '-out', 'good.der')
    for (const file of ['good.pem', 'good.der'])
      assert.equal((await readTrustAnchors({ anchorFiles: [lab.path(file)] })).length, 1)
    lab.makeCa('real', '/C=JP/O=JPKI/OU=JPKI for user authentication')
    lab.makeCardCertificate('leaf', 'good')
    await writeFile(lab.path('words.pem'), 'not a certificate')
    await writeFile(lab.path('two.pem'), (await readFile(lab.path('good.pem'), 'utf8')).repeat(2))
    const wrong: [string, RegExp][] = [
      ['real.pem', /公的個人認証法17条/],
      ['leaf.pem', /not signed by its own key/],
      ['words.pem', /no X.509 certificate/],
      ['two.pem', /holds 2 blocks/],
      ['none.pem', /there is no such file/],
    ]
    for (const [file, sentence] of wrong)
      await assert.rejects(
        readTrustAnchors({ anchorFiles: [lab.path(file)] }),
        (error: Error & { code?: string }) => error.code === 'TRUST_ANCHOR_UNUSABLE' && sentence.test(error.message),
        file,
      )
  })

  it('is looked at before the demo empties or makes anything', async () => {
    await using lab = await openLaboratory()
    lab.makeCa('real', '/C=JP/O=JPKI/OU=JPKI for user authentication')
    await writeFile(lab.path('seeded.json'), '{}')
    const program = fileURLToPath(new URL('../bin/madoguchi.js', import.meta.url))
    const words = [
      'demo',
      'start',
      '--port',
      '0',
      '--reset',
      '--data',
      lab.path(''),
      '--trust-anchor',
      lab.path('real.pem'),
    ]
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' })
    assert.deepEqual([status, stdout], [1, ''])
    assert.match(stderr, /^信頼する[^\n]+_UNUSABLE\)\n[^\n]+real\.pem [^\n]+公的個人認証法17条[^\n]+\n$/)
    assert.equal(await readFile(lab.path('seeded.json'), 'utf8'), '{}')
  })

  it('goes with a revocation list of its own only, which is in force', async () => {
    await using lab = await openLaboratory()
    for (const ca of ['good', 'other']) {
      lab.makeCa(ca)
      lab.writeCrl(ca)
    }
    const anchorFiles = [lab.path('good.pem')]
    const [read] = await readTrustAnchors({ anchorFiles, crlFiles: [lab.path('good.crl')] })
    assert.ok(read?.loadCrl)
    const later = { now: () => new Date(Date.now() + 8 * 24 * 3600 * 1000) }
    const cases = [
      { crlFiles: [lab.path('other.crl')] },
      { crlFiles: [lab.path('good.pem')] },
      { crlFiles: [lab.path('good.crl')], clock: later },
    ]
    for (const one of cases) await assert.rejects(readTrustAnchors({ anchorFiles, ...one }), { code: 'CRL_UNUSABLE' })
  })

  it('goes with a serial number of zero, and not with a list that its certificate does not let it sign', async () => {
    await using lab = await openLaboratory()
    lab.makeCa('zero', undefined, ...['-set_serial', '0', '-extensions', 'no_lists'])
    lab.writeCrl('zero')
    const anchorFiles = [lab.path('zero.pem')]
    assert.equal((await readTrustAnchors({ anchorFiles })).length, 1)
    await assert.rejects(readTrustAnchors({ anchorFiles, crlFiles: [lab.path('zero.crl')] }), {
      code: 'CRL_UNUSABLE',
      message: /zero\.crl cannot be used as a revocation list: its CA's keyUsage does not name cRLSign\.$/,
    })
  })
})
