import type { Bytes } from '@madoguchi/kit'

/** A command as it arrives. `ne` is how many bytes of answer the other side takes, 0 for none. */
export type CommandFrame = {
  readonly cla: number
  readonly ins: number
  readonly p1: number
  readonly p2: number
  readonly body: Bytes
  readonly ne: number
  readonly isExtended: boolean
}

/** Reads the seven forms of ISO/IEC 7816-3 section 12.1.3. Undefined for what is none of them. */
export function readCommandFrame(bytes: Bytes): CommandFrame | undefined {
  if (bytes.length < 4) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [cla, ins, p1, p2] = [view.getUint8(0), view.getUint8(1), view.getUint8(2), view.getUint8(3)]
  const head = { cla, ins, p1, p2 }
  const none = new Uint8Array()
  const size = bytes.length
  if (size === 4) return { ...head, body: none, ne: 0, isExtended: false }
  const b1 = view.getUint8(4)
  if (size === 5) return { ...head, body: none, ne: b1 === 0 ? 256 : b1, isExtended: false }
  if (b1 !== 0) {
    const body = bytes.slice(5, 5 + b1)
    if (size === 5 + b1) return { ...head, body, ne: 0, isExtended: false }
    if (size === 6 + b1) return { ...head, body, ne: view.getUint8(size - 1) || 256, isExtended: false }
    return undefined
  }
  if (size < 7) return undefined
  const long = view.getUint16(5)
  if (size === 7) return { ...head, body: none, ne: long === 0 ? 65536 : long, isExtended: true }
  const body = bytes.slice(7, 7 + long)
  if (long > 0 && size === 7 + long) return { ...head, body, ne: 0, isExtended: true }
  if (long > 0 && size === 9 + long) return { ...head, body, ne: view.getUint16(size - 2) || 65536, isExtended: true }
  return undefined
}
