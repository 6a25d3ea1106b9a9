const sheet =
  /^ {4}<path class="typst-shape" fill="#ffffff" fill-rule="nonzero" d="M 0 0v [\d.]+ h [\d.]+ v -[\d.]+ Z "\/>\n/gm

/**
 * The compiler draws the white ground of every page at the place of the first, so that each covers what is below it. One
 * white ground for all of them stands in their place, behind everything.
 */
export function uncoverPages(svg: string): string {
  return svg.replace(sheet, '').replace(/^<svg [^>]*>\n/, '$&    <rect width="100%" height="100%" fill="#ffffff"/>\n')
}
