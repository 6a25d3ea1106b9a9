import assert from 'node:assert/strict'
import type { MessageName, Received } from '@madoguchi/messages'
import type { Kysely } from 'kysely'
import type { Handler, Handlers, Work } from './handler.ts'
import { findCodes, forgetArrivals, inboxKey, noteArrivals, noteRefusals } from './inbox.ts'
import type { DeliveryTables } from './tables.ts'

/**
 * Takes verified messages in, in the caller's transaction: each is handled once, whatever comes twice, and a repeated
 * one gets the code it got the first time. Gives each one's refusal code, or undefined for accepted, by inbox key.
 */
export async function absorb<Tables extends DeliveryTables>(
  work: Work<Tables>,
  handlers: Handlers<Tables>,
  messages: readonly Received[],
): Promise<Map<string, string | undefined>> {
  const tx = work.tx as unknown as Kysely<DeliveryTables>
  const once = [...new Map(messages.map((message) => [inboxKey(message), message])).values()]
  const arrived = await noteArrivals(tx, once, work.at)
  const repeated = once.filter((message) => !arrived.has(inboxKey(message)))
  const codes = new Map<string, string | undefined>()
  for (const [key, code] of await findCodes(tx, repeated)) codes.set(key, code ?? undefined)
  const fresh = once.filter((message) => arrived.has(inboxKey(message)))
  for (const [name, group] of Map.groupBy(fresh, (message) => message.name)) {
    const handle = handlers[name] as Handler<Tables, MessageName> | undefined
    const results = handle === undefined ? group.map(() => 'MESSAGE_UNKNOWN') : await handle(work, group)
    assert(results.length === group.length, `the handler of ${name} gives one result a message`)
    for (const [i, message] of group.entries()) codes.set(inboxKey(message), results[i])
  }
  // No signature of the sender covers an enclosure: a carrier that spoils one must not decide for the message.
  const spoilt = fresh.filter((message) => codes.get(inboxKey(message)) === 'MESSAGE_ENCLOSURE')
  await forgetArrivals(tx, spoilt)
  noteRefusals(
    work,
    fresh.flatMap((message) => {
      const code = codes.get(inboxKey(message))
      return code === undefined ? [] : [{ from: message.from, id: message.id, code }]
    }),
  )
  return codes
}
