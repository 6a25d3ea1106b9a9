import type { PdfValue } from './value.ts'

/** A text string (ISO 32000-2 7.9.2.2); of PDFDocEncoding only what is ASCII, the rest as a question mark. */
export function readTextString(value: PdfValue): string | undefined {
  if (value.kind !== 'string') return undefined
  const { bytes } = value
  const isUtf16 = bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0
  const isUtf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  if (isUtf8) return Buffer.from(bytes.subarray(3)).toString('utf8')
  if (!isUtf16) return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : '?')).join('')
  return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
}
