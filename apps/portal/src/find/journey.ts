import { loadProcedures } from '@madoguchi/procedures'
import type { WorldJourney } from '../shell/world-journey.ts'
import { addAbout } from './about.ts'
import { loadFinder } from './load-finder.ts'
import { makeOffers } from './offers.ts'
import { procedureOperations } from './procedure-calls.ts'
import { addProcedureDetail } from './procedure-detail.ts'
import { procedureSchemas } from './procedure-schemas.ts'
import { addProcedures } from './procedures.ts'
import { addTop } from './top.ts'

/** The front page, and 手続をさがす. */
export const find = {
  name: 'find',
  tables: ['offers'],
  open: async ({ db, deps }) => ({
    finder: await loadFinder(db, { procedures: deps.procedures ?? loadProcedures() }),
  }),
  pages(routes) {
    addTop(routes)
    addProcedures(routes)
    addProcedureDetail(routes)
    addAbout(routes)
  },
  calls: procedureOperations,
  schemas: procedureSchemas,
  handlers: ({ deps, finder }) => ({ offers: makeOffers({ directory: deps.directory, finder }) }),
} satisfies WorldJourney
