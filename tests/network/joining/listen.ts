import type { InProcessNetwork, Receive } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import type { Content, Envelope } from '@madoguchi/messages'
import { isReceiptRequest, readBatch, readContent, readEnvelope } from '@madoguchi/messages'

/** One message as a party reads it: the envelope as it came, and which of its POST it was, from 0. */
export type Read = { readonly bytes: Bytes; readonly place: number; readonly exchange: string }

/** Writes down all that comes for a party from now on. */
export function listenAt(network: InProcessNetwork, party: { id: string; receive: Receive }): Read[] {
  const reads: Read[] = []
  network.connect(party.id, (batch) => {
    const envelopes = readBatch(batch)
    if (envelopes.ok)
      for (const [place, bytes] of envelopes.value.filter((item) => !isReceiptRequest(item)).entries()) {
        const exchange = bodyOf(openMessage(bytes).content).exchange
        reads.push({ bytes, place, exchange: typeof exchange === 'string' ? exchange : '' })
      }
    return party.receive(batch)
  })
  return reads
}

export type Opened = { readonly envelope: Envelope; readonly content: Content }

/** Throws where it is no message: what came here was taken by the party before. */
export function openMessage(bytes: Bytes): Opened {
  const envelope = readEnvelope(bytes)
  const content = envelope.ok ? readContent(envelope.value.content) : envelope
  if (!envelope.ok || !content.ok) throw new Error('not a message')
  return { envelope: envelope.value, content: content.value }
}

export function bodyOf({ body }: Content): Record<string, unknown> {
  return JSON.parse(utf8.decode(body)) as Record<string, unknown>
}

/** The message and what it encloses. */
export function withEnclosed(bytes: Bytes): Opened[] {
  const opened = openMessage(bytes)
  return [opened, ...opened.envelope.enclosures.flatMap(withEnclosed)]
}
