import type { AffairId } from '../affairs/index.ts'
import type { AgencyKind } from '../agency-kinds.ts'
import type { InformationTypeId } from '../information-types/index.ts'

export type ProviderLines = Readonly<Partial<Record<AgencyKind, readonly InformationTypeId[]>>>

/** One 項 of the table: who asks, for what, and which provider may answer with which types. */
export type PermissionItem = {
  /** 項番 as the law writes it: `74`, `56-2`. */
  readonly item: string
  readonly inquirers: readonly AgencyKind[]
  readonly affair: AffairId
  readonly providers: ProviderLines
}

export function item(
  number: string,
  inquirers: readonly AgencyKind[],
  affair: AffairId,
  providers: ProviderLines,
): PermissionItem {
  return { item: number, inquirers, affair, providers }
}
