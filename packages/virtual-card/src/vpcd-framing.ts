import { type Bytes, concat } from '@madoguchi/kit'

/** What vpcd asks for: a one-byte body controls power or asks for the ATR, a longer one is a command. */
export type VpcdRequest =
  | { readonly kind: 'power-off' | 'power-on' | 'reset' | 'atr' }
  | { readonly kind: 'command'; readonly command: Bytes }
  | { readonly kind: 'unknown' }

const controls: Readonly<Record<number, VpcdRequest>> = {
  0: { kind: 'power-off' },
  1: { kind: 'power-on' },
  2: { kind: 'reset' },
  4: { kind: 'atr' },
}

/** A body behind its length: two bytes, big endian. */
export function encodeVpcdFrame(body: Bytes): Bytes {
  return concat(Uint8Array.of(body.length >> 8, body.length & 0xff), body)
}

/** Collects bytes as they arrive and gives the requests that are complete. */
export function makeFrameReader(): (chunk: Bytes) => VpcdRequest[] {
  let pending: Bytes = new Uint8Array()
  return (chunk) => {
    pending = concat(pending, chunk)
    const requests: VpcdRequest[] = []
    while (pending.length >= 2) {
      const end = 2 + (pending[0] ?? 0) * 0x100 + (pending[1] ?? 0)
      if (pending.length < end) break
      requests.push(readRequest(pending.slice(2, end)))
      pending = pending.slice(end)
    }
    return requests
  }
}

function readRequest(body: Bytes): VpcdRequest {
  if (body.length > 1) return { kind: 'command', command: body }
  return controls[body[0] ?? -1] ?? { kind: 'unknown' }
}
