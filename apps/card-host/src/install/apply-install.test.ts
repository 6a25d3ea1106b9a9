import assert from 'node:assert'
import { spawn } from 'node:child_process'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { nativeHostName } from '@madoguchi/card/protocol'
import { openConversation } from '../testing/speak.fixture.ts'
import { installHost, uninstallHost } from './apply-install.ts'
import type { Browser } from './browser-places.ts'
import { findInstalled } from './find-installed.ts'

async function withHome(use: (options: Parameters<typeof installHost>[0], folder: string) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-home-'))
  const browsers: readonly Browser[] = ['chrome', 'chromium']
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  try {
    await use(
      { platform: 'linux', scope: 'user', browsers, home: { home: folder }, node: process.execPath, main },
      folder,
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('installed once, installed again, taken back: the citizen is told each time what changed', async () => {
  await withHome(async (options, folder) => {
    const words = async (changes: Promise<{ change: string }[]>) => (await changes).map(({ change }) => change)
    assert.deepEqual(await findInstalled('linux', options.home), [])
    assert.deepEqual(await words(installHost(options)), ['written', 'written', 'written'])
    assert.deepEqual(await words(installHost(options)), ['unchanged', 'unchanged', 'unchanged'])
    assert.deepEqual(await findInstalled('linux', options.home), ['chrome', 'chromium'])
    assert.deepEqual(await words(uninstallHost({ ...options, browsers: ['chrome'] })), ['removed'])
    assert.deepEqual(await findInstalled('linux', options.home), ['chromium'])
    assert.deepEqual(await words(uninstallHost(options)), ['absent', 'removed', 'removed'])
    assert.deepEqual(await words(uninstallHost(options)), ['absent', 'absent', 'absent'])
    await assert.rejects(access(join(folder, '.local/share/madoguchi-card-host/card-host')))
  })
})

test('what a browser starts without PATH, terminal or environment says hello and answers', async () => {
  await withHome(async (options, folder) => {
    const userDataFolder = join(folder, 'profile')
    const [starter, manifest] = await installHost({ ...options, userDataFolder })
    assert.equal(manifest?.place, join(userDataFolder, 'NativeMessagingHosts', `${nativeHostName}.json`))
    const host = spawn(starter?.place ?? '', ['chrome-extension://x/'], { env: {}, cwd: folder })
    using _ = { [Symbol.dispose]: () => void host.kill() }
    const { promise: ended, resolve } = Promise.withResolvers<number | null>()
    host.on('exit', resolve)
    const { hello, ask } = await openConversation(host.stdout, (frame) => void host.stdin.write(frame))
    assert.equal(hello.hello, 'madoguchi-card-host')
    assert((await ask('status')).ok)
    host.stdin.end()
    assert.equal(await ended, 0)
  })
})

test('where one may not write, the place is named', async () => {
  await withHome(async (options) => {
    const home = { home: join(process.execPath, 'no-folder') }
    await assert.rejects(installHost({ ...options, home }), { code: 'HOST_INSTALL_FAILED' })
  })
})
