import type { Condition, Day } from './condition.ts'
import type { RelationshipCode } from './relationships.ts'

type FieldBase = {
  /** camelCase, once in the whole procedure: `applicantName`. */
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly example?: string
  /** Said after the sentence of an error: where to find it, whom to ask. */
  readonly errorHint?: string
  /** What is not marked so has to be answered. */
  readonly isOptional?: boolean
  /** About whoever fills the form in, always or when that holds: the browser may offer what it knows of its owner (WCAG 1.3.5). What the card fills in is so anyhow. */
  readonly isOwn?: boolean | Condition
  /** `false` for what only leads the way and stands on no paper. What is not marked so and is not printed is refused. */
  readonly isOnPaper?: boolean
  /** Asks about what stands before it, on the same page too. */
  readonly when?: Condition
  /** What may fill it in, if the person wants it. */
  readonly fill?: Fill
}

/** One of the four attributes of the card, or an item of an answer that the person asked their agencies for. */
export type Fill = CardFill | AnswerFill
/** The card is of whoever fills the form in, an answer about whoever is logged in: `when` says when the field is, too. */
type CardFill = {
  readonly from: 'card'
  readonly attribute: 'name' | 'address' | 'birthDate' | 'sex'
  readonly when?: Condition
}
/** Of the newest record that is not over. */
export type AnswerFill = {
  readonly from: 'answer'
  /** As the catalogue has it: `medical-insurance`. */
  readonly informationType: string
  /** One of its fields, or several, which are joined by a hyphen: `symbol+number`. */
  readonly item: string
  /** Of a choice: the option for what the item says. What is not named fills in nothing. */
  readonly options?: Readonly<Record<string, string>>
  /** The item with a record’s last day. */
  readonly until?: string
  readonly when?: Condition
}

/** 氏名. Kept to the code point as it was typed: no form of normalising. `graphemesMax` is 200 unless said. */
export type NameField = FieldBase & { readonly kind: 'name'; readonly graphemesMax?: number }
/** カナ. Any width and hiragana become full-width katakana. */
export type KanaField = FieldBase & { readonly kind: 'kana'; readonly graphemesMax?: number }
/** 住所, kept as it was typed. */
export type AddressField = FieldBase & { readonly kind: 'address'; readonly graphemesMax?: number }
/** `123-4567` */
export type PostalCodeField = FieldBase & { readonly kind: 'postal-code' }
/**
 * `2026-11-22`; `1931-04-00` where the day, `1931-00-00` where day and month may be unknown. What the date alone does
 * not tell of how it was written stands behind it: `1989-01-00[heisei]`, `1990-05-05[western]`.
 */
export type DateField = FieldBase & {
  readonly kind: 'date'
  /** What is offered first; either is understood. `era` unless said. */
  readonly calendar?: 'era' | 'western'
  /**
   * A day of these years: the era of today stands chosen. Without it, as for a birth, nobody’s era is guessed; a field
   * whose days begin today is recent by itself.
   */
  readonly isRecent?: boolean
  readonly unknown?: 'day' | 'month'
  /** The first and the last day that can be right. */
  readonly from?: Day
  readonly until?: Day
}
/** `none` is the label of a box for whoever has no telephone: 「電話はありません」. */
export type PhoneField = FieldBase & { readonly kind: 'phone'; readonly none?: string }
export type EmailField = FieldBase & { readonly kind: 'email' }
/**
 * 金融機関, 支店, 種別, 口座番号, 名義カナ. `holder` is the kana field with the name of whoever the account has to belong to:
 * another name is asked about, and is taken when somebody says that it is right.
 */
export type AccountField = FieldBase & { readonly kind: 'account'; readonly holder?: string }
/** 続柄: what that person is to the other. `only` narrows the list down. */
export type RelationshipField = FieldBase & {
  readonly kind: 'relationship'
  readonly only?: readonly RelationshipCode[]
}
/** One of the options. */
export type ChoiceField = FieldBase & { readonly kind: 'choice'; readonly options: readonly Option[] }
/** Any of the options, in the order of the definition. */
export type ChoicesField = FieldBase & {
  readonly kind: 'choices'
  readonly options: readonly Option[]
  readonly countMin?: number
  readonly countMax?: number
}
export type Option = {
  /** kebab-case. */
  readonly id: string
  readonly label: string
  readonly hint?: string
  /** その他: whoever chooses it says what in their own words. */
  readonly takesWords?: boolean
}
/** はい or いいえ, or two words of its own. */
export type YesNoField = FieldBase & { readonly kind: 'yes-no'; readonly yes?: string; readonly no?: string }
/** Whole yen. */
export type MoneyField = FieldBase & { readonly kind: 'money'; readonly min?: number; readonly max?: number }
export type NumberField = FieldBase & {
  readonly kind: 'number'
  readonly min?: number
  readonly max?: number
  /** 3 at most; 0 unless said. */
  readonly decimals?: number
  readonly unit?: string
}
export type TextField = FieldBase & {
  readonly kind: 'text'
  /** 100 unless said, 2,000 at most. */
  readonly graphemesMax?: number
  readonly isLong?: boolean
}
/** A number with so many digits, kept with its noughts: 保険者番号, 被保険者番号. Never of twelve: that could be a My Number. */
export type DigitsField = FieldBase & {
  readonly kind: 'digits'
  /** 20 at most. */
  readonly length: number
  /** The fewest, where they are not always as many. */
  readonly lengthMin?: number
}
/** A time of day: `09:30`. */
export type TimeField = FieldBase & {
  readonly kind: 'time'
  /** The first and the last that can be right: `08:30`. */
  readonly from?: string
  readonly until?: string
}
export type FileKind = 'pdf' | 'jpeg' | 'png'
/** Names of files, which stay where they are: nothing is sent yet. */
export type FileField = FieldBase & {
  readonly kind: 'file'
  readonly accept: readonly FileKind[]
  /** 1 unless said, 30 at most. */
  readonly countMax?: number
}
/** A statement that the person agrees to. Unless it is optional, nobody gets on without it. */
export type ConsentField = FieldBase & { readonly kind: 'consent'; readonly statement: string }

/**
 * Something unlikely is asked about before anybody gets on: `when` says what is. It says nothing to the office and
 * stands on no paper.
 */
export type ConfirmField = FieldBase & { readonly kind: 'confirm'; readonly statement: string }

/** There is no kind for a My Number: a printed form leaves that box for the pen (`PenBox`). */
export type Field =
  | NameField
  | KanaField
  | AddressField
  | PostalCodeField
  | DateField
  | PhoneField
  | EmailField
  | AccountField
  | RelationshipField
  | ChoiceField
  | ChoicesField
  | YesNoField
  | MoneyField
  | NumberField
  | TextField
  | DigitsField
  | TimeField
  | FileField
  | ConsentField
  | ConfirmField

export type FieldKind = Field['kind']
export type FieldOf<Kind extends FieldKind> = Extract<Field, { readonly kind: Kind }>
