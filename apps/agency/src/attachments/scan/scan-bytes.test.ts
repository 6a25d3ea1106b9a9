import assert from 'node:assert/strict'
import { createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import type { Bytes } from '@madoguchi/kit'
import { concat, no, ok, utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { latin1, makePaper } from '../hostile-files.fixture.ts'
import { harm, harmName, hasClamd, openClamd } from './clamd.fixture.ts'
import { readScanAnswer } from './read-scan-answer.ts'
import { parseScanner, scanBytes } from './scan-bytes.ts'

const skip = hasClamd ? false : 'clamav-daemon is missing'

async function* piecesOf(...pieces: readonly Bytes[]): AsyncGenerator<Bytes> {
  yield* pieces
}

test('a file with nothing in it passes, and one with what the scanner knows is named', { skip }, async () => {
  await using clamd = await openClamd()
  const scan = (...pieces: readonly Bytes[]) => scanBytes(clamd.scanner, piecesOf(...pieces))
  const found = no('SCAN_HIT', { name: harmName })
  assert.deepEqual(await scan(makePaper()), ok())
  assert.deepEqual(await scan(), ok())
  assert.deepEqual(await scan(concat(latin1('before '), harm)), found)
  // Across two pieces of a stream, and packed within a paper.
  assert.deepEqual(await scan(harm.subarray(0, 9), harm.subarray(9), new Uint8Array()), found)
  assert.deepEqual(await scan(concat(new Uint8Array(700_000), harm)), found)
  const body = new Uint8Array(deflateSync(concat(new Uint8Array(5000), harm)))
  const packed = { head: `<< /Length ${body.length} /Filter /FlateDecode >>`, body }
  assert.deepEqual(await scan(makePaper({ more: [packed] })), found)
})

test('a file that is larger than the scanner takes was not looked through', { skip }, async () => {
  await using clamd = await openClamd()
  const told = await scanBytes(clamd.scanner, piecesOf(...Array.from({ length: 30 }, () => new Uint8Array(100_000))))
  assert(!told.ok && ['SCAN_LIMIT', 'SCAN_AWAY'].includes(told.code))
  assert.deepEqual(await scanBytes(clamd.scanner, piecesOf(harm)), no('SCAN_HIT', { name: harmName }))
})

test('a scanner that is not there lets nothing pass', async () => {
  assert.deepEqual(await scanBytes({ path: '/nowhere/clamd.ctl' }, piecesOf(harm)), no('SCAN_AWAY'))
})

/** Somebody who listens where a scanner should. */
async function withOther<T>(answer: (socket: Socket) => void, act: (port: number) => Promise<T>): Promise<T> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    answer(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await act((server.address() as { port: number }).port)
  } finally {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
}

test('one that is silent, hangs up, talks on and on or says anything else lets nothing pass', async () => {
  const scan = (port: number) =>
    scanBytes({ host: '127.0.0.1', port }, piecesOf(new Uint8Array(100_000)), { timeMs: 300 })
  const cases: [string, (socket: Socket) => void][] = [
    ['SCAN_AWAY', () => undefined],
    ['SCAN_AWAY', (socket) => socket.destroy()],
    ['SCAN_AWAY', (socket) => socket.resume().end()],
    ['SCAN_AWAY', (socket) => socket.resume().end('x'.repeat(10_000))],
    ['SCAN_ANSWER', (socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['SCAN_ANSWER', (socket) => socket.resume().end('stream: OK')],
  ]
  for (const [code, answer] of cases) {
    const told = await withOther(answer, scan)
    assert(!told.ok)
    assert.equal(told.code, code)
  }
})

test('a file that cannot be read is an error, and no verdict of the scanner', async () => {
  async function* broken(): AsyncGenerator<Bytes> {
    yield harm
    throw new Error('the file is gone')
  }
  const scanning = withOther(
    (socket) => socket.resume(),
    (port) => scanBytes({ host: '127.0.0.1', port }, broken()),
  )
  await assert.rejects(scanning, /the file is gone/)
})

test('only a plain yes is one', () => {
  assert.deepEqual(readScanAnswer(utf8.encode('stream: OK\0')), ok())
  assert.deepEqual(readScanAnswer(utf8.encode('stream: <b>x</b> FOUND\0')), no('SCAN_HIT', { name: 'unnamed' }))
  assert.deepEqual(readScanAnswer(utf8.encode('INSTREAM size limit exceeded. ERROR\0')), no('SCAN_LIMIT'))
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `stream: ${text}\0`),
      ),
      (text) => {
        assert.equal(readScanAnswer(utf8.encode(text)).ok, text === 'stream: OK\0')
      },
    ),
  )
})

test('a scanner is a socket or an address', () => {
  assert.deepEqual(parseScanner('/run/clamav/clamd.ctl'), { path: '/run/clamav/clamd.ctl' })
  assert.deepEqual(parseScanner('127.0.0.1:3310'), { host: '127.0.0.1', port: 3310 })
  assert.deepEqual(parseScanner('[::1]:3310'), { host: '::1', port: 3310 })
  for (const text of ['', 'clamd', 'run/clamd.ctl', 'host:0', 'host:70000', '/a b', '/a\n', 'http://host:1'])
    assert.equal(parseScanner(text), undefined, text)
})
