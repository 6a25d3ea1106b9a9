/**
 * A closed exchange is a link of a person's chain: link `index` (from 0) names the leaf hash of the link before it
 * (64 hex digits, zeros for the first), so that the person can see that no exchange of theirs was left out. `open`
 * links are the person's to see; `sealed` ones (不開示) form a chain of their own for the auditor. Only closing joins
 * a chain, since a provider may say no sooner that the record must not be shown.
 */
export type ChainLink = { readonly name: 'open' | 'sealed'; readonly index: number; readonly previous: string }

/** 番号法23条: who asked whom, when, for what, for which affair and on which basis. Times are ISO 8601 UTC to the millisecond. */
export type AskedRecord = {
  readonly kind: 'asked'
  readonly exchange: string
  readonly at: string
  readonly inquirer: string
  readonly provider: string
  readonly affair: string
  readonly type: string
  /** The item of the permission table that allowed it; absent where nothing did. */
  readonly basis?: string
  /** The version of the facts (types, affairs, permission table) by which it was judged; absent in lines of before these had one. */
  readonly facts?: number
  readonly periodFrom?: string
  readonly periodUntil?: string
  /** SHA-256 of the signed ask, 64 hex digits. */
  readonly askDigest: string
}

/** How the exchange ended. `asked` is the leaf hash of its asked row (64 hex digits); `answerDigest` is the SHA-256 of the sealed answer, 64 hex digits, where there was one. */
export type ClosedRecord = {
  readonly kind: 'closed'
  readonly exchange: string
  readonly at: string
  readonly asked: string
  readonly outcome: string
  readonly answerDigest?: string
  readonly chain: ChainLink
}

export type LedgerRecord = AskedRecord | ClosedRecord

export const chainStart = '0'.repeat(64)
