import { AppError, type Bytes, concat, utf8 } from '@madoguchi/kit'

/** A chunk of 512 KiB in base64 and what is around it. */
export const frameSizeBytesMax = 1024 * 1024
const headerLength = 4

/**
 * Cuts a stream into native messages: four bytes of length, little-endian on every machine that we run on, and as many
 * bytes of JSON. What an end cuts off is dropped. Throws HOST_PIPE_BROKEN for a message longer than `frameSizeBytesMax`.
 */
export async function* readFrames(input: AsyncIterable<Uint8Array>): AsyncGenerator<Bytes> {
  let parts: Uint8Array[] = []
  let gathered = 0
  let wanted = headerLength
  let isHeader = true
  for await (const piece of input) {
    let rest = piece
    while (rest.length > 0) {
      const taken = rest.subarray(0, wanted - gathered)
      // Not `slice`, which on a Buffer copies nothing.
      parts.push(new Uint8Array(taken))
      // The browser's buffer may hold a PIN.
      taken.fill(0)
      gathered += taken.length
      rest = rest.subarray(taken.length)
      if (gathered < wanted) continue
      const whole = concat(...parts)
      for (const part of parts) part.fill(0)
      parts = []
      gathered = 0
      if (isHeader) wanted = readLength(whole)
      else {
        wanted = headerLength
        yield whole
      }
      isHeader = !isHeader
    }
  }
}

function readLength(header: Bytes): number {
  const length = new DataView(header.buffer, header.byteOffset).getUint32(0, true)
  if (length === 0 || length > frameSizeBytesMax) {
    throw new AppError('HOST_PIPE_BROKEN', 'A native message has no length that ours have.', { facts: { length } })
  }
  return length
}

export function encodeFrame(message: unknown): Bytes {
  const body = utf8.encode(JSON.stringify(message))
  const header = new Uint8Array(headerLength)
  new DataView(header.buffer).setUint32(0, body.length, true)
  return concat(header, body)
}
