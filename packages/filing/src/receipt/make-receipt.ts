import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { ReaderKey } from '@madoguchi/messages'
import { exposeSeal, readContent, readEnvelope } from '@madoguchi/messages'
import { readFilingContent } from './read-filing-content.ts'
import { encodeReceiptFile } from './receipt-file.ts'
import { receiptNumberOf } from './receipt-number.ts'

/**
 * 受付票 as a file, for `checkReceipt`. `filing` is the signed content of the filing, `event` the agency's envelope with the event 0 of
 * its case, `directory` the signed file of the network. It opens that event to whoever reads it, and no other. Refuses what is
 * no filing or no event; whether they belong together, `checkReceipt` says.
 */
export function makeReceipt(from: {
  readonly filing: Bytes
  readonly event: Bytes
  readonly readerKey: ReaderKey
  readonly directory: Bytes
}): Verdict<Bytes, 'RECEIPT_MALFORMED'> {
  const { filing, event, readerKey, directory } = from
  const said = readFilingContent(filing)
  const envelope = readEnvelope(event)
  const content = envelope.ok ? readContent(envelope.value.content) : envelope
  if (said === undefined || !content.ok || content.value.payload.length === 0) return no('RECEIPT_MALFORMED')
  const number = receiptNumberOf(said.body.filing)
  const { sharedSecret: secret } = exposeSeal(readerKey, content.value.payload)
  return ok(encodeReceiptFile({ format: 'madoguchi-receipt/1', number, filing, event, secret, directory }))
}
