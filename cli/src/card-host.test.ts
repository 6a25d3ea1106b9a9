import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { extensionId, nativeHostName } from '@madoguchi/card/protocol'
import { run } from './run.ts'

async function call(home: string, ...args: string[]) {
  let text = ''
  const write = (part: string) => {
    text += part
  }
  const status = await run(args, {
    out: write,
    err: write,
    signal: new AbortController().signal,
    readStdin: async () => '',
    isTerminal: false,
    environment: { HOME: home },
  })
  return { status, text }
}

test('a citizen installs card-host for one browser, sees where, does it again, and takes it back', async () => {
  const home = await mkdtemp(join(tmpdir(), 'madoguchi-host-'))
  const manifest = join(home, '.config/chromium/NativeMessagingHosts', `${nativeHostName}.json`)
  const first = await call(home, 'card-host', 'install', '--browser', 'chromium')
  assert.equal(first.status, 0, first.text)
  assert(first.text.includes(`書きました: ${manifest}`))
  const { path, allowed_origins } = JSON.parse(await readFile(manifest, 'utf8')) as {
    path: string
    allowed_origins: string[]
  }
  assert.deepEqual(allowed_origins, [`chrome-extension://${extensionId}/`])
  assert((await readFile(path, 'utf8')).includes(process.execPath))
  assert.match((await call(home, 'card-host', 'install', '--browser', 'chromium')).text, /そのままで使えます/)
  assert.match((await call(home, 'card-host', 'uninstall')).text, new RegExp(`消しました: ${manifest}`))
  await assert.rejects(readFile(manifest))
  await rm(home, { recursive: true })
})

test('an office that proves the time of its signatures names an authority once; what is no address is refused', async () => {
  const home = await mkdtemp(join(tmpdir(), 'madoguchi-host-'))
  const install = (url: string) => call(home, 'card-host', 'install', '--browser', 'chromium', '--time-stamp', url)
  for (const url of ['tsa.example', 'file:///etc/hosts', '']) assert.equal((await install(url)).status, 2, url)
  const installed = await install('https://tsa.example/stamp')
  assert.match(installed.text, /https:\/\/tsa\.example\/stamp に署名のハッシュ値だけを送り/)
  const starter = join(home, '.local/share/madoguchi-card-host/card-host')
  assert.match(await readFile(starter, 'utf8'), /'--time-stamp' 'https:\/\/tsa\.example\/stamp' "\$@"/)
  await call(home, 'card-host', 'install', '--browser', 'chromium')
  assert.doesNotMatch(await readFile(starter, 'utf8'), /time-stamp/)
  await rm(home, { recursive: true })
})

test('a browser that nobody knows, a call without a home and an unknown option are refused with status 2', async () => {
  assert.equal((await call('/nowhere', 'card-host', 'install', '--browser', 'netscape')).status, 2)
  assert.equal((await call('', 'card-host', 'install')).status, 2)
  assert.equal((await call('/nowhere', 'card-host', 'install', '--pin', '1234')).status, 2)
})

test('where the computer lets nobody write, the place is named', async () => {
  const { status, text } = await call('/dev/null', 'card-host', 'install')
  assert.equal(status, 1)
  assert.match(text, /\/dev\/null\//)
})

test('the card doctor says first that card-host is missing, what to do, and gives status 1', async () => {
  const home = await mkdtemp(join(tmpdir(), 'madoguchi-host-'))
  const sick = await call(home, 'card', 'doctor')
  assert.equal(sick.status, 1)
  assert.match(sick.text, /^✗ カード連携ソフト: .*\n {4}→ /)
  await call(home, 'card-host', 'install', '--browser', 'edge')
  const better = await call(home, 'card', 'doctor', '--portal', 'http://127.0.0.1:1')
  assert.match(better.text, /^✓ カード連携ソフト: 入っています。\(edge\)/)
  assert.match(better.text, /✗ 証明書の失効を調べるしくみ/)
  await rm(home, { recursive: true })
})
