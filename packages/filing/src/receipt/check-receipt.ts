import type { KeyObject } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { AppError, no, ok } from '@madoguchi/kit'
import type { DirectoryView, MessageErrorCode, PartyView } from '@madoguchi/messages'
import { makeVerifier, noCaseEvent, openCaseEvent, openDirectory, readContent, readEnvelope } from '@madoguchi/messages'
import type { CaseEvent } from '../case/case-event.ts'
import { caseEvent } from '../case/case-event.ts'
import type { ReceiptCode } from '../errors.ts'
import { sealedSizeOf } from '../part/part-seal.ts'
import { readFilingContent } from './read-filing-content.ts'
import type { ReceiptFile } from './receipt-file.ts'
import { parseReceiptFile } from './receipt-file.ts'
import { receiptNumberOf } from './receipt-number.ts'

/** What a receipt proves: this agency signed that it took these parts. */
export type CheckedReceipt = NonNullable<CaseEvent['receipt']> & {
  readonly filing: string
  readonly number: string
  readonly agency: PartyView
  readonly portal: PartyView
  /** The office, in the agency's words. */
  readonly by: string
}

/**
 * Whether a receipt holds, by the directory's key alone: the agency's signature over the event that is sealed for this filing, the
 * key that the directory of then knew, and what the event says inside. `directory` stands in for the one within. Facts name a
 * `reason`. Needs no network and never throws on what a stranger wrote.
 */
export async function checkReceipt(
  bytes: Bytes,
  { pinnedKey, directory }: { readonly pinnedKey: KeyObject; readonly directory?: Bytes | undefined },
): Promise<Verdict<CheckedReceipt, ReceiptCode>> {
  const file = parseReceiptFile(bytes)
  const filing = file && readFilingContent(file.filing)
  if (file === undefined || filing === undefined) return no('RECEIPT_MALFORMED')
  const opened = await openEvent(file, { filing: filing.body.filing, filingDigest: filing.digest, number: 0 })
  if (!opened.ok) return opened
  const { receipt, by } = opened.value
  if (receipt === undefined) return no('RECEIPT_MISMATCH', { reason: 'NOT_TAKEN' })
  const takenAt = new Date(receipt.takenAt)
  const network = openNetwork({ bytes: directory ?? file.directory, pinnedKey, takenAt })
  if (!network.ok) return network
  const verified = makeVerifier(network.value).verify(file.event, takenAt)
  if (!verified.ok) return no('RECEIPT_UNSIGNED', { reason: verified.code satisfies MessageErrorCode })
  const event = verified.value
  if (event.name !== 'case-event' || event.from !== filing.agency) return no('RECEIPT_MISMATCH', { reason: 'SENDER' })
  const { body } = event
  if (body.filing !== filing.body.filing || body.number !== 0 || body.previous !== noCaseEvent)
    return no('RECEIPT_MISMATCH', { reason: 'PLACE' })
  const sizes = filing.body.parts.map(({ sizeBytes }) => sizeBytes)
  const opensTo = receipt.parts.map(({ sizeBytes }) => sealedSizeOf(sizeBytes))
  const isWhole = sizes.length === opensTo.length && sizes.every((size, at) => size === opensTo[at])
  if (!isWhole) return no('RECEIPT_MISMATCH', { reason: 'PARTS' })
  const number = receiptNumberOf(body.filing)
  if (file.number !== number) return no('RECEIPT_MISMATCH', { reason: 'NUMBER' })
  const [agency, portal] = [filing.agency, filing.portal].map(network.value.describeParty) as [PartyView, PartyView]
  return ok({ ...receipt, filing: body.filing, number, agency, portal, by })
}

/** What stands in the event, by the secret of its seal: nobody's signature is looked at yet. */
async function openEvent(
  { event, secret }: ReceiptFile,
  place: { readonly filing: string; readonly filingDigest: string; readonly number: number },
): Promise<Verdict<CaseEvent, 'RECEIPT_MALFORMED' | 'RECEIPT_MISMATCH'>> {
  const envelope = readEnvelope(event)
  const content = envelope.ok ? readContent(envelope.value.content) : envelope
  if (!content.ok) return no('RECEIPT_MALFORMED')
  const opened = await openCaseEvent({ sealed: content.value.payload, key: { sharedSecret: secret }, place })
  if (!opened.ok) return no('RECEIPT_MISMATCH', { reason: 'SEAL' })
  const read = caseEvent.safeParse(opened.value)
  if (!read.success) return no('RECEIPT_MALFORMED')
  const { filing, number } = read.data
  return filing === place.filing && number === 0 ? ok(read.data) : no('RECEIPT_MISMATCH', { reason: 'EVENT' })
}

function openNetwork(from: {
  readonly bytes: Bytes
  readonly pinnedKey: KeyObject
  readonly takenAt: Date
}): Verdict<DirectoryView, 'RECEIPT_DIRECTORY'> {
  const { bytes, pinnedKey, takenAt } = from
  try {
    return ok(openDirectory({ bytes, pinnedKey, clock: { now: () => takenAt } }))
  } catch (error) {
    if (error instanceof AppError) return no('RECEIPT_DIRECTORY', { reason: error.code })
    throw error
  }
}
