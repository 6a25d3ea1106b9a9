import { connect, type Socket } from 'node:net'
import { addAbortSignal } from 'node:stream'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { concat, minuteMs } from '@madoguchi/kit'
import type { ScanCode } from '../errors.ts'
import { readScanAnswer } from './read-scan-answer.ts'

/** Where `clamd` listens. */
export type Scanner = { readonly path: string } | { readonly host: string; readonly port: number }

const pieceBytes = 256 * 1024
const answerBytesMax = 4096

/** `/run/clamav/clamd.ctl`, `127.0.0.1:3310` or `[::1]:3310`; undefined for anything else. */
export function parseScanner(text: string): Scanner | undefined {
  if (/^\/[\w./-]{1,100}$/.test(text)) return { path: text }
  const found = /^(?:\[(?<six>[0-9a-f:]+)\]|(?<host>[\w.-]+)):(?<port>\d{1,5})$/.exec(text)?.groups
  const port = Number(found?.port)
  if (found === undefined || port === 0 || port > 65_535) return undefined
  return { host: found.six ?? found.host ?? '', port }
}

/** Has `clamd` look through bytes (INSTREAM, clamd(8)). Whatever is no plain yes is a refusal. */
export async function scanBytes(
  scanner: Scanner,
  bytes: AsyncIterable<Bytes>,
  { timeMs = minuteMs }: { timeMs?: number } = {},
): Promise<Verdict<undefined, ScanCode>> {
  const socket = addAbortSignal(AbortSignal.timeout(timeMs), connect(scanner))
  const answer = readAnswer(socket)
  try {
    await sendAll(socket, bytes)
    return readScanAnswer(await answer)
  } finally {
    socket.destroy()
  }
}

/** Says all of it, unless the other one has gone or has answered already. */
async function sendAll(socket: Socket, bytes: AsyncIterable<Bytes>): Promise<void> {
  let hears = await send(socket, Buffer.from('zINSTREAM\0', 'latin1'))
  for await (const chunk of bytes)
    for (let at = 0; at < chunk.length && hears; at += pieceBytes) {
      const piece = chunk.subarray(at, at + pieceBytes)
      hears = await send(socket, concat(sizeOf(piece.length), piece))
    }
  if (hears) await send(socket, sizeOf(0))
}

/** False where nobody is there any more: what came before that tells why. */
function send(socket: Socket, bytes: Bytes): Promise<boolean> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve(false))
    socket.write(bytes, (error) => resolve(!error && !socket.readableEnded))
  })
}

function sizeOf(length: number): Bytes {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(length)
  return size
}

/** All that is said before the end; nothing where nobody is there, or somebody talks on and on. */
function readAnswer(socket: Socket): Promise<Bytes> {
  const chunks: Bytes[] = []
  let size = 0
  socket.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > answerBytesMax) socket.destroy()
    else chunks.push(chunk)
  })
  // That it failed is told by 'close', which always follows.
  socket.on('error', () => undefined)
  return new Promise((resolve) =>
    socket.once('close', () => resolve(size > answerBytesMax ? concat() : concat(...chunks))),
  )
}
