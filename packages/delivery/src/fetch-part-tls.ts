import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import type { Bytes } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { FetchPart } from './parts.ts'
import { getPartPath, missingPart } from './parts.ts'

/** How a request to a party of the directory begins, on a connection that showed its key. */
type OpenRequest = (to: string, options: Pick<RequestOptions, 'method' | 'path' | 'headers'>) => ClientRequest

/** Parts over the connections of `open`. A party from which nothing comes for `idleMs` is given up. */
export function makeFetchTlsPart(open: OpenRequest, idleMs: number): FetchPart {
  return async (ask) => {
    const { from, offset } = ask
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = offset === 0 ? {} : { range: `bytes=${offset}-` }
      const request = open(from, { method: 'GET', path: getPartPath(ask), headers })
      request.setTimeout(idleMs, () => request.destroy(new Error('nothing came in time')))
      request.on('response', resolve)
      request.on('error', reject)
      request.end()
    }).catch((cause) => {
      throw unreachable(from, cause)
    })
    if (answer.statusCode === (offset === 0 ? 200 : 206)) return readPart(from, answer)
    // Read to its end, so that the connection serves again.
    answer.resume()
    throw answer.statusCode === 404 ? missingPart(ask) : unreachable(from)
  }
}

/** Whoever stops reading ends the connection. */
async function* readPart(from: string, answer: IncomingMessage): AsyncIterable<Bytes> {
  try {
    for await (const chunk of answer) yield chunk
  } catch (cause) {
    throw unreachable(from, cause)
  }
}

function unreachable(to: string, cause?: unknown): AppError {
  return new AppError('DELIVERY_UNREACHABLE', 'The party gave no whole part.', { facts: { to }, cause })
}
