import type { Procedure } from '@madoguchi/forms'
import { declareErrors } from '../shell/error-words.ts'
import type { Queues } from '../shell/get-printer.ts'
import type { Ground } from '../shell/ground.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { Network } from '../shell/network.ts'
import { addAbout } from './about.ts'
import { makeBlankForms } from './blank-forms.ts'
import { findErrors } from './errors.ts'
import type { Finder } from './finder.ts'
import { loadFinder } from './load-finder.ts'
import { makeOffers } from './offers.ts'
import { listProcedureCalls } from './procedure-calls.ts'
import { addProcedureDetail } from './procedure-detail.ts'
import { procedureSchemas } from './procedure-schemas.ts'
import { addProcedures } from './procedures.ts'
import { addTop } from './top.ts'
import { findWords } from './words.ts'

/** The front page, and 手続をさがす. */
export const find: Journey = {
  name: 'find',
  errors: declareErrors(findErrors, (reader) => findWords(reader).errors),
  tables: ['offers'],
  schemas: procedureSchemas,
}

/** `procedures`: what can be found here. `queues`: where a blank form waits to be printed. */
export async function openFind(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  { directory, facts }: Pick<Network, 'directory' | 'facts'>,
  { procedures, queues }: { procedures: readonly Procedure[]; queues: Queues },
) {
  const finder = await loadFinder(db, { facts, procedures })
  const blankForms = makeBlankForms(clock)
  return {
    pages(routes) {
      addTop(routes, finder)
      addProcedures(routes, finder, directory)
      addProcedureDetail(routes, finder, { clock, blankForms, queues })
      addAbout(routes)
    },
    calls: listProcedureCalls(finder),
    handlers: { offers: makeOffers({ directory, finder }) },
    finder,
  } satisfies OpenJourney & { readonly finder: Finder }
}
