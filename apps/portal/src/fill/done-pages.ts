import type { Answers, Filling, Page } from '@madoguchi/forms'
import { reachable, validate } from '@madoguchi/forms'
import type { DraftContent } from './draft-content.ts'

/** The pages on this person's way that they were on and in which nothing is missing or wrong. */
export function findDonePages(filling: Filling, content: DraftContent): ReadonlySet<string> {
  const wrong = new Set(validate(filling).map(({ page }) => page))
  // Of an optional field, half a word makes no mistake of an answer: it stands in what was typed only.
  for (const place of Object.keys(content.typed)) wrong.add(place.split('/')[0] ?? place)
  const pages = reachable(filling).filter((page) => !wrong.has(page.id) && wasThere(page, content, filling.answers))
  return new Set(pages.map(({ id }) => id))
}

/** A draft from before visits were kept tells by its answers. */
function wasThere(page: Page, { visited = [] }: DraftContent, { fields, groups }: Answers): boolean {
  if (visited.includes(page.id)) return true
  if (page.kind === 'group') return (groups[page.group.id] ?? []).length > 0
  return page.kind === 'fields' && page.fields.some(({ id }) => fields[id]?.source.from === 'typed')
}

/** With a page that somebody sent. */
export function addVisited(content: DraftContent, page: string): DraftContent {
  const { visited = [] } = content
  return visited.includes(page) ? content : { ...content, visited: [...visited, page] }
}
