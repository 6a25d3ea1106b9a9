import type { KeyObject } from 'node:crypto'
import { sign, verify } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { concat, no, ok, utf8 } from '@madoguchi/kit'
import { encode } from 'cborg'
import type { CborReader } from './cbor.ts'
import { readCbor } from './cbor.ts'
import type { SigningKey } from './keys.ts'
import { limits } from './limits.ts'

/**
 * The second form names the sender of each message. The first does not, so that a receipt for one party's message could be
 * shown to another that uses the same id: docs/decisions/0041-a-receipt-names-the-sender.md.
 */
export type ReceiptForm = 1 | 2

/**
 * One line a message: `code` is undefined where it was accepted and its effect is durable. `sender` is undefined in the first
 * form, and where the line names the bytes that came (`#…`) and not a message of anybody's.
 */
export type ReceiptLine = { readonly sender?: string; readonly id: string; readonly code?: string }
type Receipt = {
  readonly form: ReceiptForm
  readonly from: string
  readonly keyId: string
  readonly lines: readonly ReceiptLine[]
}

const contexts = { 1: utf8.encode('madoguchi/receipt/1\n'), 2: utf8.encode('madoguchi/receipt/2\n') } as const

/** A message id, or `#` and what the receiver calls a message whose id it could not trust. */
const idPattern = /^(msg_[A-Za-z0-9_-]{22}|#[A-Za-z0-9_-]{1,43})$/
const senderPattern = /^[a-z][a-z0-9-]{1,46}$/
const codePattern = /^[A-Z][A-Z_]{2,40}$/

/**
 * A receipt for a whole batch: CBOR [content, signature]; content = [from, keyId, [[id, code | null]…]] in the first form,
 * [2, from, keyId, [[sender | null, id, code | null]…]] in the second.
 */
export function signReceipt(options: {
  form: ReceiptForm
  from: string
  key: SigningKey
  lines: readonly ReceiptLine[]
}): Bytes {
  const { form, from, key, lines } = options
  const content =
    form === 1
      ? encode([from, key.keyId, lines.map(({ id, code }) => [id, code ?? null])])
      : encode([2, from, key.keyId, lines.map(({ sender, id, code }) => [sender ?? null, id, code ?? null])])
  return encode([content, new Uint8Array(sign(null, encodeSigned(form, content), key.privateKey))])
}

function encodeSigned(form: ReceiptForm, content: Bytes): Bytes {
  return concat(contexts[form], content)
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
  if (key === undefined || !verify(null, encodeSigned(read.form, content), key, signature))
    return no('MESSAGE_SIGNATURE')
  return ok(read)
}

/** A receipt's form alone, for whoever made it: nobody's signature is verified. Undefined for any other form. */
export function parseReceipt(bytes: Bytes): (Receipt & { content: Bytes; signature: Bytes }) | undefined {
  if (bytes.length > limits.receiptSizeBytesMax) return undefined
  const signed = readCbor(bytes, (reader) =>
    reader.array(2) === 2 ? { content: reader.bytes(), signature: reader.bytes() } : undefined,
  )
  const receipt = signed && readCbor(signed.content, readContent)
  return signed && receipt?.lines && { ...receipt, lines: receipt.lines, ...signed }
}

function readContent(reader: CborReader): (Omit<Receipt, 'lines'> & { lines: ReceiptLine[] | undefined }) | undefined {
  const fields = reader.array(4)
  if (fields !== 3 && (fields !== 4 || reader.count() !== 2)) return undefined
  const form = fields === 3 ? 1 : 2
  const from = reader.text(limits.wordSizeBytesMax)
  const keyId = reader.text(limits.wordSizeBytesMax)
  const lines = Array.from({ length: reader.array(limits.batchMessagesMax) }, () => readLine(reader, form))
  return { form, from, keyId, lines: lines.every((line) => line !== undefined) ? lines : undefined }
}

function readLine(reader: CborReader, form: ReceiptForm): ReceiptLine | undefined {
  if (reader.array(3) !== form + 1) return undefined
  const sender = form === 1 ? null : reader.textOrNull(limits.wordSizeBytesMax)
  const id = reader.text(limits.wordSizeBytesMax)
  const code = reader.textOrNull(limits.wordSizeBytesMax)
  if (!idPattern.test(id) || (code !== null && !codePattern.test(code))) return undefined
  // A message has a sender; bytes that are nobody's for certain have none.
  if (form === 2 && (sender === null) !== id.startsWith('#')) return undefined
  if (sender !== null && !senderPattern.test(sender)) return undefined
  return { ...(sender === null ? {} : { sender }), id, ...(code === null ? {} : { code }) }
}
