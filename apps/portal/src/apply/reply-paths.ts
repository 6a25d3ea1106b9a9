import type { Reply } from '../fill/draft.ts'
import { type OpenDraft, pathOf } from '../fill/open-draft.ts'
import { filingsPath } from './filings.page.ts'

/** The page of a filing; `late`: it cannot be answered any more, `closed`: nothing is sent there now. */
export function pathOfFiling({ about }: Pick<Reply, 'about'>, notice?: 'late' | 'closed'): string {
  return `${filingsPath}/${about}${notice === undefined ? '' : `?${notice}`}`
}

/** Where the form is made that is sent: the page of papers, or the one that says what taking a filing back means. */
export function pathToMake(fill: OpenDraft): string {
  const { reply } = fill.draft
  return reply?.what === 'withdrawal' ? `${pathOfFiling(reply)}/withdrawal` : pathOf(fill, 'files')
}
