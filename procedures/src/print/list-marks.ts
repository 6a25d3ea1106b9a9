/** a, b, c, d, e, f of SVG: x' = a·x + c·y + e, y' = b·x + d·y + f. */
type Matrix = readonly [number, number, number, number, number, number]

const still: Matrix = [1, 0, 0, 1, 0, 0]
const part = /<g\b([^>]*?)(\/?)>|<\/g>|<(?:use|path)\b([^>]*)>/g

/**
 * Everything that is seen in a picture of `renderFormSvg`, an entry each glyph and line: which it is and where it stands.
 * What is hidden is in no picture; what has no colour, as marks for those who listen, is left out.
 */
export function listMarks(svg: string): ReadonlySet<string> {
  const marks = new Set<string>()
  const trail: Matrix[] = [still]
  // What the pages are made of is defined behind them.
  const pages = svg.split(/<defs\b/)[0] ?? ''
  for (const [whole, group, isEmpty, drawn] of pages.matchAll(part)) {
    const here = trail.at(-1) ?? still
    if (whole === '</g>') trail.pop()
    else if (drawn === undefined) {
      if (isEmpty !== '/') trail.push(within(here, group ?? ''))
    } else if (!/fill="#[0-9a-f]{6}00"/i.test(drawn)) marks.add(markOf(drawn, here))
  }
  return marks
}

function markOf(drawn: string, here: Matrix): string {
  const [a, b, c, d, e, f] = here
  const [x, y] = [numberOf(drawn, 'x'), numberOf(drawn, 'y')]
  const which = /href="#([^"]+)"/.exec(drawn)?.[1] ?? drawn
  return [which, a, d, Math.round(a * x + c * y + e), Math.round(b * x + d * y + f)].join(' ')
}

function numberOf(drawn: string, name: string): number {
  return Number(new RegExp(`\\b${name}="([-0-9.e]+)"`).exec(drawn)?.[1] ?? 0)
}

function within([a, b, c, d, e, f]: Matrix, group: string): Matrix {
  const numbers = /transform="(matrix|translate)\(([^)]*)\)"/.exec(group)
  if (numbers === null) return [a, b, c, d, e, f]
  const said = (numbers[2] ?? '').split(/[\s,]+/).map(Number)
  const [p, q, r, s, t, u] = numbers[1] === 'translate' ? [1, 0, 0, 1, said[0] ?? 0, said[1] ?? 0] : said
  if (p === undefined || q === undefined || r === undefined || s === undefined) return [a, b, c, d, e, f]
  const [right, down] = [t ?? 0, u ?? 0]
  return [
    a * p + c * q,
    b * p + d * q,
    a * r + c * s,
    b * r + d * s,
    a * right + c * down + e,
    b * right + d * down + f,
  ]
}
