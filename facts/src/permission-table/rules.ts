import type { AffairId } from '../affairs/index.ts'
import type { AgencyKind } from '../agency-kinds.ts'
import type { InformationTypeId } from '../information-types/index.ts'
import { informationTypeIds, informationTypes } from '../information-types/index.ts'
import type { PermissionItem } from './item.ts'
import { items1To30 } from './items-1-to-30.ts'
import { items31To60 } from './items-31-to-60.ts'
import { items61To90 } from './items-61-to-90.ts'
import { items91To120 } from './items-91-to-120.ts'

/** One cell of the permission table: this inquirer may ask this provider for this type, for this affair. */
export type PermissionRule = {
  readonly inquirerKind: AgencyKind
  readonly affair: AffairId
  readonly providerKind: AgencyKind
  readonly type: InformationTypeId
  /** 項番; `self` for a citizen's own request. */
  readonly item: string
  /** First and last day (Japanese calendar day, `YYYY-MM-DD`); no last day while it is in force. */
  readonly validFrom: string
  readonly validUntil?: string
  /** What stands in the exchange record as 根拠条項. */
  readonly basis: string
  /** True: only with a live mandate of the person concerned. */
  readonly needsMandate: boolean
}

/** The day exchange of information went into full service. */
const openingDay = '2017-11-13'

export const permissionItems: readonly PermissionItem[] = [
  ...items1To30,
  ...items31To60,
  ...items61To90,
  ...items91To120,
]

export const permissionRules: readonly PermissionRule[] = [
  ...permissionItems.flatMap(expandItem),
  ...informationTypeIds.flatMap(makeSelfInformationRules),
]

function expandItem({ item, inquirers, affair, providers }: PermissionItem): PermissionRule[] {
  const basis = `番号法第19条第8号に基づく主務省令の表(旧 別表第二 ${item.replace('-', 'の')}の項)`
  const lines = Object.entries(providers) as [AgencyKind, readonly InformationTypeId[]][]
  return inquirers.flatMap((inquirerKind) =>
    lines.flatMap(([providerKind, types]) =>
      types.map((type) => ({
        inquirerKind,
        affair,
        providerKind,
        type,
        item,
        validFrom: openingDay,
        basis,
        needsMandate: false,
      })),
    ),
  )
}

/** 自己情報表示: the portal may ask every provider for every type, but only for somebody who is there. */
function makeSelfInformationRules(type: InformationTypeId): PermissionRule[] {
  return informationTypes[type].providerKinds.map((providerKind) => ({
    inquirerKind: 'portal',
    affair: 'self-information',
    providerKind,
    type,
    item: 'self',
    validFrom: openingDay,
    basis: '番号法附則(情報提供等記録開示システムによる自己情報の表示)',
    needsMandate: true,
  }))
}
