import type { CategoryId, LifeSituationId } from './categories.ts'
import type { Condition, Day } from './condition.ts'
import type { Field, FileKind } from './field.ts'

/**
 * A procedure as its file has it: plain data, so that somebody who writes no programs can read it and a later version
 * can stand beside it. `readProcedure` reads and checks the file; whatever has this type has passed it. What the file
 * says once under `shared` and names elsewhere stands here wherever it was named.
 */
export type Procedure = {
  readonly format: 'madoguchi-procedure/1'
  /** kebab-case, the same as the folder's name: `child-allowance-claim`. */
  readonly id: string
  /** The day from which this wording is used: `2026-11-01`. */
  readonly version: string
  readonly title: string
  /** Hiragana, for sorting and searching. */
  readonly titleKana: string
  readonly category: CategoryId
  readonly lifeSituations: readonly LifeSituationId[]
  readonly keywords: readonly string[]
  /** What it is, in a sentence or two. */
  readonly summary: string
  readonly forWhom: string
  /** The law or guideline it rests on, as people cite it: `児童手当法7条`. */
  readonly basis?: string
  readonly deadline: Deadline
  readonly needed: readonly Needed[]
  readonly ways: readonly Way[]
  readonly signers: readonly Signer[]
  /** Whom it is about. */
  readonly subject: Party
  /** Whoever applies, where the form asks for them beside the one it is about. */
  readonly applicant?: Party
  /** Who may hand it in: the first of them whose `when` holds. */
  readonly filers: readonly Filer[]
  readonly completion: Completion
  readonly pages: readonly Page[]
  readonly calculated?: readonly Calculated[]
  readonly pen?: readonly PenBox[]
  readonly attachments?: readonly Attachment[]
  /** The printed form, a file in the procedure's folder: `form.typ`. */
  readonly template: string
  /** Sentences of the printed form, by a name of their own; one that it does not say is refused. */
  readonly texts?: Readonly<Record<string, string>>
}

export type Deadline = {
  readonly text: string
  /** `15 days after the day in the field birthDate`; the day itself is not counted (民法140条). */
  readonly rule?: Span & { readonly after: string }
}

/** `15 days`, `3 years`: a month or a year later that has no such day ends on its last (民法143条). */
export type Span = { readonly count: number; readonly unit: 'day' | 'month' | 'year' }

export type Needed = { readonly text: string; readonly note?: string } & Sometimes

/** What only some need: when, and the same in words for whoever has answered nothing yet (`代理人のとき`). */
type Sometimes =
  | { readonly when?: never; readonly whenText?: never }
  | { readonly when: Condition; readonly whenText: string }

/** How it can be handed in today. `online` is for a later half: nothing sends yet. */
export type Way = 'online' | 'print' | 'visit'

export type Signer = {
  /** In words: `請求者本人`. */
  readonly who: string
  readonly how: 'by-hand' | 'by-card'
  readonly note?: string
  readonly when?: Condition
}

/** Ids of fields or calculated values that say who somebody is. */
export type Party = {
  readonly name: string
  readonly kana?: string
  /**
   * Somebody under 18 who applies is asked about; a `confirm` called as this and `Confirmed` stands in its place. So is whoever is 120 or
   * older, whom it is about too (`OldConfirmed`).
   */
  readonly birthDate?: string
  readonly address?: string
}

export type Filer = {
  /** `subject` is whom it is about, `guardian` a legal representative, `business` who does so for a living. */
  readonly is: 'subject' | 'household' | 'family' | 'guardian' | 'agent' | 'business'
  /** In words: `頼まれた方(代理人)`. */
  readonly who: string
  readonly note?: string
  readonly when?: Condition
}

/** Whether it can be done to the end without going anywhere: the procedure, not what a portal can send today. */
export type Completion =
  | { readonly online: 'whole' }
  /** Why not, and what is left to do: `窓口で鑑札を受け取ります。` */
  | { readonly online: 'part' | 'none'; readonly why: string; readonly left: string }

/** What only a pen writes: 個人番号. Never asked, never kept; the paper has a box, and who prints it is told. */
export type PenBox = {
  /** camelCase, as a field's. */
  readonly id: string
  readonly label: string
  /** One box a character: 12 for a My Number. Without it a line. */
  readonly boxes?: number
  readonly note?: string
  readonly when?: Condition
}

