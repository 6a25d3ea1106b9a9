import type { AnswerDocument } from '@madoguchi/documents'
import { makeReceipt, receiptNumberOf } from '@madoguchi/filing'
import { AppError, type Bytes, japaneseDay } from '@madoguchi/kit'
import type { DirectoryView } from '@madoguchi/messages'
import { deriveReaderKey } from '@madoguchi/messages'
import type { OpenSession } from '../shell/visitor.ts'
import type { Reader } from '../shell/words.ts'
import { type DescribedReceipt, describeReceipt } from './describe-receipt.ts'
import type { FilingAbout } from './filing-about.ts'
import { type FilingSource, findProof, type ShownFiling } from './read-filings.ts'
import { applyWords } from './words.ts'

/** A filing that its agency has taken, with what its receipt says. */
type Receipted = { readonly filing: string; readonly about: FilingAbout; readonly receipt: DescribedReceipt }

/** Throws FILING_NOT_THERE for one that was not taken yet. */
export function demandReceipt(shown: ShownFiling, reader: Reader): Receipted {
  const receipt = describeReceipt(shown, reader)
  if (shown.about === undefined || receipt === undefined)
    throw new AppError('FILING_NOT_THERE', 'Its agency has not taken it yet.')
  return { about: shown.about, receipt, filing: shown.filing }
}

/** 受付票, on paper. */
export function composeReceipt(
  { filing, about, receipt }: Receipted,
  { operator, reader }: { operator: string; reader: Reader },
): AnswerDocument {
  const copy = applyWords(reader).receipt
  return {
    title: copy.title,
    subtitle: copy.subtitle(about.procedure.title),
    issuer: receipt.by,
    operator,
    requestedAt: receipt.takenAt,
    asOf: japaneseDay(receipt.takenAt),
    referenceNumber: receiptNumberOf(filing),
    sections: [
      { heading: copy.heading, rows: receipt.rows },
      { heading: copy.partsHeading, note: copy.partsNote, rows: receipt.parts },
    ],
    notes: copy.notes,
  }
}

/** 受付票, as a file that holds when portal and agency are gone. Throws FILING_NOT_THERE where what was kept makes none. */
export async function makeReceiptFile(
  reading: FilingSource,
  { directory, session }: { directory: Pick<DirectoryView, 'file'>; session: OpenSession },
  filing: string,
): Promise<Bytes> {
  const proof = await findProof(reading, session, filing)
  const readerKey = await deriveReaderKey(session.vaultKey, filing)
  const made = proof && makeReceipt({ ...proof, readerKey, directory: proof.directory ?? directory.file })
  if (made?.ok !== true) throw new AppError('FILING_NOT_THERE', 'What was kept of it makes no receipt.')
  return made.value
}
