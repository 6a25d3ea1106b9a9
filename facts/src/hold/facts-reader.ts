import type { Edition } from '../edition/edition.ts'
import type { Affair, InformationType, Layout, Municipality, PermissionItem } from '../edition/model.ts'

/**
 * What a page or a check asks the facts. Lists are of the version that counts now; a name, a layout or an item is found in
 * whichever version held last had it, so that what was answered or recorded under an earlier one stays readable.
 */
export type FactsReader = {
  listTypes(): readonly InformationType[]
  listMunicipalities(): readonly Municipality[]
  findType(id: string): InformationType | undefined
  findAffair(id: string): Affair | undefined
  findLayout(type: string, version: string): Layout | undefined
  /** Every item of that number: who may ask whom by it. */
  findItems(item: string): readonly PermissionItem[]
}

/** `editions` oldest first; `current` is the one that counts now. */
export function makeFactsReader(editions: () => readonly Edition[], current: () => Edition): FactsReader {
  /** The current one, then the others from the newest to the oldest. */
  function findIn<T>(find: (edition: Edition) => T | undefined): T | undefined {
    const found = find(current())
    if (found !== undefined) return found
    for (const edition of editions().toReversed()) {
      const earlier = find(edition)
      if (earlier !== undefined) return earlier
    }
    return undefined
  }
  return {
    listTypes: () => current().types,
    listMunicipalities: () => current().municipalities,
    findType: (id) => findIn((edition) => edition.findType(id)),
    findAffair: (id) => findIn((edition) => edition.findAffair(id)),
    findLayout: (type, version) =>
      findIn((edition) => edition.findType(type)?.layouts.find((layout) => layout.version === version)),
    findItems: (item) =>
      findIn((edition) => {
        const items = edition.permissions.filter((one) => one.item === item)
        return items.length === 0 ? undefined : items
      }) ?? [],
  }
}
