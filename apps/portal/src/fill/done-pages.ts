import type { Answers, Page } from '@madoguchi/forms'
import { reachable } from '@madoguchi/forms'
import type { DraftContent } from './draft-content.ts'
import type { Looked } from './half-places.ts'
import { listWrong } from './list-wrong.ts'

/** The pages on this person's way that they were on and in which nothing is missing or wrong. */
export function findDonePages(fill: Looked): ReadonlySet<string> {
  const { filling, draft } = fill
  const wrong = new Set(listWrong(fill).map(({ page }) => page))
  const pages = reachable(filling).filter(
    (page) => !wrong.has(page.id) && wasThere(page, draft.content, filling.answers),
  )
  return new Set(pages.map(({ id }) => id))
}

/** A draft from before visits were kept tells by its answers. */
function wasThere(page: Page, { visited = [] }: DraftContent, { fields, groups }: Answers): boolean {
  if (visited.includes(page.id)) return true
  if (page.kind === 'group') return (groups[page.group.id] ?? []).length > 0
  return page.kind === 'fields' && page.fields.some(({ id }) => fields[id]?.source.from === 'typed')
}
