import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { logIn } from '@madoguchi/card'
import { base64url } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { makeCardReader, openNationFolder, powerUpCard } from '@madoguchi/nation'
import { parseApiAnswer } from '@madoguchi/portal'
import { findReasonToSkip, withTestReader } from '@madoguchi/virtual-card/test-reader'
import { makeBareEnvironment } from './follow-page.ts'
import type { Copy } from './open-copy.ts'
import { openCopy } from './open-copy.ts'
import { readSteps } from './read-steps.ts'

const skip = spawnSync('openssl', ['version']).status === 0 ? false : 'needs openssl'

type Running = { child: ChildProcess; output(): string; ended: Promise<unknown> }

/** As somebody would who pastes it: the computer's own Node, npm and npx. */
function startShell(script: string, { folder, copy }: Copy): Running {
  const child = spawn('bash', ['-euc', script], {
    cwd: copy,
    env: makeBareEnvironment(folder),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      text += part
    })
  return { child, output: () => text, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

async function runShell(script: string, place: Copy): Promise<string> {
  const running = startShell(script, place)
  assert.equal(await running.ended, 0, `${script}\n${running.output()}`)
  return running.output()
}

/** The page's portal has port 8480; here it has any, and the port of `before` where one is given: at another, a card opens another vault. */
async function startDemo(script: string, place: Copy, before?: string): Promise<Running & { url: string }> {
  const running = startShell(`${script.trim()} --port ${before === undefined ? 0 : new URL(before).port}`, place)
  const find = () => {
    assert.equal(running.child.exitCode, null, running.output())
    return /^ready (http:\S+)$/m.exec(running.output())?.[1]
  }
  return { ...running, url: await waitUntil(find, { what: 'a demo that is ready', everyMs: 50, withinMs: 60_000 }) }
}

/** Ctrl-C reaches all that the shell started. */
async function stopDemo({ child, ended }: Running): Promise<void> {
  process.kill(-(child.pid ?? assert.fail()), 'SIGINT')
  await ended
}

/** What a citizen does once on the page: log in and register. */
async function register(url: string, folder: string): Promise<void> {
  const post = async (path: string, body: unknown, token?: string) => {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const headers = { 'content-type': 'application/json', ...authorization }
    const response = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const text = await response.text()
    assert.ok(response.ok, text)
    return text === '' ? undefined : JSON.parse(text)
  }
  const { login, challenge, vaultSalt } = parseApiAnswer('Challenge', await post('/login/challenges', {}))
  const options = { pin: '4321', origin: url, challenge: base64url.decode(challenge) }
  const signed = await makeCardReader(await openNationFolder(join(folder, '.madoguchi')))('mine', (transmit) =>
    logIn(transmit, { ...options, vaultSalt: base64url.decode(vaultSalt) }),
  )
  assert(signed.ok)
  const { certificate, signature, wrappingKey } = signed.value
  const said = await post('/sessions', {
    login,
    certificate: base64url.encode(certificate),
    signature: base64url.encode(signature),
    wrappingKey: base64url.encode(wrappingKey ?? assert.fail()),
  })
  await post('/registration', { consent: true }, parseApiAnswer('SessionToken', said).token)
}

test('whoever follows docs/how-to/bring-your-own-test-card.md to the letter has a card of their own that logs in', {
  skip,
  timeout: 600_000,
}, async (t) => {
  await using place = await openCopy()
  const folder = place.copy
  const steps = await readSteps('docs/how-to/bring-your-own-test-card.md')
  const [make = '', start = '', list = '', enrol = '', put = '', use = ''] = steps.map(({ script }) => script)
  assert.equal(steps.length, 6)
  const withPortal = (script: string, url: string) => script.replace('madoguchi history', `$& --portal ${url}`)
  await runShell(make, place)
  const demo = await startDemo(start, place)
  try {
    assert.match(demo.output(), /失効情報がない認証局のカードです.*ca\.pem/)
    const enrolled = await runShell(enrol, place)
    assert.match(enrolled, /^[0-9]{11} {2}\S+ \S+$/m)
    assert.match(enrolled, /card\.pem belongs to resident [0-9]{11} now\.\n$/)
    assert.match(await runShell(put, place), /^mine +4321 /m)
    await register(demo.url, folder)
    assert.match(await runShell(withPortal(use, demo.url), place), /最初の記録から途切れていないことを確かめました/)
    await t.test('and from a real reader’s slot', { skip: findReasonToSkip() }, async () => {
      const card = await powerUpCard(await openNationFolder(join(folder, '.madoguchi')), 'mine')
      const fromReader = (name: string) => use.replace('--card mine', `--reader "${name}"`)
      const history = await withTestReader(card, ({ name }) => runShell(withPortal(fromReader(name), demo.url), place))
      assert.match(history, /最初の記録から途切れていないことを確かめました/)
    })
    const twice = startShell('npx madoguchi registry enrol --cert card.pem --resident taro', place)
    assert.equal(await twice.ended, 1)
    assert.equal(twice.output(), 'この証明書は、すでにほかの住民のものです。(CERT_TAKEN)\n')
  } finally {
    await stopDemo(demo)
  }
  await runShell(list, place)
  const listed = await startDemo('npm start -- --trust-anchor ca.pem --crl ca.crl', place, demo.url)
  try {
    assert.doesNotMatch(listed.output(), /失効情報がない/)
    await runShell(withPortal(use, listed.url), place)
  } finally {
    await stopDemo(listed)
  }
  assert.match(await runShell('npx madoguchi registry revoke --cert card.pem', place), /card\.pem is revoked\.\n$/)
})
