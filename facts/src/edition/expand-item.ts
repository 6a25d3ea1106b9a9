import type { PermissionItem, PermissionRule } from './model.ts'

/** The cells of one 項: each kind that asks with each kind that answers and each of its types. */
export function expandItem({ inquirers, providers, ...shared }: PermissionItem): PermissionRule[] {
  const { item, affair, basis, needsMandate, validFrom, validUntil } = shared
  const common = { item, affair, basis, needsMandate, validFrom, ...(validUntil === undefined ? {} : { validUntil }) }
  return inquirers.flatMap((inquirerKind) =>
    Object.entries(providers).flatMap(([providerKind, types]) =>
      types.map((type) => ({ ...common, inquirerKind, providerKind, type })),
    ),
  )
}
