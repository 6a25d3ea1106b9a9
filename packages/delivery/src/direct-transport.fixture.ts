import { AppError } from '@madoguchi/kit'
import type { DirectoryView } from '@madoguchi/messages'
import { messageLimits } from '@madoguchi/messages'
import { batchContentType, getBatchUrl, readBounded } from './direct.ts'
import type { Transport } from './transport.ts'

/** Batches by HTTP POST to the address in the directory; the answer's body is the signed receipt. */
export function makeDirectTransport(options: {
  directory: DirectoryView
  fetch: typeof fetch
  timeoutMs: number
}): Transport {
  const { directory, timeoutMs } = options
  return {
    async send(to, batch) {
      const url = getBatchUrl(directory, to)
      try {
        const response = await options.fetch(url, {
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
