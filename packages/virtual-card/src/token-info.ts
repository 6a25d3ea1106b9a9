import { type Bytes, concat, utf8 } from '@madoguchi/kit'

/**
 * EF 0006 of JPKI, 160 bytes: CK_TOKEN_INFO of PKCS#11 with big-endian words. Clients look at the first 32 bytes,
 * where an IC card says JPKIAPICCTOKEN2.
 */
export function encodeTokenInfo(): Bytes {
  const label = padded('JPKIAPICCTOKEN2', 32)
  const manufacturer = padded('TEST ONLY', 32)
  const model = padded('VIRTUAL', 16)
  const serial = padded('', 16)
  const words = new DataView(new ArrayBuffer(44))
  const longestPin = 16
  const shortestPin = 4
  words.setUint32(20, longestPin)
  words.setUint32(24, shortestPin)
  const clock = padded('', 16)
  const versions = Uint8Array.of(2, 0, 2, 0)
  return concat(label, manufacturer, model, serial, new Uint8Array(words.buffer), versions, clock)
}

function padded(text: string, length: number): Bytes {
  return utf8.encode(text.padEnd(length, ' '))
}
