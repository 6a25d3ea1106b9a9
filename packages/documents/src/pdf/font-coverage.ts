/** Which characters a TrueType font can draw: its best Unicode `cmap` (OpenType 1.9, formats 4 and 12). */
export function readCoverage(font: Buffer): (codePoint: number) => boolean {
  const cmap = getTable(font, 'cmap')
  let at = -1
  for (let n = 0; n < font.readUInt16BE(cmap + 2); n++) {
    const offset = cmap + font.readUInt32BE(cmap + 4 + n * 8 + 4)
    const format = font.readUInt16BE(offset)
    if (format === 12) return readRanges(listGroups(font, offset))
    if (format === 4) at = offset
  }
  if (at < 0) throw new RangeError('the font has no Unicode cmap')
  return readRanges(listSegments(font, at))
}

type Range = readonly [number, number]

function getTable(font: Buffer, tag: string): number {
  for (let n = 0; n < font.readUInt16BE(4); n++) {
    const record = 12 + n * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new RangeError('the font lacks a table')
}

function listGroups(font: Buffer, at: number): Range[] {
  const count = font.readUInt32BE(at + 12)
  return Array.from({ length: count }, (_, n): Range => {
    const group = at + 16 + n * 12
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)]
  })
}

function listSegments(font: Buffer, at: number): Range[] {
  const doubled = font.readUInt16BE(at + 6)
  return Array.from({ length: doubled / 2 - 1 }, (_, n): Range => {
    return [font.readUInt16BE(at + 16 + doubled + n * 2), font.readUInt16BE(at + 14 + n * 2)]
  })
}

/** Ranges stand in ascending order: a binary search. */
function readRanges(ranges: readonly Range[]): (codePoint: number) => boolean {
  return (codePoint) => {
    let low = 0
    let high = ranges.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const [from, to] = ranges[middle] ?? [0, 0]
      if (codePoint < from) high = middle - 1
      else if (codePoint > to) low = middle + 1
      else return true
    }
    return false
  }
}
