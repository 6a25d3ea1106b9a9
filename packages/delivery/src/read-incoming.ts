import type { IncomingMessage } from 'node:http'
import type { Bytes } from '@madoguchi/kit'
import { AppError, concat } from '@madoguchi/kit'

/**
 * The body of a request or an answer, by its events: an iterator over it costs several times as much. Stops reading at the
 * bound with AppError MESSAGE_TOO_LARGE; throws what the connection throws, and when it ends before the body does.
 */
export function readIncoming(message: IncomingMessage, sizeBytesMax: number): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    const parts: Uint8Array[] = []
    let sizeBytes = 0
    message.on('data', (part: Uint8Array) => {
      sizeBytes += part.length
      if (sizeBytes <= sizeBytesMax) return void parts.push(part)
      message.removeAllListeners('data').pause()
      reject(new AppError('MESSAGE_TOO_LARGE', 'A body was larger than its bound.', { facts: { sizeBytesMax } }))
    })
    message.once('end', () => resolve(concat(...parts)))
    message.once('error', reject)
    // Comes after the end as well, where it changes nothing any more.
    message.once('close', () => reject(new Error('the connection ended within the body')))
  })
}