/** What cannot be true together, said beside the box it belongs to. */
export type Rule = {
  /** kebab-case, once in the whole procedure. */
  readonly id: string
  /** Holds where something is wrong. What is not answered makes comparisons false, so nobody is told twice. */
  readonly when: Condition
  /** What to do about it, in a sentence for citizens. */
  readonly text: string
  /** The field of the page or item whose box it belongs to. */
  readonly field: string
}

export type Page = FieldsPage | GroupPage | StopPage

type PageBase = {
  /** kebab-case; stands in the address of the page. */
  readonly id: string
  readonly title: string
  readonly lead?: string
  /** Asks about what stands before it: fields of earlier pages and what is calculated from them. */
  readonly when?: Condition
}

export type FieldsPage = PageBase & {
  readonly kind: 'fields'
  readonly fields: readonly Field[]
  readonly rules?: readonly Rule[]
}

/** The same questions once for each child, each room, each dog. Its answers stand under `group.id`. */
export type GroupPage = PageBase & {
  readonly kind: 'group'
  readonly group: {
    /** camelCase, as a field's. */
    readonly id: string
    /** What one of them is called: `お子さん{n}`; `{n}` is its number from 1. */
    readonly itemTitle: string
    readonly countMin: number
    /** 150 at most. */
    readonly countMax: number
    readonly fields: readonly Field[]
    /** Once for each item, from its own fields and from what stands before the group. */
    readonly calculated?: readonly Calculated[]
    readonly pen?: readonly PenBox[]
    /** Once for each item. */
    readonly rules?: readonly Rule[]
  }
  /** About all items together, after the last: `監護している児童が1人はいる`. They stand at the top of the page. */
  readonly rules?: readonly Omit<Rule, 'field'>[]
}

/** Whoever gets here cannot go on with this form, and is told where to go instead: `公務員の方は勤務先へ`. */
export type StopPage = PageBase & { readonly kind: 'stop'; readonly text: string }

/** A value that nobody types. Its id is one of the procedure's field ids and may stand wherever a field's may. */
export type Calculated = { readonly id: string; readonly label: string; readonly value: Calculation }

/**
 * Closed on purpose: no expressions in strings. A field of a group, named outside of the group, stands for all items.
 * An age is in whole years, by birthdays or by the law (年齢計算ニ関スル法律), where the year is full on the eve. An
 * unknown day or month leaves out what it could make another; conditions about it hold where they do for each of those. A fiscal year ends on 31 March.
 */
export type Calculation =
  | { readonly is: 'sum'; readonly of: readonly string[] }
  | { readonly is: 'count'; readonly group: string; readonly where?: Condition }
  | { readonly is: 'age'; readonly birth: string; readonly on: Day; readonly by?: 'birthday' | 'law' }
  /** Of the fiscal year that the day is in. */
  | { readonly is: 'fiscal-year-end'; readonly day: Day }
  /** `18歳に達する日以後の最初の3月31日`: whoever was born on 1 April reaches an age on 31 March itself. */
  | { readonly is: 'fiscal-year-end-of-age'; readonly birth: string; readonly age: number }
  /** So long after a day, which is not counted itself: the last of three years after somebody left the country. */
  | ({ readonly is: 'last-day'; readonly after: Day } & Span)
  /** The last day of the month that the day is in: what begins `in the next month` is judged by it. */
  | { readonly is: 'month-end'; readonly day: Day }
  /** Where a year of its own began, on the day or before: `03-02` for 狂犬病予防注射, whose March counts for April. */
  | { readonly is: 'year-start'; readonly day: Day; readonly begins: string }
  | { readonly is: 'latest' | 'earliest'; readonly of: readonly string[] }
  | { readonly is: 'first'; readonly of: readonly string[] }
  | { readonly is: 'join'; readonly of: readonly string[]; readonly between: string }

/** A paper that goes with it: named in the form and on the check page, not yet sent. */
export type Attachment = {
  /** kebab-case. */
  readonly id: string
  readonly title: string
  /** For what it is needed, in a sentence. */
  readonly why: string
  readonly accept: readonly FileKind[]
  readonly countMax?: number
  readonly isOptional?: boolean
} & Sometimes
