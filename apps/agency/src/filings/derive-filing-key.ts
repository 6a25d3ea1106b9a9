import type { Bytes } from '@madoguchi/kit'
import type { ReaderKey } from '@madoguchi/messages'
import { deriveReaderKey } from '@madoguchi/messages'

/** The key of this id: it follows from the agency's secret, so that a backup of the secret and the ids opens all that was filed. */
export function deriveFilingKey(secret: Bytes, id: string): Promise<ReaderKey> {
  return deriveReaderKey(secret, `filing-key/${id}`)
}
