import type { MiddlewareHandler } from 'hono'
import type { Refuse } from './refuse.ts'
import type { WebEnv } from './request-context.ts'

/**
 * Refuses a body that says it is too large before a byte is read, and counts the others: no header is believed. A client
 * that breaks off in the middle is no failure of ours.
 */
export function bodyLimit(options: {
  bytesMax: number | ((path: string) => number)
  refuse: Refuse
}): MiddlewareHandler<WebEnv> {
  const { refuse } = options
  return async (c, next) => {
    const bytesMax = typeof options.bytesMax === 'number' ? options.bytesMax : options.bytesMax(c.req.path)
    const { body, headers } = c.req.raw
    if (body === null || body === undefined) return next()
    const declared = headers.get('content-length')
    if (declared !== null && !(Number(declared) <= bytesMax)) return refuse(c, 'BODY_TOO_LARGE', { bytesMax })
    const bytes = await readAtMost(body, bytesMax).catch(() => 'broken off' as const)
    // Nobody is there any more to read this; it is for the log.
    if (bytes === 'broken off') return refuse(c, 'REQUEST_MALFORMED')
    if (bytes === undefined) return refuse(c, 'BODY_TOO_LARGE', { bytesMax })
    // A server may pass a request that only looks like one, and cannot be copied: only what is needed is taken over.
    const { method, url, signal } = c.req.raw
    c.req.raw = new Request(url, { method, headers, signal, body: bytes })
    return next()
  }
}

async function readAtMost(
  body: ReadableStream<Uint8Array>,
  bytesMax: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > bytesMax) {
      await reader.cancel()
      return undefined
    }
    parts.push(value)
  }
  const out = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
