import type { Bytes } from '@madoguchi/kit'
import { spend } from '../pdf/budget.ts'
import { isDigit, isRegular, isWhite, startsWith } from '../pdf/cursor.ts'
import { decodeStream } from '../pdf/decode-stream.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import { readIndirectObject, readStream } from '../pdf/read-object.ts'
import { entryOf } from '../pdf/value.ts'

/** Where the bytes of a document say `12 0 R`, in whatever object, string or stream: rather too much than too little. */
export type References = {
  /** Whether anything before `endBytes` refers to this object. */
  has(number: number, endBytes: number): boolean
  /** Whether every place before `endBytes` that refers to it is the value of one of these keys. */
  isOnlyUnder(number: number, keys: (key: string) => boolean, endBytes: number): boolean
  /** The places before `endBytes` that refer to it; undefined for more than anybody needs, and where nobody looked for it. */
  listPlaces(number: number, endBytes: number): readonly KeyedPlace[] | undefined
  /** Whether between two places something reads like the head of this object, `12 0 obj`. */
  hasHead(number: number, from: number, endBytes: number): boolean
}

/** Where the R of a reference stands: in the bytes, or in what is packed in the object stream that stands there. */
export type Place = { readonly at: number; readonly inner?: number }

type KeyedPlace = Place & { readonly key: string }

/** The first place, of each key before it the first, and the places themselves. */
type Seen = { firstAt: number; readonly keys: Map<string, number>; readonly places: KeyedPlace[] }

const placesMax = 1_000

/**
 * Looks through the bytes once for references to these objects. A reader that follows them object by object would have to
 * read every object of the document; the first look at each byte is enough to know who refers to the few that changed.
 */
export function scanReferences(pdf: Pdf, numbers: ReadonlySet<number>): References {
  const seen = new Map<number, Seen>()
  const heads = new Map<number, number[]>()
  function seeHead(number: number, at: number): void {
    if (!numbers.has(number)) return
    spend(pdf.budget, 'steps', 1)
    const known = heads.get(number)
    if (known === undefined) heads.set(number, [at])
    else if (known.length <= placesMax) known.push(at)
  }
  function see(number: number, key: string, place: Place): void {
    if (!numbers.has(number)) return
    spend(pdf.budget, 'steps', 1)
    const { at } = place
    const known = seen.get(number)
    if (known === undefined) seen.set(number, { firstAt: at, keys: new Map([[key, at]]), places: [{ ...place, key }] })
    else {
      known.firstAt = Math.min(at, known.firstAt)
      known.keys.set(key, Math.min(at, known.keys.get(key) ?? Infinity))
      if (known.places.length <= placesMax) known.places.push({ ...place, key })
    }
  }
  listPackUsers(pdf, see)
  spend(pdf.budget, 'bytes', pdf.source.bytes.length)
  scan(pdf.source.bytes, (number, key, at) => see(number, key, { at }), seeHead)
  for (const offset of listPacks(pdf)) {
    const pack = decodePack(pdf, offset)
    if (pack !== undefined)
      scan(
        pack,
        (number, key, inner) => see(number, key, { at: offset, inner }),
        () => undefined,
      )
  }
  return {
    has: (number, endBytes) => (seen.get(number)?.firstAt ?? Infinity) < endBytes,
    isOnlyUnder: (number, keys, endBytes) =>
      [...(seen.get(number)?.keys ?? [])].every(([key, at]) => at >= endBytes || keys(key)),
    listPlaces: (number, endBytes) => {
      const places = seen.get(number)?.places ?? []
      return !numbers.has(number) || places.length > placesMax ? undefined : places.filter(({ at }) => at < endBytes)
    },
    hasHead: (number, from, endBytes) => {
      const places = heads.get(number) ?? []
      return places.length > placesMax || places.some((at) => at > from && at < endBytes)
    },
  }
}

/** A section that looks for objects in a stream leads to that stream. */
function listPackUsers({ xref, budget }: Pdf, see: (number: number, key: string, place: Place) => void): void {
  xref.sections.forEach(({ entries }, index) => {
    spend(budget, 'steps', entries.size)
    const streams = new Set<number>()
    for (const entry of entries.values()) if (entry.kind === 'packed') streams.add(entry.stream)
    for (const stream of streams) see(stream, '', { at: xref.offsets[index] ?? 0 })
  })
}

/** Where the object streams of all revisions stand. */
function listPacks({ xref, budget }: Pdf): ReadonlySet<number> {
  const streams = new Set<number>()
  const offsets = new Set<number>()
  for (const { entries } of xref.sections) {
    spend(budget, 'steps', entries.size)
    for (const entry of entries.values()) if (entry.kind === 'packed') streams.add(entry.stream)
  }
  for (const stream of streams)
    for (const { entries } of xref.sections) {
      spend(budget, 'steps', 1)
      const entry = entries.get(stream)
      if (entry?.kind === 'offset') offsets.add(entry.offset)
    }
  return offsets
}

