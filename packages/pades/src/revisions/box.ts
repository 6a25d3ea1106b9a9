import type { Box } from '../pdf/find-page.ts'

export function areaOf({ left, bottom, right, top }: Box): number {
  return (right - left) * (top - bottom)
}

/** Whether two have more than an edge in common. */
export function isOver({ one, other }: { readonly one: Box; readonly other: Box }): boolean {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left)
  const height = Math.min(one.top, other.top) - Math.max(one.bottom, other.bottom)
  return width > 0 && height > 0
}
