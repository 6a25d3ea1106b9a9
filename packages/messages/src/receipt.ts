import type { KeyObject } from 'node:crypto'
import { sign, verify } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { concat, no, ok, utf8 } from '@madoguchi/kit'
import { decode, encode } from 'cborg'
import type { SigningKey } from './keys.ts'
import { limits } from './limits.ts'

/** One line a message: `code` is undefined where it was accepted and its effect is durable. */
export type ReceiptLine = { readonly id: string; readonly code?: string }
export type Receipt = { readonly from: string; readonly keyId: string; readonly lines: readonly ReceiptLine[] }

const context = utf8.encode('madoguchi/receipt/1\n')

/** A receipt for a whole batch: CBOR [receipt, signature], receipt = [from, keyId, [[id, code | null]…]]. */
export function signReceipt(from: string, key: SigningKey, lines: readonly ReceiptLine[]): Bytes {
  const content = encode([from, key.keyId, lines.map(({ id, code }) => [id, code ?? null])])
  return encode([content, new Uint8Array(sign(null, concat(context, content), key.privateKey))])
}

/** Refuses a receipt of somebody else, with another signature or of another form. Never throws. */
export function readReceipt(
  bytes: Bytes,
  findKey: (from: string, keyId: string) => KeyObject | undefined,
): Verdict<Receipt, 'MESSAGE_MALFORMED' | 'MESSAGE_SIGNATURE'> {
  if (bytes.length > limits.batchSizeBytesMax) return no('MESSAGE_MALFORMED')
  try {
    const [content, signature] = decode(bytes) as [Bytes, Bytes]
    const [from, keyId, rows] = decode(content) as [string, string, [string, string | null][]]
    const key = findKey(from, keyId)
    if (key === undefined || !verify(null, concat(context, content), key, signature)) return no('MESSAGE_SIGNATURE')
    return ok({ from, keyId, lines: rows.map(([id, code]) => (code === null ? { id } : { id, code })) })
  } catch {
    // Whatever did not decode or fit is not a receipt.
    return no('MESSAGE_MALFORMED')
  }
}
