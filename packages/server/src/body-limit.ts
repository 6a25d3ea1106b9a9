import { finished } from 'node:stream/promises'
import type { HttpBindings } from '@hono/node-server'
import type { Bytes } from '@madoguchi/kit'
import type { Context, MiddlewareHandler } from 'hono'
import { hasTooManyParts, partsMax } from './part-limit.ts'
import type { Refuse } from './refuse.ts'
import type { WebEnv } from './request-context.ts'

const textTypes = /^(?:application\/json|application\/x-www-form-urlencoded|text\/plain)\s*(?:;|$)/i

/** Of every body, or by path and type: only where documents are sent, and as they are sent there, they are larger. */
export type BodyBytesMax = number | ((path: string, contentType: string) => number)

/** Bytes; smaller bodies cost nobody anything. */
const inPlaceFrom = 128 * 1024

/**
 * Refuses a body that says it is too large without keeping a byte of it, and counts the others: no header is believed but
 * the one that Node holds a client to. A client that breaks off in the middle is no failure of ours.
 */
export function bodyLimit(options: { bytesMax: BodyBytesMax; refuse: Refuse }): MiddlewareHandler<WebEnv> {
  const { refuse } = options
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const bytesMax =
      typeof options.bytesMax === 'number' ? options.bytesMax : options.bytesMax(c.req.path, contentTypeOf(c))
    const declared = c.req.raw.headers.get('content-length')
    if (declared !== null && !(Number(declared) <= bytesMax)) {
      const isThere = await letPass(c, Number(declared))
      return refuse(c, isThere ? 'BODY_TOO_LARGE' : 'REQUEST_MALFORMED', { bytesMax })
    }
    const body = await (isHeldToLength(c) ? readDeclared(c, Number(declared)) : readCounted(c, bytesMax)).catch(
      (): typeof brokenOff => brokenOff,
    )
    // Nobody is there any more to read this; it is for the log.
    if (body === brokenOff) return refuse(c, 'REQUEST_MALFORMED')
    if (body === undefined) return refuse(c, 'BODY_TOO_LARGE', { bytesMax })
    if (await hasTooManyParts(contentTypeOf(c), body)) return refuse(c, 'BODY_TOO_LARGE', { partsMax })
    return next()
  }
}

const brokenOff: unique symbol = Symbol('broken off')

function contentTypeOf({ req }: Context<WebEnv>): string {
  return req.raw.headers.get('content-type') ?? ''
}

/** Whoever sends more than that has the line cut. */
const passingBytesMax = 128 * 1024 * 1024

/**
 * Lets a body that nobody wants go by before it is answered: a browser whose line is cut while it sends shows a page of its
 * own and not the answer. False where the client broke off. Node ends what takes longer than a request may.
 */
async function letPass(c: Context<WebEnv>, length: number): Promise<boolean> {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  if (incoming === undefined || !(length <= passingBytesMax)) return true
  incoming.resume()
  return finished(incoming, { writable: false }).then(
    () => true,
    () => false,
  )
}

/**
 * Whether Node's own parser reads this request: without a transfer encoding it passes on exactly as many bytes as
 * `content-length` says, none where there is no such line, and breaks off when fewer come (RFC 9112 6.3).
 */
function isHeldToLength(c: Context<WebEnv>): boolean {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  return incoming?.httpVersionMajor === 1 && incoming.headers['transfer-encoding'] === undefined
}

/** Hono keeps what was read for the handlers; as text where it is text, so that they need not make it of bytes. */
async function readDeclared(c: Context<WebEnv>, length: number): Promise<string | Bytes> {
  if (textTypes.test(contentTypeOf(c))) return c.req.text()
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
  if (length < inPlaceFrom || incoming === undefined || incoming.readableDidRead)
    return new Uint8Array(await c.req.arrayBuffer())
  const bytes = await readInPlace(incoming, length)
  // Hono keeps promises here; its types name what they resolve to.
  Object.assign(c.req.bodyCache, { arrayBuffer: Promise.resolve(bytes.buffer) })
  return bytes
}

/**
 * Each piece goes to where it belongs when it comes. The server's own reader joins all of them at the end and then copies
 * the whole: for a document of 20 MB everybody waits. Room that nothing was written to yet takes none of the machine's.
 */
async function readInPlace(incoming: AsyncIterable<Buffer>, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length)
  let at = 0
  for await (const piece of incoming) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

/** Undefined when it is too large. */
async function readCounted({ req }: Context<WebEnv>, bytesMax: number): Promise<Bytes | undefined> {
  const { body, method, url, headers, signal } = req.raw
  if (body === null || body === undefined) return new Uint8Array()
  const bytes = await readAtMost(body, bytesMax)
  if (bytes === undefined) return undefined
  // A server may pass a request that only looks like one, and cannot be copied: only what is needed is taken over.
  req.raw = new Request(url, { method, headers, signal, body: bytes })
  return bytes
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
