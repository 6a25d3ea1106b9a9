import { isLocalGovernmentCode } from '../check-digits.ts'
import { expandItem } from './expand-item.ts'
import type { Affair, InformationType, Layout, Municipality, PermissionItem } from './model.ts'

type EditionFault = { readonly path: readonly (string | number)[]; readonly message: string }

type Data = {
  readonly types: readonly InformationType[]
  readonly affairs: readonly Affair[]
  readonly kinds: Readonly<Record<string, string>>
  readonly permissions: readonly PermissionItem[]
  readonly municipalities: readonly Municipality[]
}

/** What no schema says: names that nothing has, doubles, and two that would count on one day. Each with its place. */
export function findFaults(data: Data): EditionFault[] {
  return [
    ...findDoubles('types', data.types, ({ id }) => id),
    ...findDoubles('types', data.types, ({ code }) => code),
    ...data.types.flatMap((type, at) => findTypeFaults(type, data).map((fault) => inside(fault, 'types', at))),
    ...findDoubles('affairs', data.affairs, ({ id }) => id),
    ...findDoubles('affairs', data.affairs, ({ code }) => code),
    ...data.permissions.flatMap((item, at) =>
      findItemFaults(item, data).map((fault) => inside(fault, 'permissions', at)),
    ),
    ...findCellsTwice(data.permissions),
    ...findDoubles('municipalities', data.municipalities, ({ code }) => code),
    ...data.municipalities.flatMap(({ code }, at) =>
      isLocalGovernmentCode(code) ? [] : [{ path: ['municipalities', at, 'code'], message: 'has a wrong check digit' }],
    ),
  ]
}

function findTypeFaults(type: InformationType, { kinds }: Data): EditionFault[] {
  return [
    ...(type.isSyntheticCode === type.code.startsWith('TM9')
      ? []
      : [{ path: ['isSyntheticCode'], message: 'does not fit the code' }]),
    ...type.providerKinds.flatMap((kind, at) => nameFault(Object.hasOwn(kinds, kind), ['providerKinds', at])),
    ...findDoubles('providerKinds', type.providerKinds, (kind) => kind),
    ...findDoubles('layouts', type.layouts, ({ version }) => version),
    ...type.layouts.flatMap((layout, at) => [
      ...findDoubles('fields', layout.fields, ({ id }) => id).map((fault) => inside(fault, 'layouts', at)),
      ...(isAfter(layout, type.layouts[at - 1])
        ? []
        : [{ path: ['layouts', at, 'validFrom'], message: 'counts on a day of the layout before, or never' }]),
    ]),
  ]
}

function isAfter({ validFrom, validUntil }: Layout, before: Layout | undefined): boolean {
  const isAtAll = validUntil === undefined || validFrom <= validUntil
  return isAtAll && (before === undefined || (before.validUntil ?? '9999') < validFrom)
}

function findItemFaults(item: PermissionItem, data: Data): EditionFault[] {
  const typeOf = new Map(data.types.map((type) => [type.id, type]))
  return [
    ...nameFault(
      data.affairs.some(({ id }) => id === item.affair),
      ['affair'],
    ),
    ...item.inquirers.flatMap((kind, at) => nameFault(Object.hasOwn(data.kinds, kind), ['inquirers', at])),
    ...(item.validUntil === undefined || item.validFrom <= item.validUntil
      ? []
      : [{ path: ['validUntil'], message: 'is before the first day' }]),
    ...Object.entries(item.providers).flatMap(([kind, types]) =>
      types.flatMap((type, at) => {
        const held = typeOf.get(type)
        if (held === undefined) return nameFault(false, ['providers', kind, at])
        const isHeld = held.providerKinds.includes(kind)
        return isHeld ? [] : [{ path: ['providers', kind, at], message: 'is a type that no body of this kind holds' }]
      }),
    ),
  ]
}

/** One question has one rule on one day, so that the basis in the record is never a matter of luck. */
function findCellsTwice(permissions: readonly PermissionItem[]): EditionFault[] {
  const cells = permissions.flatMap((item, at) => expandItem(item).map((rule) => ({ rule, at })))
  const byCell = Map.groupBy(cells, ({ rule }) =>
    [rule.inquirerKind, rule.affair, rule.providerKind, rule.type].join(' '),
  )
  return [...byCell.values()].flatMap((same) =>
    same
      .toSorted((a, b) => (a.rule.validFrom < b.rule.validFrom ? -1 : 1))
      .flatMap(({ rule, at }, i, sorted) => {
        const before = sorted[i - 1]?.rule
        return before === undefined || (before.validUntil ?? '9999') < rule.validFrom
          ? []
          : [{ path: ['permissions', at], message: 'permits what another item permits on the same day' }]
      }),
  )
}

function findDoubles<T>(list: string, all: readonly T[], keyOf: (one: T) => string): EditionFault[] {
  const seen = new Set<string>()
  return all.flatMap((one, at) => {
    const key = keyOf(one)
    if (!seen.has(key)) return seen.add(key) && []
    return [{ path: [list, at], message: 'stands there twice' }]
  })
}

function nameFault(isThere: boolean, path: EditionFault['path']): EditionFault[] {
  return isThere ? [] : [{ path, message: 'names what is not there' }]
}

function inside({ path, message }: EditionFault, ...before: EditionFault['path']): EditionFault {
  return { path: [...before, ...path], message }
}
