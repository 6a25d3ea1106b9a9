import type { Bytes } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { DirectoryView } from '@madoguchi/messages'
import { messageLimits } from '@madoguchi/messages'
import type { Receive, Transport } from './transport.ts'

export const batchPath = '/network/batch'
export const batchContentType = 'application/vnd.madoguchi.batch+cbor'

/** Batches by HTTP POST to the address in the directory; the answer's body is the signed receipt. */
export function makeDirectTransport(options: {
  directory: DirectoryView
  fetch: typeof fetch
  timeoutMs: number
}): Transport {
  const { directory, timeoutMs } = options
  return {
    async send(to, batch) {
      const url = directory.find(to)?.url
      if (url === undefined)
        throw new AppError('DELIVERY_UNREACHABLE', 'The directory has no address for the party.', { facts: { to } })
      try {
        const response = await options.fetch(new URL(batchPath, url), {
          method: 'POST',
          headers: { 'content-type': batchContentType },
          body: new Uint8Array(batch),
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        })
        if (response.status !== 200)
          throw new AppError('DELIVERY_UNREACHABLE', 'The party answered with an error.', {
            facts: { to, status: response.status },
          })
        return await readBounded(response.body, messageLimits.receiptSizeBytesMax)
      } catch (cause) {
        if (cause instanceof AppError) throw cause
        throw new AppError('DELIVERY_UNREACHABLE', 'The party could not be reached.', { facts: { to }, cause })
      }
    },
  }
}

/** The other end: takes `POST /network/batch`, answers with the receipt. */
export function makeBatchEndpoint(receive: Receive): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } })
    if (request.headers.get('content-type') !== batchContentType) return new Response(null, { status: 415 })
    try {
      const batch = await readBounded(request.body, messageLimits.batchSizeBytesMax)
      return new Response(new Uint8Array(await receive(batch)), { headers: { 'content-type': 'application/cbor' } })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const status = { DELIVERY_BUSY: 503, DELIVERY_STOPPED: 503, MESSAGE_TOO_LARGE: 413, MESSAGE_MALFORMED: 400 }[
        error.code
      ]
      return Response.json({ code: error.code, facts: error.facts }, { status: status ?? 500 })
    }
  }
}

async function readBounded(body: ReadableStream<Uint8Array> | null, sizeBytesMax: number): Promise<Bytes> {
  const parts: Uint8Array[] = []
  let sizeBytes = 0
  for await (const part of body ?? []) {
    sizeBytes += part.length
    if (sizeBytes > sizeBytesMax)
      throw new AppError('MESSAGE_TOO_LARGE', 'A body was larger than its bound.', { facts: { sizeBytesMax } })
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
