import type { PdfValue } from './value.ts'

/** A text string (ISO 32000-2 7.9.2.2). Of PDFDocEncoding what differs from ISO 8859-1 (annex D.2) has its own letters. */
export function readTextString(value: PdfValue): string | undefined {
  if (value.kind !== 'string') return undefined
  const { bytes } = value
  const isUtf16 = bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0
  const isUtf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  if (isUtf8) return Buffer.from(bytes.subarray(3)).toString('utf8')
  if (!isUtf16) return Array.from(bytes, readByte).join('')
  return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le')
}

function readByte(byte: number): string {
  if (byte >= 0x18 && byte <= 0x1f) return accents[byte - 0x18] ?? ''
  if (byte >= 0x80 && byte <= 0xa0) return marks[byte - 0x80] ?? ''
  return String.fromCharCode(byte)
}

/** 0x18 to 0x1f, and 0x80 to 0xa0, of which 0x9f is none. */
const accents = '\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc'
const marks =
  '\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018' +
  '\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e\ufffd\u20ac'
