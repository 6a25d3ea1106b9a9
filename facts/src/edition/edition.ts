import type { EditionDocument } from './edition-schema.ts'
import { expandItem } from './expand-item.ts'
import type {
  Affair,
  AgencyKind,
  InformationType,
  Layout,
  Municipality,
  PermissionItem,
  PermissionRule,
  Withdrawal,
} from './model.ts'

type Kinds = { readonly kinds: readonly AgencyKind[] }
type PermissionQuestion = Pick<PermissionRule, 'affair' | 'type'> & {
  readonly inquirer: Kinds
  readonly provider: Kinds
  /** The Japanese calendar day of the question. */
  readonly day: string
}

/** One version of the facts, made quick to look things up in. */
export type Edition = {
  readonly version: number
  readonly countsFrom: string
  readonly withdrawn: readonly Withdrawal[]
  /** In the order a citizen sees them within a theme. */
  readonly types: readonly InformationType[]
  readonly affairs: readonly Affair[]
  readonly permissions: readonly PermissionItem[]
  readonly municipalities: readonly Municipality[]
  findType(id: string): InformationType | undefined
  findAffair(id: string): Affair | undefined
  /**
   * The rule in force on that day between two bodies that each may be of several kinds (a city is 市町村長 and 都道府県知事等),
   * or undefined: then nobody may ask. A map look-up for each pair of kinds, whatever the table's size.
   */
  findPermission(question: PermissionQuestion): PermissionRule | undefined
}

export function indexEdition({ version, countsFrom, withdrawn, data }: EditionDocument): Edition {
  const types = new Map<string, InformationType>(data.types.map((type) => [type.id, type]))
  const affairs = new Map<string, Affair>(data.affairs.map((affair) => [affair.id, affair]))
  const rules = Map.groupBy(data.permissions.flatMap(expandItem), ({ inquirerKind, affair, providerKind, type }) =>
    keyOf(inquirerKind, affair, providerKind, type),
  )
  return {
    version,
    countsFrom,
    withdrawn,
    types: data.types,
    affairs: data.affairs,
    permissions: data.permissions,
    municipalities: data.municipalities,
    findType: (id) => types.get(id),
    findAffair: (id) => affairs.get(id),
    findPermission({ affair, type, inquirer, provider, day }) {
      for (const inquirerKind of inquirer.kinds)
        for (const providerKind of provider.kinds) {
          const rule = rules.get(keyOf(inquirerKind, affair, providerKind, type))?.find((one) => isInForce(one, day))
          if (rule !== undefined) return rule
        }
      return undefined
    },
  }
}

/** The layout in force on a day (`YYYY-MM-DD`). */
export function findLayoutInForce(type: InformationType, day: string): Layout | undefined {
  return type.layouts.find((layout) => isInForce(layout, day))
}

function isInForce(dated: { validFrom: string; validUntil?: string | undefined }, day: string): boolean {
  return dated.validFrom <= day && (dated.validUntil === undefined || day <= dated.validUntil)
}

function keyOf(inquirerKind: string, affair: string, providerKind: string, type: string): string {
  return `${inquirerKind} ${affair} ${providerKind} ${type}`
}
