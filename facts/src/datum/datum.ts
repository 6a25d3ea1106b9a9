import type { AgencyId } from '../agency-id.ts'
import type { InformationTypeId } from '../edition/model.ts'

/** Not zero and not empty: 未設定 (nobody set it) or 提供対象外 (the agency does not give it). */
type Missing = { readonly missing: 'unset' | 'not-covered' }
export type Value = number | string | boolean | Missing

export type DatumRecord = {
  /** A fiscal year (`2026`) or a serial number (`1`), as the layout says. */
  readonly key: string
  readonly values: Readonly<Record<string, Value>>
}

/** An answer: what one agency says about one person, in one layout. At least one record; nothing to say is 該当なし and no datum. */
export type Datum = {
  readonly type: InformationTypeId
  readonly layout: string
  /** The day the data stood so (`YYYY-MM-DD`). */
  readonly asOf: string
  readonly source: AgencyId
  readonly records: readonly DatumRecord[]
}

export const unset: Missing = { missing: 'unset' }
