import assert from 'node:assert/strict'
import type { MessageName, Received } from '@madoguchi/messages'
import { deliveryOf } from './delivery-of.ts'
import type { Handler, Handlers, Work } from './handler.ts'
import { undecided } from './handler.ts'
import { findCodes, forgetArrivals, inboxKey, noteArrivals, noteRefusals } from './inbox.ts'
import type { DeliveryTables } from './tables.ts'

/** Each message's refusal code, `undecided`, or undefined for accepted, by inbox key. */
type Codes = Map<string, string | undefined>

/** Judged so, a message counts as one that never came. */
const forgotten: readonly (string | undefined)[] = ['MESSAGE_ENCLOSURE', undecided]

/**
 * Takes verified messages in, in one transaction: each is handled once, whatever comes twice, and a repeated one gets the
 * code it got the first time. That is rare, so handlers begin before it is known whether any had come before. Where some
 * had, what was done is given up, whatever came of it, and done again without them.
 */
export async function absorb<Tables extends DeliveryTables>(
  transact: <T>(action: (work: Work<Tables>) => Promise<T>) => Promise<T>,
  handlers: Handlers<Tables>,
  messages: readonly Received[],
): Promise<Codes> {
  const once = [...new Map(messages.map((message) => [inboxKey(message), message])).values()]
  let isAnyRepeated = false
  try {
    return await transact(async (work) => {
      const [arrived, decided] = await Promise.allSettled([noteArrivals(work, once), decide(work, handlers, once)])
      // Whatever failed after the arrivals only says that these undid the transaction.
      if (arrived.status === 'rejected') throw arrived.reason
      isAnyRepeated = arrived.value.size < once.length
      if (isAnyRepeated) throw new Error('Some messages had come before.')
      if (decided.status === 'rejected') throw decided.reason
      return decided.value
    })
  } catch (error) {
    // A handler or a write that failed may have failed because of what had come before.
    if (!isAnyRepeated) throw error
  }
  return transact((work) => absorbFresh(work, handlers, once))
}

/** Handles what is new here, and finds what was said of the others. */
async function absorbFresh<Tables extends DeliveryTables>(
  work: Work<Tables>,
  handlers: Handlers<Tables>,
  once: readonly Received[],
): Promise<Codes> {
  const arrived = await noteArrivals(work, once)
  const isFresh = (message: Received) => arrived.has(inboxKey(message))
  const codes: Codes = new Map()
  for (const [key, code] of await findCodes(
    deliveryOf(work.tx),
    once.filter((message) => !isFresh(message)),
  ))
    codes.set(key, code ?? undefined)
  for (const [key, code] of await decide(work, handlers, once.filter(isFresh))) codes.set(key, code)
  return codes
}

/** Lets the handlers decide, and notes what they refused. */
async function decide<Tables extends DeliveryTables>(
  work: Work<Tables>,
  handlers: Handlers<Tables>,
  fresh: readonly Received[],
): Promise<Codes> {
  const codes: Codes = new Map()
  const places = new Map(Object.keys(handlers).map((name, place) => [name, place]))
  const placeOf = ([name]: readonly [string, unknown]) => places.get(name) ?? places.size
  for (const [name, group] of [...Map.groupBy(fresh, ({ name }) => name)].sort((a, b) => placeOf(a) - placeOf(b))) {
    const handle = handlers[name] as Handler<Tables, MessageName> | undefined
    const results = handle === undefined ? group.map(() => 'MESSAGE_UNKNOWN') : await handle(work, group)
    assert(results.length === group.length, `the handler of ${name} gives one result a message`)
    for (const [i, message] of group.entries()) codes.set(inboxKey(message), results[i])
  }
  // No signature of the sender covers an enclosure: a carrier that spoils one must not decide for the message.
  const open = fresh.filter((message) => forgotten.includes(codes.get(inboxKey(message))))
  await forgetArrivals(deliveryOf(work.tx), open)
  noteRefusals(
    work,
    fresh.flatMap((message) => {
      const code = codes.get(inboxKey(message))
      return code === undefined || forgotten.includes(code) ? [] : [{ from: message.from, id: message.id, code }]
    }),
  )
  return codes
}
