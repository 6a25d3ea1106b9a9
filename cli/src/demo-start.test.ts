import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { waitUntil } from '@madoguchi/kit/testing'

const program = fileURLToPath(new URL('../bin/madoguchi.js', import.meta.url))
let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-demo-'))
})
const started: ChildProcess[] = []
after(async () => {
  // Of a test that failed, too: what still runs would keep this file from its end.
  for (const child of started) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

type Running = { child: ChildProcess; output(): string; url: string; ended: Promise<number | null> }

function start(...args: string[]): { child: ChildProcess; output(): string; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [program, 'demo', 'start', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part) => {
      text += part
    })
  return { child, output: () => text, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

async function startReady(...args: string[]): Promise<Running> {
  const running = start('--port', '0', '--data', folder, ...args)
  const find = () => {
    assert.equal(running.child.exitCode, null, `the demo did not become ready:\n${running.output()}`)
    return /^ready (http:\S+)$/m.exec(running.output())?.[1]
  }
  return { ...running, url: await waitUntil(find, { what: 'a demo that is ready', everyMs: 50, withinMs: 90_000 }) }
}

test('the demo starts, tells the cards, serves, stops on Ctrl-C, and keeps its people until --reset', {
  timeout: 300_000,
}, async () => {
  const first = await startReady()
  assert.match(first.output(), /hanako +\d{4} +HANAKO\d{4} +見本 花子/)
  assert.equal((await fetch(first.url)).status, 200)
  const cards = JSON.parse(
    spawnSync(process.execPath, [program, 'demo', 'cards', '--json', '--data', folder], { encoding: 'utf8' }).stdout,
  ) as [object, ...object[]]
  assert.equal(cards.length, 10)
  assert.deepEqual(Object.keys(cards[0]), ['name', 'pin', 'password', 'resident'])

  const second = start('--port', '0', '--data', folder)
  assert.equal(await second.ended, 1)
  assert.match(second.output(), /[^\n]+\n$/)
  assert.doesNotMatch(second.output(), /\n +at /, 'a sentence, not a stack')

  const port = new URL(first.url).port
  const samePort = start('--port', port, '--data', `${folder}-other`)
  assert.equal(await samePort.ended, 1)
  assert.match(samePort.output(), new RegExp(`Port ${port} is taken`))

  first.child.kill('SIGINT')
  assert.equal(await first.ended, 0)

  const again = await startReady()
  assert.doesNotMatch(again.output(), /住民1,000人/, 'nothing is made a second time')
  again.child.kill('SIGKILL')
  await again.ended

  const revived = await startReady()
  assert.equal((await fetch(revived.url)).status, 200, 'what kill -9 left behind was adopted or ended')
  revived.child.kill('SIGTERM')
  assert.equal(await revived.ended, 0)

  const reset = await startReady('--reset')
  assert.match(reset.output(), /住民1,000人/)
  reset.child.kill('SIGTERM')
  assert.equal(await reset.ended, 0)
})

test('a data folder that is a file is one clear sentence', async () => {
  const file = join(folder, 'a-file')
  await writeFile(file, '')
  const refused = start('--port', '0', '--data', join(file, 'inside'))
  assert.equal(await refused.ended, 1)
  assert.match(refused.output(), /cannot be written; choose another with --data/)
})

test('a port that another program holds is one clear sentence, before anything is made', async () => {
  const holder = createServer().listen(0, '127.0.0.1').unref()
  await new Promise((resolve) => holder.once('listening', resolve))
  const address = holder.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const refused = start('--port', String(port), '--data', folder)
  assert.equal(await refused.ended, 1)
  assert.match(
    refused.output(),
    new RegExp(`^ポートをほかのプログラムが使っています。[^\\n]*\\n[^\\n]*Port ${port} is taken`),
  )
  await new Promise((resolve) => holder.close(resolve))
})
