import type { AccountKind } from './account-kinds.ts'
import type { Procedure } from './definition.ts'

/** What a person has answered so far. Every function of the package gives a new one and leaves the old one as it was. */
export type Answers = {
  readonly fields: FieldAnswers
  /** By the group's id, in the order in which they stand on the paper. */
  readonly groups: Readonly<Record<string, readonly Item[]>>
}
export type FieldAnswers = Readonly<Record<string, Answer>>

/**
 * One of a group: a child, a dog. `id` is its own for as long as there are answers, wherever it stands among the others
 * by then: `itm_…`. It says nothing of its place.
 */
export type Item = { readonly id: string; readonly fields: FieldAnswers }

export type Answer = { readonly value: Value; readonly source: Source }

/** Where a value came from: `answer` is an agency's answer to a self-information request. `at` is an ISO instant. */
export type Source = { readonly from: 'typed' | 'card' | 'answer'; readonly at: string }

/**
 * Texts for name, kana, address, postal-code, date, phone, email and text; whole yen for money; true and false for
 * yes-no; true for consent; for confirm what it is about (0061), or true.
 */
export type Value = string | number | boolean | ChoiceValue | ChoicesValue | AccountValue | FileValue

/** Of choice and relationship. `words` are the person's own, where the option takes them. */
export type ChoiceValue = { readonly choice: string; readonly words?: string }
export type ChoicesValue = { readonly choices: readonly string[]; readonly words?: string }
export type FileValue = { readonly files: readonly string[] }
export type AccountValue = {
  readonly bankName: string
  /** 4 digits; empty where somebody said not to know it, for a pen */
  readonly bankCode: string
  readonly branchName: string
  /** 3 digits; empty as above */
  readonly branchCode: string
  readonly accountKind: AccountKind
  /** 7 digits */
  readonly number: string
  readonly holderKana: string
  /** Typed as 記号・番号 of ゆうちょ銀行, which bank, branch and number tell. */
  readonly writtenAs?: 'symbol'
  /** 記号 as it stands in the passbook, where its check digit does not fit and somebody said that it is right: `10180`. */
  readonly confirmedSymbol?: string
  /** The kana of the person that the holder was compared with, by whom it was said to be right although it differs. */
  readonly confirmedFor?: string
}

/** What all functions of the flow look at: one person in the middle of one procedure on one day. */
export type Filling = {
  readonly procedure: Procedure
  readonly answers: Answers
  /** The day in Japan: `2026-11-22`. */
  readonly today: string
}

export const noAnswers: Answers = { fields: {}, groups: {} }
