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

/** Which variants of a character a font tells apart: format 14 of its `cmap`, whose default ones look as the character. */
export function readVariants(font: Buffer): (codePoint: number, selector: number) => boolean {
  const cmap = getTable(font, 'cmap')
  const count = font.readUInt16BE(cmap + 2)
  const tables = Array.from({ length: count }, (_, n) => cmap + font.readUInt32BE(cmap + 4 + n * 8 + 4))
  const at = tables.find((offset) => font.readUInt16BE(offset) === 14)
  const selectors = new Map(at === undefined ? [] : listSelectors(font, at))
  return (codePoint, selector) => selectors.get(selector)?.(codePoint) === true
}

function listSelectors(font: Buffer, at: number): (readonly [number, (codePoint: number) => boolean])[] {
  const count = font.readUInt32BE(at + 6)
  return Array.from({ length: count }, (_, n) => {
    const record = at + 10 + n * 11
    const [usual, others] = [font.readUInt32BE(record + 3), font.readUInt32BE(record + 7)]
    const isUsual = readRanges(usual === 0 ? [] : listUsual(font, at + usual))
    const isOther = readRanges(others === 0 ? [] : listOthers(font, at + others))
    return [font.readUIntBE(record, 3), (codePoint) => isUsual(codePoint) || isOther(codePoint)] as const
  })
}

function listUsual(font: Buffer, at: number): Range[] {
  return Array.from({ length: font.readUInt32BE(at) }, (_, n): Range => {
    const from = font.readUIntBE(at + 4 + n * 4, 3)
    return [from, from + font.readUInt8(at + 4 + n * 4 + 3)]
  })
}

function listOthers(font: Buffer, at: number): Range[] {
  return Array.from({ length: font.readUInt32BE(at) }, (_, n): Range => {
    const one = font.readUIntBE(at + 4 + n * 5, 3)
    return [one, one]
  })
}
