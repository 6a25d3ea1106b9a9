import assert from 'node:assert/strict'
import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import type { MessageBody } from '@madoguchi/messages'
import { messages, readContent, readEnvelope } from '@madoguchi/messages'

/** A `case-event` that was verified when it came, out of its envelope. */
export function readCaseEvent(bytes: Bytes): { readonly body: MessageBody<'case-event'>; readonly payload: Bytes } {
  const envelope = readEnvelope(bytes)
  const content = envelope.ok ? readContent(envelope.value.content) : envelope
  assert(content.ok, 'what was verified when it came is an envelope still')
  const { body, payload } = content.value
  return { body: messages['case-event'].body.parse(JSON.parse(utf8.decode(body))), payload }
}
