import type { Bytes } from '@madoguchi/kit'
import { concat, hex, utf8 } from '@madoguchi/kit'
import type { PdfDict } from './value.ts'

function encodeName(name: string): string {
  // Whatever is not plainly a letter or a digit is written as its code, which every reader takes.
  return `/${name.replace(/[^A-Za-z0-9._+-]/g, (one) => `#${one.charCodeAt(0).toString(16).padStart(2, '0')}`)}`
}

/** A text string (ISO 32000-1 7.9.2.2): UTF-16 with its mark, in hexadecimal. */
export function encodeText(text: string): string {
  const units = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
  return `<${hex.encode(units)}>`
}

/** 7.9.4, in UTC. */
export function encodeDate(at: Date): string {
  return `(D:${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z)`
}

/** A dictionary with some entries put in or in place of others; the others stay as they are, byte by byte. */
export function encodeChanged(dict: PdfDict | undefined, changes: Readonly<Record<string, string | Bytes>>): Bytes {
  const kept = [...(dict?.entries ?? [])].filter(([key]) => !Object.hasOwn(changes, key))
  const entries = [...kept.map(([key, value]) => [key, value.raw] as const), ...Object.entries(changes)]
  const parts = entries.flatMap(([key, value]) => [
    utf8.encode(`${encodeName(key)} `),
    typeof value === 'string' ? utf8.encode(value) : value,
    utf8.encode('\n'),
  ])
  return concat(utf8.encode('<<\n'), ...parts, utf8.encode('>>'))
}
