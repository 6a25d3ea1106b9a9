import type { Handler } from '@madoguchi/delivery'
import { checkOfferList, type DirectoryView, type OfferList } from '@madoguchi/messages'
import type { PortalTables } from '../shell/tables.ts'
import type { Finder } from './finder.ts'

/** A municipality's list, in the place of its last one. Taken only of whom the directory calls this municipality. */
export function makeOffers(context: {
  readonly directory: DirectoryView
  readonly finder: Pick<Finder, 'put'>
}): Handler<PortalTables, 'offers'> {
  return async ({ tx, at, afterCommit }, messages) => {
    const results: (string | undefined)[] = []
    for (const { from, body } of messages) {
      const code = findRefusal(context.directory, from, body)
      results.push(code)
      if (code !== undefined) continue
      await tx
        .insertInto('offers')
        .values({
          municipality: body.municipality,
          party: from,
          version: body.version,
          list: JSON.stringify(body),
          received_at: at,
        })
        .onConflict((conflict) =>
          conflict
            .column('municipality')
            .doUpdateSet((set) => ({
              party: set.ref('excluded.party'),
              version: set.ref('excluded.version'),
              list: set.ref('excluded.list'),
              received_at: set.ref('excluded.received_at'),
            }))
            // One that was overtaken by a later list changes nothing.
            .whereRef('excluded.version', '>', 'offers.version'),
        )
        .execute()
      afterCommit(() => context.finder.put(body))
    }
    return results
  }
}

function findRefusal(directory: DirectoryView, from: string, body: OfferList): string | undefined {
  const party = directory.find(from)
  const isTheirs = party?.kinds.includes('municipality') === true && party.municipality === body.municipality
  if (!isTheirs) return 'OFFERS_NOT_YOURS'
  const checked = checkOfferList(body)
  return checked.ok ? undefined : checked.code
}
