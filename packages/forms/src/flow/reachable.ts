import type { Filling } from '../answers.ts'
import type { Page } from '../definition.ts'
import { walk } from './walk.ts'

/** The pages of this person's way, in order. The last one may be one that stops. */
export function reachable(filling: Filling): readonly Page[] {
  return walk(filling).pages.map(({ page }) => page)
}

/** The page after this one; nothing after the last, which is where the check page comes. */
export function next(filling: Filling, pageId: string): Page | undefined {
  const at = place(filling, pageId)
  return at === -1 ? undefined : reachable(filling).find((page) => place(filling, page.id) > at)
}

/** The page before this one; nothing before the first. */
export function previous(filling: Filling, pageId: string): Page | undefined {
  const at = place(filling, pageId)
  return reachable(filling).findLast((page) => place(filling, page.id) < at)
}

/** By the definition's order, so that a page which is no longer on the way still has a next one. */
function place({ procedure }: Filling, pageId: string): number {
  return procedure.pages.findIndex(({ id }) => id === pageId)
}
