import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { logIn } from '@madoguchi/card'
import { base64url } from '@madoguchi/kit'
import { makeCardReader, openCard, openDataFolder } from '@madoguchi/nation'
import { findReasonToSkip, withTestReader } from '@madoguchi/virtual-card/test-reader'

const program = fileURLToPath(new URL('../bin/madoguchi.js', import.meta.url))
const page = new URL('../../docs/how-to/bring-your-own-test-card.md', import.meta.url)
const skip = spawnSync('openssl', ['version']).status === 0 ? false : 'needs openssl'

type Running = { child: ChildProcess; output(): string; ended: Promise<unknown> }

function startShell(script: string, cwd: string, url = ''): Running {
  // The page says npx and npm; here both are this checkout's own program, and the portal has any port.
  const words = `npx() { shift; case "$1" in history) set -- "$@" --portal ${url};; esac; "${process.execPath}" "${program}" "$@"; }
npm() { shift 2; exec "${process.execPath}" "${program}" demo start --port ${url === '' ? 0 : new URL(url).port} "$@"; }
set -eu
${script}`
  const child = spawn('bash', ['-c', words], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      text += part
    })
  return { child, output: () => text, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

async function runShell(script: string, cwd: string, url?: string): Promise<string> {
  const running = startShell(script, cwd, url)
  assert.equal(await running.ended, 0, `${script}\n${running.output()}`)
  return running.output()
}

/** On the port of `url` where one is given: with another origin, a card opens another vault. */
async function startDemo(script: string, cwd: string, before?: string): Promise<Running & { url: string }> {
  const running = startShell(script, cwd, before)
  for (let tries = 0; tries < 1200 && running.child.exitCode === null; tries++) {
    const url = /^ready (http:\S+)$/m.exec(running.output())?.[1]
    if (url !== undefined) return { ...running, url }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail(running.output())
}

/** What a citizen does once on the page: log in and register. */
async function register(url: string, folder: string): Promise<void> {
  const post = async (path: string, body: unknown, token?: string) => {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const headers = { 'content-type': 'application/json', ...authorization }
    const response = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const text = await response.text()
    assert.ok(response.ok, text)
    return JSON.parse(text === '' ? '{}' : text) as Record<string, string>
  }
  const { login, challenge = '', vaultSalt = '' } = await post('/login/challenges', {})
  const options = { pin: '4321', origin: url, challenge: base64url.decode(challenge) }
  const signed = await makeCardReader(await openDataFolder(join(folder, '.madoguchi')))('mine', (transmit) =>
    logIn(transmit, { ...options, vaultSalt: base64url.decode(vaultSalt) }),
  )
  assert(signed.ok)
  const { certificate, signature, wrappingKey } = signed.value
  const session = await post('/sessions', {
    login,
    certificate: base64url.encode(certificate),
    signature: base64url.encode(signature),
    wrappingKey: base64url.encode(wrappingKey ?? assert.fail()),
  })
  await post('/registration', { consent: true }, session.token)
}

test('whoever follows the page on test cards has one of their own that logs in', {
  skip,
  timeout: 180_000,
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-page-'))
  const blocks = [...(await readFile(page, 'utf8')).matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block ?? '')
  const [make = '', start = '', list = '', enrol = '', put = '', use = ''] = blocks
  assert.equal(blocks.length, 6)
  await runShell(make, folder)
  const demo = await startDemo(start, folder)
  try {
    assert.match(demo.output(), /失効情報がない認証局のカードです.*ca\.pem/)
    const enrolled = await runShell(enrol, folder)
    assert.match(enrolled, /^[0-9]{11} {2}\S+ \S+$/m)
    assert.match(enrolled, /card\.pem belongs to resident [0-9]{11} now\.\n$/)
    assert.match(await runShell(put, folder), /^mine +4321 /m)
    await register(demo.url, folder)
    assert.match(await runShell(use, folder, demo.url), /最初の記録から途切れていないことを確かめました/)
    await t.test('and from a real reader’s slot', { skip: findReasonToSkip() }, async () => {
      const card = await openCard(await openDataFolder(join(folder, '.madoguchi')), 'mine')
      const fromReader = (name: string) => use.replace('--card mine', `--reader "${name}"`)
      const history = await withTestReader(card, ({ name }) => runShell(fromReader(name), folder, demo.url))
      assert.match(history, /最初の記録から途切れていないことを確かめました/)
    })
    const twice = startShell('npx madoguchi registry enrol --cert card.pem --resident taro', folder)
    assert.equal(await twice.ended, 1)
    assert.equal(twice.output(), 'This certificate belongs to another resident already. (CERT_TAKEN)\n')
  } finally {
    demo.child.kill('SIGTERM')
    await demo.ended
  }
  await runShell(list, folder)
  const listed = await startDemo('npm start -- --trust-anchor ca.pem --crl ca.crl', folder, demo.url)
  try {
    assert.doesNotMatch(listed.output(), /失効情報がない/)
    await runShell(use, folder, listed.url)
  } finally {
    listed.child.kill('SIGTERM')
    await listed.ended
  }
  assert.match(await runShell('npx madoguchi registry revoke --cert card.pem', folder), /card\.pem is revoked\.\n$/)
  await rm(folder, { recursive: true, force: true })
})
