import type { Database } from '@madoguchi/db'
import type { FactsReader } from '@madoguchi/facts'
import type { Procedure } from '@madoguchi/forms'
import { messages } from '@madoguchi/messages'
import type { PortalTables } from '../shell/tables.ts'
import { type Finder, makeFinder } from './finder.ts'

/** The index over what is stored; the handler of `offers` keeps it up to date from then on. */
export async function loadFinder(
  db: Database<PortalTables>,
  {
    facts,
    procedures,
  }: { readonly facts: Pick<FactsReader, 'listMunicipalities'>; readonly procedures: readonly Procedure[] },
): Promise<Finder> {
  const finder = makeFinder({ procedures, listMunicipalities: () => facts.listMunicipalities() })
  const rows = await db.kysely.selectFrom('offers').select('list').orderBy('municipality').execute()
  for (const { list } of rows) finder.put(messages.offers.body.parse(list))
  return finder
}
