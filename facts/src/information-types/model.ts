import type { AgencyKind } from '../agency-kinds.ts'
import type { ThemeId } from '../themes.ts'

export type FieldKind = 'yen' | 'integer' | 'date' | 'month' | 'year' | 'code' | 'text' | 'boolean'

type FieldBase = {
  /** camelCase, unique in its layout. */
  readonly id: string
  readonly label: string
  /** One sentence for somebody who meets the term for the first time. */
  readonly explanation?: string
  readonly group?: string
  /** What an integer counts: 人, か月. */
  readonly unit?: string
}
export type CodeField = FieldBase & { readonly kind: 'code'; readonly codes: Readonly<Record<string, string>> }
export type Field = (FieldBase & { readonly kind: Exclude<FieldKind, 'code'> }) | CodeField

/** What one record of the layout stands for, and so how its key is read. */
export type RecordKey = 'fiscal-year' | 'serial'

/** One dated version (データ標準レイアウト changes yearly). `validUntil` is the last day, absent while it is in force. */
export type Layout = {
  readonly version: string
  readonly validFrom: string
  readonly validUntil?: string
  readonly recordKey: RecordKey
  /** Heading of a record whose key is a serial number: 加入 1件目. */
  readonly recordName: string
  readonly fields: readonly Field[]
}

export type InformationType = {
  readonly id: string
  /** `TM` and 14 digits. Only TM00000000000002 is known to be in real use; ours begin with TM9. */
  readonly code: string
  readonly isSyntheticCode: boolean
  /** The official name; a citizen reads `plainName` first. */
  readonly name: string
  readonly plainName: string
  readonly theme: ThemeId
  /** One sentence that a 12-year-old reads at once. */
  readonly description: string
  readonly providerKinds: readonly [AgencyKind, ...AgencyKind[]]
  /** Newest last. Empty: nobody can provide it yet, and `ProvidableTypeId` does not name it. */
  readonly layouts: readonly Layout[]
}

/** Keeps the literal types, so that fields and layouts are known to the compiler. */
export function defineType<const T extends InformationType>(type: T): T {
  return type
}
