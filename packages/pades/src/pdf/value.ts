import type { Bytes } from '@madoguchi/kit'

/** Where a value stands in the bytes it was read from, and those bytes: who writes it again writes them as they are. */
type Span = { readonly at: number; readonly raw: Bytes }

export type PdfDict = Span & { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, PdfValue> }
type PdfArray = Span & { readonly kind: 'array'; readonly items: readonly PdfValue[] }
export type PdfRef = Span & { readonly kind: 'ref'; readonly number: number; readonly generation: number }
export type PdfString = Span & { readonly kind: 'string'; readonly bytes: Bytes; readonly isHex: boolean }

/** One object of ISO 32000-1 7.3, streams aside. */
export type PdfValue =
  | PdfDict
  | PdfArray
  | PdfRef
  | PdfString
  | (Span & { readonly kind: 'null' })
  | (Span & { readonly kind: 'boolean'; readonly value: boolean })
  | (Span & { readonly kind: 'number'; readonly value: number })
  | (Span & { readonly kind: 'name'; readonly name: string })

export const nullValue: PdfValue = { kind: 'null', at: 0, raw: new Uint8Array([0x6e, 0x75, 0x6c, 0x6c]) }

/** The entry of a dictionary; null stands for what is absent (7.3.7). */
export function entryOf(dict: PdfDict, key: string): PdfValue {
  return dict.entries.get(key) ?? nullValue
}

/** A whole number that is written as one, or undefined: others take 12.0 for nothing where it must be whole. */
export function integerOf(value: PdfValue): number | undefined {
  return value.kind === 'number' && hasNoPoint(value) && Number.isSafeInteger(value.value) ? value.value : undefined
}

/** Whether a number is written without a point. */
export function hasNoPoint({ raw }: PdfValue): boolean {
  return !raw.includes(point)
}

const point = 0x2e

export function nameIn(value: PdfValue): string | undefined {
  return value.kind === 'name' ? value.name : undefined
}
