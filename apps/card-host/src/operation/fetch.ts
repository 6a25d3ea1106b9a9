import { chunkSizeBytesMax } from '@madoguchi/card/protocol'
import { base64, no, ok } from '@madoguchi/kit'
import type { Operation } from '../operation.ts'

/** Hands out the signed document, chunk by chunk. */
export const fetchSigned: Operation<'fetch'> = async ({ offset }, { document }) => {
  const signed = document.readSigned()
  if (signed === undefined || offset >= signed.length) return no('REQUEST_MALFORMED', { reason: 'nothing to fetch' })
  const end = Math.min(offset + chunkSizeBytesMax, signed.length)
  return ok({ chunk: base64.encode(signed.subarray(offset, end)), isLast: end === signed.length })
}
