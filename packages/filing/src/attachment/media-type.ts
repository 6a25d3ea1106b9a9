import type { Bytes } from '@madoguchi/kit'

/** What may be attached: papers and photographs. */
export const mediaTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/heic'] as const
export type MediaType = (typeof mediaTypes)[number]

/** How many bytes of a file tell what it is. */
export const mediaTypeHeadBytes = 64

/** Brands of ISO base media files (ISO/IEC 23008-12 annex B) that a phone's photographs have. */
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'mif1']

/**
 * What a file is by its first bytes, whatever it is called; undefined for all that is not taken. It says nothing of whether the
 * rest can be read.
 */
export function findMediaType(head: Bytes): MediaType | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, mediaTypeHeadBytes)).toString('latin1')
  if (text.startsWith('%PDF-')) return 'application/pdf'
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')) return 'image/png'
  return text.slice(4, 8) === 'ftyp' && heicBrands.includes(text.slice(8, 12)) ? 'image/heic' : undefined
}
