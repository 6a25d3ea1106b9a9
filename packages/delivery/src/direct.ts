import type { Bytes } from '@madoguchi/kit'
import { AppError, utf8 } from '@madoguchi/kit'
import type { DirectoryView } from '@madoguchi/messages'
import { messageLimits } from '@madoguchi/messages'
import type { Receive } from './transport.ts'

export const batchPath = '/network/batch'
export const batchContentType = 'application/vnd.madoguchi.batch+cbor'

/** The other end: takes `POST /network/batch`, answers with the receipt. */
export function makeBatchEndpoint(receive: Receive): (request: Request) => Promise<Response> {
  return async ({ method, headers, body }) => {
    const answer = await answerBatch(receive, {
      method,
      contentType: headers.get('content-type'),
      readBody: (sizeBytesMax) => readBounded(body, sizeBytesMax),
    })
    return new Response(answer.body === undefined ? null : new Uint8Array(answer.body), {
      status: answer.status,
      // No browser has any business here; should one come by, it guesses nothing and keeps nothing.
      headers: { ...answer.headers, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' },
    })
  }
}

/** What any server of batches answers. Throws what is no AppError: a mistake of ours. */
export async function answerBatch(
  receive: Receive,
  request: { method: string; contentType: string | null; readBody(sizeBytesMax: number): Promise<Bytes> },
): Promise<{ status: number; headers: Record<string, string>; body?: Bytes }> {
  if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' } }
  if (request.contentType !== batchContentType) return { status: 415, headers: {} }
  try {
    const batch = await request.readBody(messageLimits.batchSizeBytesMax).catch((cause) => {
      // A sender that breaks off in the middle is no failure of ours.
      throw cause instanceof AppError ? cause : new AppError('MESSAGE_MALFORMED', 'The body broke off.', { cause })
    })
    return { status: 200, headers: { 'content-type': 'application/cbor' }, body: await receive(batch) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const status = { DELIVERY_BUSY: 503, DELIVERY_STOPPED: 503, MESSAGE_TOO_LARGE: 413, MESSAGE_MALFORMED: 400 }[
      error.code
    ]
    const body = utf8.encode(JSON.stringify({ code: error.code, facts: error.facts }))
    return { status: status ?? 500, headers: { 'content-type': 'application/json' }, body }
  }
}

/** Where batches for a party go. Throws AppError DELIVERY_UNREACHABLE when the directory has no address. */
export function getBatchUrl(directory: DirectoryView, to: string): URL {
  const party = directory.find(to)
  const url = party?.networkUrl ?? party?.url
  if (url === undefined || !URL.canParse(batchPath, url))
    throw new AppError('DELIVERY_UNREACHABLE', 'The directory has no address for the party.', { facts: { to } })
  return new URL(batchPath, url)
}

export async function readBounded(body: AsyncIterable<Uint8Array> | null, sizeBytesMax: number): Promise<Bytes> {
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
