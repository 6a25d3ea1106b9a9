import { once } from 'node:events'
import { connect, createServer, type Server } from 'node:net'
import { AppError, hex } from '@madoguchi/kit'
import type { VirtualCard } from './virtual-card.ts'
import { type LinkOptions, serveLink, type VpcdEvent } from './vpcd-link.ts'

export type { VpcdEvent }

type VpcdOptions = LinkOptions & {
  /** Address of vpcd, or of ourselves when we listen. 127.0.0.1 unless told. */
  readonly host?: string
  /** 35963 unless told: the first reader of Debian's vpcd. */
  readonly port?: number
}

const firstPort = 35963

/**
 * Puts the card into the reader that vpcd offers on a port (the mode in which Debian ships it). Resolves when `signal`
 * fires or the reader goes away; it never connects a second time by itself.
 * Throws VIRTUAL_CARD_NO_READER when nothing listens there, VIRTUAL_CARD_LINK_BROKEN when the link fails later.
 */
export async function emulateOverVpcd(options: VpcdOptions): Promise<void> {
  const { host = '127.0.0.1', port = firstPort, signal } = options
  if (signal?.aborted) return
  const socket = connect({ host, port })
  try {
    await once(socket, 'connect', signal ? { signal } : {})
  } catch (cause) {
    socket.destroy()
    if (signal?.aborted) return
    throw noReader(
      `No vpcd listens on ${host} port ${port}: start pcscd with the driver vpcd (docs/how-to/use-a-pcsc-reader.md), or name its port.`,
      cause,
    )
  }
  await serveLink(socket, options)
}

/**
 * The reverse mode: vpcd is configured with our address (`DEVICENAME 127.0.0.1:PORT`) and dials us, so that nothing
 * listens on more than loopback. Its driver has two slots, on PORT and PORT + 1, and aborts pcscd when one of them
 * hangs up or has no ATR: so the second slot holds `second`, or a blank card that knows no command, and callers MUST end pcscd
 * before they fire `signal`. Listens from when it resolves; `ended` resolves after `signal`.
 * Throws VIRTUAL_CARD_NO_READER when a port is taken.
 */
export async function listenForVpcd(
  options: VpcdOptions & { readonly signal: AbortSignal; readonly second?: VirtualCard | undefined },
): Promise<{ ended: Promise<void> }> {
  const { host = '127.0.0.1', port = firstPort, signal } = options
  const links = new Set<Promise<void>>()
  function makeSlot(link: LinkOptions): Server {
    return createServer((socket) => {
      const served = serveLink(socket, link)
      links.add(served)
      // It stays in the set until the end, where a failure is thrown; here it must not count as unhandled.
      served.catch(() => undefined)
    })
  }
  const slots = [makeSlot(options), makeSlot({ card: options.second ?? blankCard, signal })]
  try {
    for (const [index, slot] of slots.entries()) await listen(slot, host, port + index)
  } catch (cause) {
    for (const slot of slots) slot.close()
    throw noReader(`Cannot listen on ${host} port ${port} and ${port + 1}.`, cause)
  }
  async function end(): Promise<void> {
    if (!signal.aborted) await once(signal, 'abort')
    const closed = slots.map((slot) => once(slot, 'close'))
    for (const slot of slots) slot.close()
    await Promise.all([...closed, ...links])
  }
  return { ended: end() }
}

const blankCard: VirtualCard = {
  atr: hex.decode('3B80800101'),
  transmit: async () => hex.decode('6D00'),
  reset: async () => {},
  powerOff: async () => {},
}

async function listen(server: Server, host: string, port: number): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening')
}

function noReader(message: string, cause: unknown) {
  return new AppError('VIRTUAL_CARD_NO_READER', message, { cause })
}
