import type { Bytes } from '@madoguchi/kit'
import { base64url, utf8 } from '@madoguchi/kit'
import { messageLimits } from '@madoguchi/messages'
import { z } from 'zod'

const { contentSizeBytesMax, envelopeSizeBytesMax, directorySizeBytesMax } = messageLimits

/** Of a file as JSON. */
const receiptSizeBytesMax = Math.ceil((contentSizeBytesMax + envelopeSizeBytesMax + directorySizeBytesMax) * 1.4)

const bytes = z.codec(
  z.string().regex(/^[A-Za-z0-9_-]*$/),
  z.custom<Bytes>((value) => value instanceof Uint8Array),
  {
    decode: (text) => base64url.decode(text),
    encode: (decoded) => base64url.encode(decoded),
  },
)

/**
 * 受付票 as a file: all that somebody needs who knows the directory's key and nobody else. Bytes as base64url: the content of the
 * filing, the agency's first event of its case, the secret of that one event's seal, and the signed directory of the network.
 */
const receiptFile = z.strictObject({
  format: z.literal('madoguchi-receipt/1'),
  number: z.string().max(30),
  filing: bytes,
  event: bytes,
  secret: bytes,
  directory: bytes,
})

export type ReceiptFile = z.output<typeof receiptFile>

export function encodeReceiptFile(file: ReceiptFile): Bytes {
  return utf8.encode(`${JSON.stringify(receiptFile.encode(file), undefined, 1)}\n`)
}

/** Undefined for what is no receipt. What stands in it is for `checkReceipt` to believe. */
export function parseReceiptFile(file: Bytes): ReceiptFile | undefined {
  if (file.length > receiptSizeBytesMax) return undefined
  try {
    return receiptFile.parse(JSON.parse(utf8.decode(file)))
  } catch {
    // Not UTF-8, not JSON, not base64url, not a receipt: whatever it is, it is none.
    return undefined
  }
}
