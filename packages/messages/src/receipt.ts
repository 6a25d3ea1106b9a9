import type { KeyObject } from 'node:crypto'
import { sign, verify } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { concat, no, ok, utf8 } from '@madoguchi/kit'
import { encode } from 'cborg'
import type { CborReader } from './cbor.ts'
import { readCbor } from './cbor.ts'
import type { SigningKey } from './keys.ts'
import { limits } from './limits.ts'

/** One line a message: `code` is undefined where it was accepted and its effect is durable. */
export type ReceiptLine = { readonly id: string; readonly code?: string }
export type Receipt = { readonly from: string; readonly keyId: string; readonly lines: readonly ReceiptLine[] }

const context = utf8.encode('madoguchi/receipt/1\n')

/** A message id, or `#` and what the receiver calls a message whose id it could not trust. */
const idPattern = /^(msg_[A-Za-z0-9_-]{22}|#[A-Za-z0-9_-]{1,43})$/
const codePattern = /^[A-Z][A-Z_]{2,40}$/

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
  const receipt = parseReceipt(bytes)
  if (receipt === undefined) return no('MESSAGE_MALFORMED')
  const { content, signature, ...read } = receipt
  const key = findKey(read.from, read.keyId)
  if (key === undefined || !verify(null, concat(context, content), key, signature)) return no('MESSAGE_SIGNATURE')
  return ok(read)
}

/** A receipt's form alone, for whoever made it: nobody's signature is verified. Undefined for any other form. */
export function parseReceipt(bytes: Bytes): (Receipt & { content: Bytes; signature: Bytes }) | undefined {
  if (bytes.length > limits.receiptSizeBytesMax) return undefined
  const signed = readCbor(bytes, (reader) =>
    reader.array(2) === 2 ? { content: reader.bytes(), signature: reader.bytes() } : undefined,
  )
  if (signed === undefined) return undefined
  const receipt = readCbor(signed.content, (reader) =>
    reader.array(3) === 3
      ? {
          from: reader.text(limits.wordSizeBytesMax),
          keyId: reader.text(limits.wordSizeBytesMax),
          lines: readLines(reader),
        }
      : undefined,
  )
  return receipt?.lines && { ...receipt, lines: receipt.lines, ...signed }
}

function readLines(reader: CborReader): ReceiptLine[] | undefined {
  const lines = Array.from({ length: reader.array(limits.batchMessagesMax) }, () => readLine(reader))
  return lines.every((line) => line !== undefined) ? lines : undefined
}

function readLine(reader: CborReader): ReceiptLine | undefined {
  if (reader.array(2) !== 2) return undefined
  const id = reader.text(limits.wordSizeBytesMax)
  const code = reader.textOrNull(limits.wordSizeBytesMax)
  if (!idPattern.test(id)) return undefined
  if (code === null) return { id }
  return codePattern.test(code) ? { id, code } : undefined
}
