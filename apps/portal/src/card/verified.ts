import type { Tone } from '@madoguchi/ui'

/** What is said of documents that were looked at: plain texts, of which the page and the report are both made. */

export type VerdictTone = Extract<Tone, 'success' | 'error' | 'warning'>

/** A line of what was looked at; `lines` where it has several parts. */
export type VerifiedRow = { readonly term: string; readonly text: string; readonly lines: readonly string[] }

export type VerifiedSignature = {
  readonly heading: string
  readonly tone: VerdictTone
  readonly verdict: string
  readonly why: readonly string[]
  readonly rows: readonly VerifiedRow[]
  readonly note: string
  /** Which signature it is, where the document can be taken out as it was signed and is another by now; else 0. */
  readonly revision: number
}

/** One thing that happened to a document. */
export type HistoryStep = {
  readonly tone: VerdictTone | 'neutral'
  readonly title: string
  readonly facts: readonly string[]
  readonly lines: readonly string[]
}

export type VerifiedDocument = {
  readonly name: string
  /** SHA-256, in hexadecimal; empty where nothing was looked at. */
  readonly hash: string
  readonly tone: VerdictTone
  readonly sentence: string
  readonly why: readonly string[]
  readonly count: string
  readonly history: readonly HistoryStep[]
  readonly signatures: readonly VerifiedSignature[]
  /** What was left out of the details, in a sentence. */
  readonly left: string
}

/** `at`: when, as ISO 8601. */
export type VerifiedReport = { readonly at: string; readonly documents: readonly VerifiedDocument[] }

/** How much of each document is told in detail: of so many signatures, and so many lines of what came after each. */
export type Detail = { readonly signatures: number; readonly lines: number }
