import { type ExtensionReply, type HostValue, secretOf } from '@madoguchi/card/protocol'
import { no, ok, type Verdict } from '@madoguchi/kit'
import type { Host } from './open-host.ts'
import type { Operation } from './window-message.ts'

type Entry = { readonly pin: string; readonly acceptLastTry: boolean }
type Chunk = Extract<ExtensionReply, { type: 'chunk' }>['chunk']

/** Hands the document to card-host, in order and piece by piece. */
export async function handOverDocument(host: Host, chunks: readonly string[], sizeBytes: number) {
  for (const chunk of chunks) {
    const taken = await host.ask('document', { chunk, sizeBytes })
    if (!taken.ok) return taken
  }
  return ok(undefined)
}

/** Looks at the card before anything is typed: how many tries are left? */
async function lookAtCard(host: Host, { request, portal }: Operation): Promise<Verdict<HostValue<'look'>, string>> {
  const seen = await host.ask('look', { secret: secretOf[request.action], mode: portal.mode })
  if (!seen.ok) return seen
  const { triesLeft } = seen.value
  return triesLeft === 0 ? no('CARD_PIN_BLOCKED', { triesLeft }) : seen
}

/** What ends by itself when the citizen does what the words say: plugs in, puts the card down, closes the other program. */
const awaited: readonly string[] = ['CARD_NO_READER', 'CARD_NO_CARD', 'CARD_BUSY']
/** Some of these are answered at once. */
const pauseMs = 250

/**
 * Looks until there is a card to look at, or something that waiting does not mend; a card put down is seen at once, since
 * card-host itself waits a while each time. `onMissing` hears each cause once, and undefined when it is over.
 */
export async function awaitCard(
  host: Host,
  operation: Operation,
  onMissing: (code: string | undefined) => void,
): Promise<Verdict<HostValue<'look'>, string>> {
  let told: string | undefined
  for (;;) {
    const seen = await lookAtCard(host, operation)
    const missing = !seen.ok && awaited.includes(seen.code) ? seen.code : undefined
    if (missing !== told) onMissing(missing)
    told = missing
    if (missing === undefined) return seen
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** Does what the page asked for, once. The signed document goes out in chunks; the value is what the page gets at the end. */
export async function perform(
  host: Host,
  { request, origin, portal: { mode } }: Operation,
  { entry, sendChunk }: { readonly entry: Entry; readonly sendChunk: (chunk: Chunk) => void },
): Promise<Verdict<unknown, string>> {
  switch (request.action) {
    case 'log-in': {
      const { challenge, vaultSalt } = request
      return host.ask('log-in', { mode, origin, challenge, vaultSalt, ...entry })
    }
    case 'vault-key':
      return host.ask('vault-key', { mode, origin, vaultSalt: request.vaultSalt, ...entry })
    case 'attributes':
      return host.ask('attributes', { mode, ...entry })
    case 'sign': {
      const signed = await host.ask('sign', { mode, origin, ...entry })
      if (!signed.ok) return signed
      let offset = 0
      for (let isLast = false; !isLast; ) {
        const part = await host.ask('fetch', { offset })
        if (!part.ok) return part
        sendChunk(part.value.chunk)
        offset += sizeOfChunk(part.value.chunk)
        isLast = part.value.isLast
      }
      return offset === signed.value.sizeBytes ? signed : no('HOST_UNREADABLE')
    }
  }
}

/** How many bytes a piece of base64 stands for. */
export function sizeOfChunk(chunk: string): number {
  const padding = chunk.endsWith('==') ? 2 : chunk.endsWith('=') ? 1 : 0
  return Math.floor((chunk.length / 4) * 3) - padding
}
