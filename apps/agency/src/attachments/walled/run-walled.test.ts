import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { ignoreMissing } from '@madoguchi/kit/files'
import { latin1, makeEndlessPaper, makeSwollenPaper } from '../hostile-files.fixture.ts'
import { runWalled, walledLimits } from './run-walled.ts'

const skip =
  existsSync('/usr/bin/bwrap') && existsSync('/usr/bin/pdftoppm') ? false : 'bubblewrap or poppler is missing'

async function runShell(script: string, changes: Partial<typeof walledLimits> = {}) {
  const end = await runWalled({ name: 'bash', args: ['-c', script] }, latin1('hello'), { ...walledLimits, ...changes })
  return end.how === 'ended' ? { ...end, output: Buffer.from(end.output).toString('latin1') } : end
}

test('a program behind walls reads the one file, and says what it made of it', { skip }, async () => {
  const end = await runShell('cat /file; echo " and a word" >&2; exit 3')
  assert.deepEqual(end, { how: 'ended', exit: 3, output: 'hello', complaint: ' and a word\n' })
})

test('it finds nothing else of this machine: no secret, no folder, no other process, and nothing in its environment', {
  skip,
}, async () => {
  const end = await runShell('echo /*; echo /etc/*; cat /etc/passwd /proc/1/environ; printenv; true')
  assert(end.how === 'ended')
  const said = end.output.split('\n')
  assert.equal(said[0]?.replace(' /lib64', ''), '/bin /etc /file /lib /usr'.replace('/bin ', ''))
  assert.equal(said[1], '/etc/fonts')
  const names = said.slice(2).map((line) => line.split('=')[0])
  assert.deepEqual(names.toSorted(), ['', 'LC_ALL', 'PWD', 'SHLVL', 'VIPS_BLOCK_UNTRUSTED', 'VIPS_CONCURRENCY', '_'])
})

test('it writes nowhere', { skip }, async () => {
  const end = await runShell(
    'for place in / /usr /etc/fonts /file /dev /tmp; do echo x >$place/x; done; echo y >/file; echo done',
  )
  assert(end.how === 'ended')
  assert.equal(end.output, 'done\n')
  assert.match(end.complaint, /Read-only file system/)
})

test('it reaches nobody, not even a server on this machine', { skip }, async () => {
  let calls = 0
  const server = createServer(() => {
    calls += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const end = await runShell(`exec 3<>/dev/tcp/127.0.0.1/${port} && echo reached; echo done`)
  server.close()
  assert(end.how === 'ended')
  assert.deepEqual([end.output, calls], ['done\n', 0])
})

test('whoever takes too much time, says too much, or wants too much memory is stopped', { skip }, async () => {
  const stopped = { how: 'stopped' }
  assert.deepEqual(await runShell('while :; do :; done', { processorSeconds: 1 }), stopped)
  assert.deepEqual(await runShell('while :; do echo much; done', { outputBytes: 10_000 }), stopped)
  assert.deepEqual(await runShell('while :; do echo much >&2; done'), stopped)
  const perl = await runWalled({ name: 'perl', args: ['-e', '$x = "x" x 3e9; print 1'] }, latin1(''))
  assert(perl.how === 'ended' && perl.exit !== 0 && perl.output.length === 0)
})

test('nothing that it began goes on after it', { skip }, async () => {
  const mark = '86399.125'
  assert.deepEqual(await runShell(`sleep ${mark} & sleep ${mark}`, { timeMs: 1000 }), { how: 'stopped' })
  const running = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid))
  const lines = running.map((pid) => readLine(`/proc/${pid}/cmdline`))
  assert.deepEqual(
    lines.filter((line) => line.startsWith(`sleep\0${mark}`)),
    [],
  )
})

function readLine(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch (error) {
    return `${ignoreMissing(error)}`
  }
}

const skipsCount = process.getuid?.() === 0 ? 'the kernel counts no processes of root' : skip

test('it multiplies only so far', { skip: skipsCount }, async () => {
  const script =
    'for (1..60) { my $id = fork; if (!defined $id) { print "no more"; last } if (!$id) { sleep 600; exit } }'
  const end = await runWalled({ name: 'perl', args: ['-e', script] }, latin1(''))
  assert(end.how === 'ended')
  assert.equal(Buffer.from(end.output).toString(), 'no more')
})

test('a page that swells to a hundred million bytes, or draws itself for ever, costs its second and no more', {
  skip,
}, async () => {
  for (const paper of [makeSwollenPaper(100_000_000), makeEndlessPaper()]) {
    const program = { name: 'pdftoppm', args: ['-png', '-q', '-scale-to-x', '1600', '-scale-to-y', '-1', '/file'] }
    assert.deepEqual(await runWalled(program, paper, { ...walledLimits, processorSeconds: 1 }), { how: 'stopped' })
  }
})

test('a program that is not here is named', { skip }, async () => {
  const end = await runWalled({ name: 'no-such-decoder', args: [] }, latin1('x'))
  assert.deepEqual(end, { how: 'no-program', program: 'no-such-decoder' })
})