/** Undefined for one that is not encoded: its bytes were looked through where they stand. */
function decodePack({ source, budget, resolve }: Pdf, offset: number): Bytes | undefined {
  const object = readIndirectObject(source.bytes, offset, budget)
  const { encoded } = readStream({ bytes: source.bytes, object, budget, resolve })
  if (object.value.kind !== 'dict' || entryOf(object.value, 'Filter').kind === 'null') return undefined
  return decodeStream(object.value, encoded, budget)
}

/** The last three tokens: where `/Key` stands, 12, 0; -1 is for what is not there. `shifts` counts the tokens since a comment. */
type Window = { keyAt: number; first: number; second: number; shifts: number }

const percent = 0x25
const solidus = 0x2f
const letterR = 0x52

/** White to one program or another: a vertical tab, and what a signed character is less than a blank. */
function isApart(byte: number | undefined): boolean {
  return isWhite(byte) || byte === 0x0b || byte === 0x80 || byte === 0xff
}

/**
 * A per cent sign begins a comment, unless it stands in a string or a stream: both are taken to be so. After the line the
 * tokens before the sign and those behind it each may go on.
 */
function scan(
  bytes: Bytes,
  see: (number: number, key: string, at: number) => void,
  seeHead: (number: number, at: number) => void,
): void {
  let windows: Window[] = [{ keyAt: -1, first: -1, second: -1, shifts: 0 }]
  let set: Window[] = []
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]
    if (isApart(byte)) {
      if (set.length > 0 && (byte === 0x0a || byte === 0x0d)) {
        windows = windows.concat(set)
        set = []
      }
      at++
      continue
    }
    if (byte === percent) {
      set = set.concat(windows.map((one) => ({ ...one, shifts: 0 })))
      push(windows, -1, -1)
      at++
    } else {
      const start = at
      at++
      if (byte === solidus || isRegular(byte)) while (isRegular(bytes[at]) && !isApart(bytes[at])) at++
      const isName = byte === solidus
      // `12 0R` is a reference to some.
      const isCalled = !isName && bytes[at - 1] === letterR && (at === start + 1 || isDigit(bytes[at - 2]))
      if (!isName && startsWith(bytes, start, 'obj'))
        for (const { first, second } of windows) if (first >= 0 && second >= 0) seeHead(first, start)
      if (isCalled && at > start + 1) push(windows, -1, numberIn(bytes, start, at - 1))
      if (isCalled) {
        for (const { keyAt, first, second } of windows)
          if (first >= 0 && second >= 0) see(first, keyOf(bytes, keyAt), at - 1)
        push(windows, -1, -1)
      } else if (isName) push(windows, start, -1)
      else push(windows, -1, numberIn(bytes, start, at))
    }
    // Three tokens on, they all say the same.
    if (windows.length > 1) windows = windows.filter(({ shifts }, index) => index === 0 || shifts < 3)
  }
}

/** A name is kept while the two tokens behind it are numbers. */
function push(windows: readonly Window[], nameAt: number, number: number): void {
  for (const window of windows) {
    window.shifts++
    if (number < 0) {
      window.keyAt = nameAt
      window.first = -1
      window.second = -1
    } else if (window.first < 0) window.first = number
    else if (window.second < 0) window.second = number
    else {
      window.keyAt = -1
      window.first = window.second
      window.second = number
    }
  }
}

const keyBytesMax = 128

/** A name as it is written; one that is written in another way, `/#41nnots`, is another key. */
function keyOf(bytes: Bytes, at: number): string {
  if (at < 0) return ''
  let end = at + 1
  while (end < at + keyBytesMax && isRegular(bytes[end])) end++
  return String.fromCharCode(...bytes.subarray(at + 1, end))
}

/**
 * A whole number in whatever way some reader takes it for one, with signs, zeros before it or a point behind it; -1 for
 * everything else.
 */
function numberIn(bytes: Bytes, start: number, end: number): number {
  if (!isNumeric(bytes[start]) || end - start > numberBytesMax) return -1
  const text = String.fromCharCode(...bytes.subarray(start, end)).replace(/[+-]/g, '')
  const digits = /^0*(\d{1,15})(?:\.0*)?$/.exec(text)?.[1]
  return digits === undefined ? -1 : Number(digits)
}

const numberBytesMax = 256

function isNumeric(byte: number | undefined): boolean {
  return isDigit(byte) || byte === 0x2b || byte === 0x2d
}
