import { findMediaType } from '@madoguchi/filing'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { PictureCode } from '../errors.ts'
import { runWalled, type WalledProgram } from '../walled/run-walled.ts'
import { readPageCount, readPixels } from './read-measures.ts'

/** `pageCount`: of the whole file; `png` is one page of it, the first is 1. */
export type DrawnPage = {
  readonly png: Bytes
  readonly pageCount: number
  readonly width: number
  readonly height: number
}

export const pictureLimits = {
  /** Later pages are told by their number. */
  pagesMax: 20,
  widthMax: 1600,
  /** What a camera of today has, twice. */
  pixelsMax: 250_000_000,
} as const

/** A picture of a roll is as long as it is; this is what libvips wants to hear. */
const heightMax = 10_000

/** One page of a stranger's file as PNG, by programs that are walled in; `mediaType` is what it was taken for. */
export async function makePicture(
  file: Bytes,
  { mediaType, page }: { mediaType: string; page: number },
): Promise<Verdict<DrawnPage, PictureCode>> {
  if (findMediaType(file) !== mediaType) return no('PICTURE_KIND')
  return mediaType === 'application/pdf' ? drawPage(file, page) : drawPhoto(file)
}

async function drawPage(file: Bytes, page: number): Promise<Verdict<DrawnPage, PictureCode>> {
  const info = await run({ name: 'pdfinfo', args: ['/file'] }, file)
  if (!info.ok) return info
  const pageCount = readPageCount(info.value)
  if (pageCount === undefined || page > pageCount) return no('PICTURE_BROKEN')
  const { widthMax } = pictureLimits
  const size = ['-scale-to-x', String(widthMax), '-scale-to-y', '-1']
  const only = ['-f', String(page), '-l', String(page), '-singlefile']
  return checkPicture(await run({ name: 'pdftoppm', args: ['-png', '-q', ...only, ...size, '/file'] }, file), pageCount)
}

async function drawPhoto(file: Bytes): Promise<Verdict<DrawnPage, PictureCode>> {
  const header = await run({ name: 'vipsheader', args: ['/file'] }, file)
  if (!header.ok) return header
  const pixels = readPixels(header.value)
  if (pixels === undefined) return no('PICTURE_BROKEN')
  if (pixels > pictureLimits.pixelsMax) return no('PICTURE_LARGE')
  // Turned as the camera was held; half a photograph is none; where and when it was taken is left out.
  const size = [String(pictureLimits.widthMax), '--height', String(heightMax), '--size', 'down']
  const args = ['thumbnail', '/file', '.png[strip]', ...size, '--fail-on', 'truncated']
  return checkPicture(await run({ name: 'vips', args }, file), 1)
}

async function run(program: WalledProgram, file: Bytes): Promise<Verdict<Bytes, PictureCode>> {
  const end = await runWalled(program, file)
  if (end.how === 'no-program') return no('PICTURE_PROGRAM', { program: end.program })
  if (end.how === 'no-walls') return no('PICTURE_WALLS')
  if (end.how === 'stopped') return no('PICTURE_COSTLY')
  if (end.exit === 0) return ok(end.output)
  return no(/incorrect password/i.test(end.complaint) ? 'PICTURE_PASSWORD' : 'PICTURE_BROKEN')
}

/** What a decoder says is a stranger's word, too: nothing but a PNG of our size leaves. */
function checkPicture(made: Verdict<Bytes, PictureCode>, pageCount: number): Verdict<DrawnPage, PictureCode> {
  if (!made.ok) return made
  const png = made.value
  if (png.length < 33 || findMediaType(png) !== 'image/png') return no('PICTURE_BROKEN')
  const header = new DataView(png.buffer, png.byteOffset)
  const [width, height] = [header.getUint32(16), header.getUint32(20)]
  if (height > heightMax) return no('PICTURE_LARGE')
  return width > pictureLimits.widthMax ? no('PICTURE_BROKEN') : ok({ png, pageCount, width, height })
}
