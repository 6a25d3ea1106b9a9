import type { Finder } from '../find/finder.ts'
import type { Queues } from '../shell/get-printer.ts'
import type { PageRoutes } from '../shell/pages-app.ts'
import type { DraftStore } from './draft.ts'
import { addDrafts } from './drafts.page.ts'
import { addFillCheck } from './fill-check.ts'
import { addFillItems } from './fill-items.ts'
import { addLeftOut } from './fill-left-out.ts'
import { addFillPages, type FillTools } from './fill-page.ts'
import { addFillPrint } from './fill-print.ts'
import { addFillStart } from './fill-start.ts'

type Given = {
  readonly finder: Pick<Finder, 'findOffer' | 'findProcedure' | 'findMunicipality'>
  readonly queues: Queues
  readonly tools: FillTools
}

/** Filling in a procedure, from the page before the first question to the paper. Whole addresses come before `:page`. */
export function addFill(routes: PageRoutes, store: DraftStore, { finder, queues, tools }: Given): void {
  const { fills } = tools
  addFillStart(routes, store, finder)
  addDrafts(routes, store, finder)
  addFillCheck(routes, fills.open, finder)
  addLeftOut(routes, fills)
  addFillPrint(routes, fills.open, { finder, queues })
  addFillPages(routes, tools)
  addFillItems(routes, fills)
}
