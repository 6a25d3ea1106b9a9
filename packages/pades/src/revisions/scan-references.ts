import type { Bytes } from '@madoguchi/kit'
import { spend } from '../pdf/budget.ts'
import { isRegular, isWhite } from '../pdf/cursor.ts'
import { decodeStream } from '../pdf/decode-stream.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import { readIndirectObject, readStream } from '../pdf/read-object.ts'
import { entryOf } from '../pdf/value.ts'

/** Where the bytes of a document say `12 0 R`, in whatever object, string or stream: rather too much than too little. */
export type References = {
  /** Whether anything before `endBytes` refers to this object. */
  has(number: number, endBytes: number): boolean
  /** Whether at most one place before `endBytes` refers to it. */
  hasOne(number: number, endBytes: number): boolean
  /** Whether every place before `endBytes` that refers to it is the value of one of these keys. */
  isOnlyUnder(number: number, keys: (key: string) => boolean, endBytes: number): boolean
}

/** The first and the second place, and of each key before it the first. What stands in an object stream stands where that does. */
type Seen = { firstAt: number; secondAt: number; readonly keys: Map<string, number> }

/**
 * Looks through the bytes once for references to these objects. A reader that follows them object by object would have to
 * read every object of the document; the first look at each byte is enough to know who refers to the few that changed.
 */
export function scanReferences(pdf: Pdf, numbers: ReadonlySet<number>): References {
  const seen = new Map<number, Seen>()
  function see(number: number, key: string, at: number): void {
    if (!numbers.has(number)) return
    spend(pdf.budget, 'steps', 1)
    const known = seen.get(number)
    if (known === undefined) seen.set(number, { firstAt: at, secondAt: Infinity, keys: new Map([[key, at]]) })
    else {
      const [first = 0, second = 0] = [known.firstAt, known.secondAt, at].sort((a, b) => a - b)
      known.firstAt = first
      known.secondAt = second
      known.keys.set(key, Math.min(at, known.keys.get(key) ?? Infinity))
    }
  }
  listPackUsers(pdf, see)
  spend(pdf.budget, 'bytes', pdf.source.bytes.length)
  scan(pdf.source.bytes, see)
  for (const offset of listPacks(pdf)) {
    const pack = decodePack(pdf, offset)
    if (pack !== undefined) scan(pack, (number, key) => see(number, key, offset))
  }
  return {
    has: (number, endBytes) => (seen.get(number)?.firstAt ?? Infinity) < endBytes,
    hasOne: (number, endBytes) => (seen.get(number)?.secondAt ?? Infinity) >= endBytes,
    isOnlyUnder: (number, keys, endBytes) =>
      [...(seen.get(number)?.keys ?? [])].every(([key, at]) => at >= endBytes || keys(key)),
  }
}

/** A section that looks for objects in a stream leads to that stream. */
function listPackUsers({ xref, budget }: Pdf, see: (number: number, key: string, at: number) => void): void {
  xref.sections.forEach(({ entries }, index) => {
    spend(budget, 'steps', entries.size)
    const streams = new Set<number>()
    for (const entry of entries.values()) if (entry.kind === 'packed') streams.add(entry.stream)
    for (const stream of streams) see(stream, '', xref.offsets[index] ?? 0)
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

/**
 * A per cent sign begins a comment, unless it stands in a string or a stream: both are taken to be so. After the line the
 * tokens before the sign and those behind it each may go on.
 */
function scan(bytes: Bytes, see: (number: number, key: string, at: number) => void): void {
  let windows: Window[] = [{ keyAt: -1, first: -1, second: -1, shifts: 0 }]
  let set: Window[] = []
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]
    if (isWhite(byte)) {
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
      if (byte === solidus || isRegular(byte)) while (isRegular(bytes[at])) at++
      if (byte === 0x52 && at === start + 1) {
        for (const { keyAt, first, second } of windows)
          if (first >= 0 && second >= 0) see(first, keyOf(bytes, keyAt), start)
        push(windows, -1, -1)
      } else if (byte === solidus) push(windows, start, -1)
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

/** Digits, with whatever signs some reader may take before them; -1 for everything else. */
function numberIn(bytes: Bytes, start: number, end: number): number {
  let value = 0
  let at = start
  while (at < end && (bytes[at] === 0x2b || bytes[at] === 0x2d)) at++
  if (at === end || end - at > 15) return -1
  for (; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}
