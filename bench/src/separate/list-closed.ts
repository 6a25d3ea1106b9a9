import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import { readBatch, readContent, readEnvelope } from '@madoguchi/messages'

export type Closed = { readonly exchange: string; readonly outcome: string }

/** The exchanges whose `closed` is in a batch. */
export function listClosed(batch: Bytes): Closed[] {
  const envelopes = readBatch(batch)
  if (!envelopes.ok) return []
  return envelopes.value.flatMap((bytes) => {
    const envelope = readEnvelope(bytes)
    const content = envelope.ok ? readContent(envelope.value.content) : envelope
    return content.ok && content.value.name === 'closed' ? [JSON.parse(utf8.decode(content.value.body)) as Closed] : []
  })
}
