import type { Bytes } from '@madoguchi/kit'
import { concat, utf8 } from '@madoguchi/kit'
import type { Pdf } from '../../pdf/open-pdf.ts'
import { entryOf } from '../../pdf/value.ts'
import { encodeChanged } from '../../pdf/write-value.ts'

/** An object as it is appended, or only a row about one: freed, or at a place of somebody's choice. */
export type Appended = { readonly number: number; readonly generation?: number } & (
  | { readonly body: string | Bytes }
  | { readonly offset: number }
  | { readonly isFree: true }
  /** In an object stream, at a place there. */
  | { readonly stream: number; readonly index: number }
)

export type SectionOptions = {
  /** What stands before the objects: stray bytes. */
  readonly before?: string
  /** Between the objects and the section. */
  readonly between?: string
  /** Behind the end. */
  readonly behind?: string
  readonly trailer?: Readonly<Record<string, string>>
  /** Where the section goes on from; undefined leaves /Prev out. */
  readonly previous?: number | 'none'
  /** What a row of a stream says last that is of no kind. */
  readonly oddRow?: true
  /** The section, as its writer spoils it. */
  readonly spoil?: (section: string) => string
  /** A table behind a stream, or a stream behind a table. */
  readonly isOther?: true
  /** Objects without a section that names them. */
  readonly isBare?: boolean
}

type Row = {
  readonly number: number
  readonly generation: number
  readonly offset: number | undefined
  readonly stream?: number
}

/** Appends objects to a document as somebody does who need not follow any rule, with a table or a stream as it has one. */
export function appendSection(pdf: Pdf, objects: readonly Appended[], options: SectionOptions = {}): Bytes {
  const parts: Bytes[] = [pdf.bytes, utf8.encode(options.before ?? '')]
  let length = parts.reduce((sum, part) => sum + part.length, 0)
  const add = (part: Bytes) => {
    parts.push(part)
    length += part.length
  }
  const rows = objects.map((one): Row => {
    const { number, generation = 0 } = one
    if ('isFree' in one) return { number, generation, offset: undefined }
    if ('stream' in one) return { number, generation: one.index, offset: undefined, stream: one.stream }
    if ('offset' in one) return { number, generation, offset: one.offset }
    const offset = length
    const body = typeof one.body === 'string' ? latin1(one.body) : one.body
    add(concat(utf8.encode(`${number} ${generation} obj\n`), body, utf8.encode('\nendobj\n')))
    return { number, generation, offset }
  })
  add(utf8.encode(options.between ?? ''))
  if (options.isBare !== true) {
    const section = encodeSection(pdf, rows, { ...options, at: length })
    add(options.spoil === undefined ? section : latin1(options.spoil(Buffer.from(section).toString('latin1'))))
  }
  add(utf8.encode(options.behind ?? ''))
  return concat(...parts)
}

/** A stream's dictionary and bytes. */
export function streamOf(dict: string, data: string): string {
  return `<<${dict}/Length ${data.length}>>\nstream\n${data}\nendstream`
}

type Where = SectionOptions & { readonly at: number }

function encodeSection(pdf: Pdf, unordered: readonly Row[], options: Where): Bytes {
  const { at, trailer = {}, previous, oddRow } = options
  const rows = [...unordered].sort((a, b) => a.number - b.number)
  const isStream = pdf.xref.isStream !== (options.isOther === true)
  const known = Math.max(0, ...pdf.xref.sections.flatMap(({ entries }) => [...entries.keys()])) + 1
  const size = Math.max(known, ...rows.map(({ number }) => number + 1))
  const all = isStream ? [...rows, { number: size, generation: 0, offset: at }] : rows
  const keys: Record<string, string | Bytes> = {
    Size: `${isStream ? size + 1 : size}`,
    Root: pdf.catalogRef.raw,
    ...(previous === 'none' ? {} : { Prev: `${previous ?? pdf.xref.startXref}` }),
    ...keptOf(pdf, ['Info', 'ID']),
    ...trailer,
  }
  const end = utf8.encode(`startxref\n${at}\n%%EOF\n`)
  if (!isStream) return concat(encodeTable(all), encodeChanged(undefined, keys), utf8.encode('\n'), end)
  const odd = oddRow === undefined ? [] : [Uint8Array.of(7, 0, 0, 0, 0, 0, 0)]
  const data = concat(...all.map(encodeRow), ...odd)
  const index = [...all.map(({ number }) => number), ...odd.map(() => size + 1)]
    .map((number) => `${number} 1`)
    .join(' ')
  const dict = encodeChanged(undefined, {
    ...keys,
    Type: '/XRef',
    W: '[1 4 2]',
    Index: `[${index}]`,
    Length: `${data.length}`,
  })
  const head = utf8.encode(`${size} 0 obj\n`)
  return concat(head, dict, utf8.encode('\nstream\n'), data, utf8.encode('\nendstream\nendobj\n'), end)
}

function encodeTable(rows: readonly Row[]): Bytes {
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  const lines = rows.map(
    ({ number, generation, offset }) =>
      `${number} 1\n${pad(offset ?? 0, 10)} ${pad(generation, 5)} ${offset === undefined ? 'f' : 'n'} \n`,
  )
  return utf8.encode(`xref\n${lines.join('')}trailer\n`)
}

function encodeRow({ generation, offset, stream }: Row): Bytes {
  const row = Buffer.alloc(7)
  row.writeUInt8(stream !== undefined ? 2 : offset === undefined ? 0 : 1, 0)
  row.writeUInt32BE(stream ?? offset ?? 0, 1)
  row.writeUInt16BE(generation, 5)
  return new Uint8Array(row)
}

function keptOf(pdf: Pdf, keys: readonly string[]): Record<string, Bytes> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = entryOf(pdf.xref.trailer, key)
      return value.kind === 'null' ? [] : [[key, value.raw] as const]
    }),
  )
}

function latin1(text: string): Bytes {
  return new Uint8Array(Buffer.from(text, 'latin1'))
}
