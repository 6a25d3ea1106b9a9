import { base64, no, ok } from '@madoguchi/kit'
import type { Operation } from '../operation.ts'

/** Takes the document to be signed, in order. A chunk that does not fit ends it: the next begins another document. */
export const takeDocument: Operation<'document'> = async ({ chunk, sizeBytes }, { document }) => {
  const receivedBytes = document.take(base64.decode(chunk), sizeBytes)
  return receivedBytes === undefined ? no('REQUEST_MALFORMED', { reason: 'chunk' }) : ok({ receivedBytes })
}
