/** What a template reads of a field; `text` is there for every kind, empty when there is no answer. */
export type FieldView =
  | { readonly kind: 'text'; readonly text: string }
  | DateView
  | ChoiceView
  | { readonly kind: 'amount'; readonly text: string; readonly unit: string }
  | AccountView
  | { readonly kind: 'digits'; readonly text: string; readonly length: number }
  | { readonly kind: 'time'; readonly text: string; readonly hour: string; readonly minute: string }
  | PenView
  | { readonly kind: 'files'; readonly text: string; readonly files: readonly string[] }
  | { readonly kind: 'consent'; readonly text: string; readonly isGiven: boolean; readonly statement: string }

/** Of 平成30年4月1日: 平成, 30, 4, 1. 不明 stands in the slot of a part that nobody knows. */
export type DateView = {
  readonly kind: 'date'
  readonly text: string
  readonly era: string
  readonly year: string
  readonly month: string
  readonly day: string
}

type PenView = {
  readonly kind: 'pen'
  /** Always empty. */
  readonly text: string
  /** 0 for a line. */
  readonly boxes: number
  readonly note: string
  /** Whether this person writes it; on a blank form everybody may. */
  readonly isWanted: boolean
}

export type OptionView = {
  readonly id: string
  readonly label: string
  readonly isChosen: boolean
  /** その他: what the person says of it in their own words stands beside this one. */
  readonly takesWords: boolean
}

export type ChoiceView = {
  readonly kind: 'choice'
  /** The chosen ones. */
  readonly text: string
  /** The person's own, of その他. */
  readonly words: string
  /** Whether all labels are short enough for a line in which the chosen one gets a circle. */
  readonly areShort: boolean
  readonly options: readonly OptionView[]
}

type AccountView = {
  readonly kind: 'account'
  readonly text: string
  readonly bankName: string
  readonly bankCode: string
  readonly branchName: string
  readonly branchCode: string
  readonly accountKind: FieldView
  readonly number: string
  /** 記号 and 番号 of ゆうちょ銀行, however the account was written; empty for any other bank. */
  readonly symbol: string
  readonly symbolNumber: string
  readonly holderKana: string
}
