import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { findInProcess } from './find-in-process.ts'
import { root } from './read-steps.ts'

const skip = process.platform === 'linux' ? false : 'looks into processes as Linux shows them'

test('what a process holds is found where it holds it', { skip }, async () => {
  const word = randomBytes(12).toString('hex')
  const program =
    "const kept = process.argv[1] + ''.padEnd(3, 'x'); process.stdout.write('up\\n'); setInterval(() => kept, 1000)"
  const child = spawn(process.execPath, ['-e', program, word], {
    env: { WORD: word },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    await once(createInterface({ input: child.stdout }), 'line')
    assert.deepEqual(await findInProcess(child.pid ?? 0, [word]), ['environ', 'cmdline', 'memory'])
    assert.deepEqual(await findInProcess(child.pid ?? 0, [randomBytes(12).toString('hex')]), [])
  } finally {
    child.kill()
  }
})

test('the demo that runs has no password of an owner or of the administrator: environment, words, files, memory', {
  skip,
  timeout: 300_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-demo-'))
  const words = [
    join(root, 'cli/src/main.ts'),
    'demo',
    'start',
    '--port',
    '0',
    '--operator-port',
    '0',
    '--data',
    folder,
  ]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  try {
    for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('ready ')) break
    const secrets = join(folder, 'postgres', 'secrets')
    const names = await readdir(secrets)
    const read = (wanted: RegExp) =>
      Promise.all(
        names
          .filter((name) => wanted.test(name))
          .map(async (name) => (await readFile(join(secrets, name), 'utf8')).trim()),
      )
    const owners = await read(/_owner$|_admin$/)
    assert.equal(owners.length, 7)
    assert.deepEqual(await findInProcess(child.pid ?? 0, owners), [])
    assert.deepEqual(
      await findInProcess(child.pid ?? 0, await read(/_run$/)),
      ['memory'],
      'those of the roles that run it has',
    )
  } finally {
    child.stdout.resume()
    child.kill('SIGTERM')
    await exited
    await rm(folder, { recursive: true, force: true })
  }
})
