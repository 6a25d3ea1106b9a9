import { receiptNumberOf } from '@madoguchi/filing'
import { base64url, formatDateTime, hex } from '@madoguchi/kit'
import type { Reader } from '../shell/words.ts'
import type { ShownFiling } from './read-filings.ts'
import { applyWords } from './words.ts'

type Row = { readonly label: string; readonly text: string }

/** What a receipt says, for a page and for paper. */
export type DescribedReceipt = {
  readonly by: string
  readonly takenAt: Date
  readonly rows: readonly Row[]
  readonly parts: readonly Row[]
}

/** Undefined where its agency has not taken it. */
export function describeReceipt({ filing, about, events }: ShownFiling, reader: Reader): DescribedReceipt | undefined {
  const [first] = events
  if (about === undefined || first?.receipt === undefined) return undefined
  const { filing: copy, filings, receipt: words } = applyWords(reader)
  const { filedAt, takenAt, signature, parts } = first.receipt
  return {
    by: first.by,
    takenAt: new Date(takenAt),
    rows: [
      { label: filings.number, text: receiptNumberOf(filing) },
      { label: words.procedure, text: filings.of(about.procedure.title, about.municipality.name) },
      { label: copy.to, text: first.by },
      { label: copy.filed, text: formatDateTime(new Date(filedAt)) },
      { label: copy.taken, text: formatDateTime(new Date(takenAt)) },
      { label: words.signature, text: copy.verdicts[signature] },
    ],
    // In groups, so that two people can compare it by eye and a line can break.
    parts: parts.map(({ name, sha256 }) => ({
      label: name,
      text: (hex.encode(base64url.decode(sha256)).match(/.{8}/g) ?? []).join(' '),
    })),
  }
}
