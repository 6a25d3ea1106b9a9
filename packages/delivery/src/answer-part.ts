import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PartSource } from './parts.ts'
import { findPartAsk } from './parts.ts'

/**
 * Answers `GET /parts/FILING/DIGEST` to this party: the bytes from the range's beginning on, in one stream as fast as they are
 * taken. Everything else is 404, so that nobody learns what there is. Whoever takes nothing for `idleMs` is let go.
 */
export async function answerPart(
  { method, url = '', headers }: IncomingMessage,
  response: ServerResponse,
  { parts, party, idleMs }: { parts: PartSource | undefined; party: string; idleMs: number },
): Promise<void> {
  const ask = method === 'GET' ? findPartAsk(url, headers.range) : undefined
  const bytes = ask && (await parts?.open({ ...ask, party }))
  if (bytes === undefined) return void response.writeHead(404, { 'content-length': 0 }).end()
  response.setTimeout(idleMs, () => response.destroy())
  response.writeHead(headers.range === undefined ? 200 : 206, {
    'content-type': 'application/octet-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  await pipeline(Readable.from(bytes, { objectMode: false }), response).catch((error: NodeJS.ErrnoException) => {
    // Whoever hangs up comes again from where they are; what fails on our side is told.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE' && error.code !== 'ECONNRESET' && error.code !== 'EPIPE')
      throw error
  })
}
