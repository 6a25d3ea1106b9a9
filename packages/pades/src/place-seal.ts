import type { Box, FoundPage } from './pdf/find-page.ts'

export const corners = ['bottom-right', 'bottom-left', 'top-right', 'top-left'] as const
export type Corner = (typeof corners)[number]

/** Points from the edge of the page as it is seen. */
const margin = 28

/** Where something of this size stands on a page, in the page's own units, whichever way the page is turned. */
export function placeInCorner(
  { box, turned }: Pick<FoundPage, 'box' | 'turned'>,
  size: { readonly width: number; readonly height: number },
  corner: Corner,
): Box {
  const isAcross = turned === 90 || turned === 270
  const [pageWidth, pageHeight] = [box.right - box.left, box.top - box.bottom]
  const [seenWidth, seenHeight] = isAcross ? [pageHeight, pageWidth] : [pageWidth, pageHeight]
  // A page that is smaller than seal and margins gets the seal at its edge, and as small as the page.
  const width = Math.min(size.width, seenWidth)
  const height = Math.min(size.height, seenHeight)
  const [roomX, roomY] = [seenWidth - width, seenHeight - height]
  const x = corner.endsWith('right') ? Math.max(0, roomX - margin) : Math.min(margin, roomX)
  const y = corner.startsWith('top') ? Math.max(0, roomY - margin) : Math.min(margin, roomY)
  const own = {
    0: { left: x, bottom: y, right: x + width, top: y + height },
    90: { left: pageWidth - y - height, bottom: x, right: pageWidth - y, top: x + width },
    180: {
      left: pageWidth - x - width,
      bottom: pageHeight - y - height,
      right: pageWidth - x,
      top: pageHeight - y,
    },
    270: { left: y, bottom: pageHeight - x - width, right: y + height, top: pageHeight - x },
  }[turned]
  return {
    left: box.left + own.left,
    bottom: box.bottom + own.bottom,
    right: box.left + own.right,
    top: box.bottom + own.top,
  }
}
