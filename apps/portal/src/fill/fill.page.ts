import type { PageRoutes } from '../shell/pages-app.ts'
import { addDrafts } from './drafts.page.ts'
import { addFillCheck } from './fill-check.ts'
import { addFillItems } from './fill-group.ts'
import { addFillPages } from './fill-page.ts'
import { addFillPrint } from './fill-print.ts'
import { addFillStart } from './fill-start.ts'

/** Filling in a procedure, from the page before the first question to the paper. Whole addresses come before `:page`. */
export function addFill(routes: PageRoutes): void {
  addFillStart(routes)
  addDrafts(routes)
  addFillCheck(routes)
  addFillPrint(routes)
  addFillPages(routes)
  addFillItems(routes)
}
