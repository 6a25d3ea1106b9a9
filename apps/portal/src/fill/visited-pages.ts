import type { DraftContent } from './draft-content.ts'

/** With a page that somebody sent. */
export function addVisited(content: DraftContent, page: string): DraftContent {
  const { visited = [] } = content
  return visited.includes(page) ? content : { ...content, visited: [...visited, page] }
}
