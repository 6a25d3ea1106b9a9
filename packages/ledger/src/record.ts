/**
 * A closed exchange is a link of a person's chain: link `index` (from 0) names the leaf hash of the link before it
 * (64 hex digits, zeros for the first), so that the person can see that no exchange of theirs was left out. `open`
 * links are the person's to see; `sealed` ones (不開示) form a chain of their own for the auditor. Of an exchange only closing
 * joins a chain, since a provider may say no sooner that the record must not be shown; a filing and the events of its case
 * are their person's own doing and join the open one at once.
 */
type ChainLink = { readonly name: 'open' | 'sealed'; readonly index: number; readonly previous: string }

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

/** 提出: what a person filed with an agency through a portal. `filingDigest` is the SHA-256 of the signed filing, 64 hex digits. */
type FiledRecord = {
  readonly kind: 'filed'
  readonly filing: string
  readonly at: string
  readonly portal: string
  readonly agency: string
  readonly filingDigest: string
  /** The filing whose case it is for, where it begins none. */
  readonly about?: string
  readonly chain: ChainLink
}

/**
 * That something happened in a case, and nothing of what. `filed` is the leaf hash of its filed row, `eventDigest` is by which the
 * next event names this one (64 hex digits each).
 */
type CaseEventRecord = {
  readonly kind: 'case-event'
  readonly filing: string
  /** Its place in the case, from 0. */
  readonly number: number
  readonly at: string
  readonly eventDigest: string
  readonly filed: string
  readonly chain: ChainLink
}

/** What is a link of a person's chain. */
export type LinkedRecord = ClosedRecord | FiledRecord | CaseEventRecord
export type LedgerRecord = AskedRecord | LinkedRecord

export const chainStart = '0'.repeat(64)

const members = {
  asked: ['exchange', 'at', 'inquirer', 'provider', 'affair', 'type', 'askDigest'],
  closed: ['exchange', 'at', 'asked', 'outcome'],
  filed: ['filing', 'at', 'portal', 'agency', 'filingDigest'],
  'case-event': ['filing', 'at', 'eventDigest', 'filed'],
} as const satisfies { readonly [K in LedgerRecord['kind']]: readonly (keyof Extract<LedgerRecord, { kind: K }>)[] }

/** Reads a record as a ledger keeps it, in JSON. Throws a SyntaxError, or a TypeError where it is none of this kind. */
export function readRecord<K extends LedgerRecord['kind']>(json: string, kind: K): Extract<LedgerRecord, { kind: K }> {
  const record: Readonly<Record<string, unknown>> = Object(JSON.parse(json))
  const isWhole =
    record.kind === kind &&
    members[kind].every((name) => typeof record[name] === 'string') &&
    (kind === 'asked' || isChainLink(record.chain)) &&
    (kind !== 'case-event' || Number.isSafeInteger(record.number))
  if (!isWhole) throw new TypeError(`no record of kind ${kind}`)
  return record as Extract<LedgerRecord, { kind: K }>
}

function isChainLink(value: unknown): boolean {
  const { name, index, previous }: Partial<Record<keyof ChainLink, unknown>> = Object(value)
  return (name === 'open' || name === 'sealed') && Number.isSafeInteger(index) && typeof previous === 'string'
}
