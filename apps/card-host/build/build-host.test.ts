import assert from 'node:assert'
import { execFile, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { extensionId, nativeHostName } from '@madoguchi/card/protocol'
import { openConversation } from '../src/testing/speak.fixture.ts'
import { buildHost } from './build-host.ts'

const run = promisify(execFile)
const skip = spawnSync('dpkg-deb', ['--version']).status === 0 ? false : 'needs dpkg-deb'

test('a citizen without Node installs one file: it has its own Node, tells the browsers, runs no scripts, and is the same each time', {
  skip,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-built-'))
  try {
    const built = await buildHost({ outputFolder: join(folder, 'a') })
    assert.equal((await buildHost({ outputFolder: join(folder, 'b') })).sha256, built.sha256)
    const { stdout: listing } = await run('dpkg-deb', ['-c', built.file])
    assert(listing.split('\n').every((line) => line === '' || / root\/root .* 2026-01-01 /.test(line)))
    const { stdout: fields } = await run('dpkg-deb', ['-f', built.file, 'Depends', 'Recommends'])
    assert.match(fields, /libpcsclite1[\s\S]*pcscd/)
    await run('dpkg-deb', ['-e', built.file, join(folder, 'control')])
    await assert.rejects(readFile(join(folder, 'control/postinst')))
    await run('dpkg-deb', ['-x', built.file, join(folder, 'x')])
    for (const place of ['etc/opt/chrome', 'etc/chromium', 'etc/opt/edge']) {
      const manifest = join(folder, 'x', place, 'native-messaging-hosts', `${nativeHostName}.json`)
      const { path, allowed_origins } = JSON.parse(await readFile(manifest, 'utf8')) as {
        path: string
        allowed_origins: string[]
      }
      assert.equal(path, '/opt/madoguchi-card-host/card-host')
      assert.deepEqual(allowed_origins, [`chrome-extension://${extensionId}/`])
    }
    // The starter names where it will lie; unpacked elsewhere it is told so.
    const home = join(folder, 'x/opt/madoguchi-card-host')
    const starter = join(home, 'card-host')
    await writeFile(starter, (await readFile(starter, 'utf8')).replaceAll('/opt/madoguchi-card-host', home))
    assert.match(await readFile(starter, 'utf8'), /--time-stamp-from' '\/etc\/madoguchi-card-host\/time-stamp' "\$@"/)
    const host = spawn(starter, [`chrome-extension://${extensionId}/`], { env: {}, cwd: '/' })
    using _ = { [Symbol.dispose]: () => void host.kill() }
    const { hello, ask } = await openConversation(host.stdout, (frame) => void host.stdin.write(frame))
    assert.equal(hello.hello, 'madoguchi-card-host')
    const status = await ask('status')
    assert(status.ok)
    // A binding that cannot be loaded would look like a service that is not there.
    await run(join(home, 'bin/node'), ['-e', "require('pcsc-mini')"], { cwd: home, env: {} })
    assert(['ready', 'missing'].includes(status.value.pcsc))
    host.stdin.end()
  } finally {
    await rm(folder, { recursive: true })
  }
})
