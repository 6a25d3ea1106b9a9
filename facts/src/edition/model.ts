/** An id as the wire has it: `local-tax`. What comes from outside is checked by `findType` of the facts that are held. */
export type InformationTypeId = string
/** As `child-allowance`; checked by `findAffair`. */
export type AffairId = string
/** Who an agency is in the eyes of the permission table: `municipality` (市町村長); what each is called stands in the facts. */
export type AgencyKind = string

type FieldKind = 'yen' | 'integer' | 'date' | 'month' | 'year' | 'code' | 'text' | 'boolean'

type FieldBase = {
  /** camelCase, unique in its layout. */
  readonly id: string
  readonly label: string
  /** One sentence for somebody who meets the term for the first time. */
  readonly explanation?: string | undefined
  readonly group?: string | undefined
  /** What an integer counts: 人, か月. */
  readonly unit?: string | undefined
}
type CodeField = FieldBase & { readonly kind: 'code'; readonly codes: Readonly<Record<string, string>> }
export type Field = (FieldBase & { readonly kind: Exclude<FieldKind, 'code'> }) | CodeField

/** What one record of the layout stands for, and so how its key is read. */
type RecordKey = 'fiscal-year' | 'serial'

/** One dated version (データ標準レイアウト changes yearly). `validUntil` is the last day, absent while it is in force. */
export type Layout = {
  readonly version: string
  readonly validFrom: string
  readonly validUntil?: string | undefined
  readonly recordKey: RecordKey
  /** Heading of a record whose key is a serial number: 加入 1件目. */
  readonly recordName: string
  readonly fields: readonly Field[]
}

export type InformationType = {
  readonly id: InformationTypeId
  /** `TM` and 14 digits. Only TM00000000000002 is known to be in real use; ours begin with TM9. */
  readonly code: string
  readonly isSyntheticCode: boolean
  /** The official name; a citizen reads `plainName` first. */
  readonly name: string
  readonly plainName: string
  /** One of the portal's themes; a theme that it has no words for stands under its others. */
  readonly theme: string
  /** One sentence that a 12-year-old reads at once. */
  readonly description: string
  readonly providerKinds: readonly AgencyKind[]
  /** Oldest first. Empty: nobody can provide it yet. */
  readonly layouts: readonly Layout[]
}

/** A lawful task (事務) for which an agency may ask another. */
export type Affair = {
  readonly id: AffairId
  /** `JM` and 14 digits; ours are synthetic and begin with JM9. */
  readonly code: string
  /** The law the task stands in. */
  readonly law: string
  readonly name: string
  /** Ends in ため, so that a sentence can go on: 「…の支給を決めるため」に. */
  readonly purpose: string
}

/** One 項 of the permission table: who asks, for what, and which provider may answer with which types. */
export type PermissionItem = {
  /** 項番 as the law writes it: `74`, `56-2`; `self` for a citizen's own request. */
  readonly item: string
  readonly inquirers: readonly AgencyKind[]
  readonly affair: AffairId
  /** What stands in the exchange record as 根拠条項. */
  readonly basis: string
  /** True: only with a live mandate of the person concerned. */
  readonly needsMandate: boolean
  /** First and last day (Japanese calendar day, `YYYY-MM-DD`); no last day while no end is known. */
  readonly validFrom: string
  readonly validUntil?: string | undefined
  readonly providers: Readonly<Record<AgencyKind, readonly InformationTypeId[]>>
}

/** One cell of the permission table: this inquirer may ask this provider for this type, for this affair. */
export type PermissionRule = Pick<
  PermissionItem,
  'item' | 'affair' | 'basis' | 'needsMandate' | 'validFrom' | 'validUntil'
> & {
  readonly inquirerKind: AgencyKind
  readonly providerKind: AgencyKind
  readonly type: InformationTypeId
}

/** A rule that should never have been: refuses also what was asked while an earlier version had it. */
export type Withdrawal = {
  /** The 項番 in the versions before this one. */
  readonly item: string
  /** Why, for whoever runs a node. */
  readonly reason: string
}

export type Municipality = {
  /** 全国地方公共団体コード. */
  readonly code: string
  readonly prefecture: string
  readonly name: string
  readonly kana: string
  /** Seven digits each, without a hyphen. */
  readonly postalCodes: readonly string[]
}
