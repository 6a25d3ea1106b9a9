import type { Socket } from 'node:net'

const ipprotoTcp = 6
const tcpQuickack = 12

/**
 * Gives a function that makes the kernel acknowledge at once what this socket received. The vpcd that Debian ships
 * writes length and body apart; without this, Nagle and delayed acknowledgement cost 40 ms a command. The kernel falls
 * back by itself, so callers call it after every `data` event. Where it cannot be done (not Linux, koffi not
 * installed) the function does nothing: slower, not wrong.
 */
export async function makeQuickAck(socket: Socket): Promise<() => void> {
  const descriptor = findDescriptor(socket)
  if (process.platform !== 'linux' || descriptor === undefined) return () => {}
  try {
    const { default: koffi } = await import('koffi')
    const setsockopt = koffi.load(null).func('int setsockopt(int, int, int, const void *, uint32_t)')
    const on = Int32Array.of(1)
    return () => setsockopt(descriptor, ipprotoTcp, tcpQuickack, on, on.byteLength)
  } catch {
    // koffi is an optional dependency.
    return () => {}
  }
}

function findDescriptor(socket: Socket): number | undefined {
  if (!('_handle' in socket) || typeof socket._handle !== 'object' || socket._handle === null) return undefined
  const handle = socket._handle
  return 'fd' in handle && typeof handle.fd === 'number' && handle.fd >= 0 ? handle.fd : undefined
}
