import type { Bytes } from '@madoguchi/kit'

/** How many pages `pdfinfo` counts; undefined where it says nothing of the kind. */
export function readPageCount(said: Bytes): number | undefined {
  return readNumber(said, /^Pages: +(\d{1,9})$/m)
}

/** How many pixels a picture has, of which `vipsheader` says `/file: 4000x6000 uchar, …`. */
export function readPixels(said: Bytes): number | undefined {
  const width = readNumber(said, /^\/file: (\d{1,9})x\d{1,9} /)
  const height = readNumber(said, /^\/file: \d{1,9}x(\d{1,9}) /)
  return width === undefined || height === undefined ? undefined : width * height
}

function readNumber(said: Bytes, pattern: RegExp): number | undefined {
  const found = Number(pattern.exec(Buffer.from(said).toString('latin1'))?.[1] ?? 0)
  return found === 0 ? undefined : found
}
