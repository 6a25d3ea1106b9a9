import type { Bytes } from '@madoguchi/kit'
import { hex } from '@madoguchi/kit'
import fc from 'fast-check'

/** One thing done to bytes, at a place given as a share of their length, so that it shrinks towards the beginning. */
type Edit = {
  readonly kind: 'set' | 'flip' | 'cut' | 'insert' | 'repeat' | 'remove'
  readonly at: number
  readonly bytes: Bytes
}

const interesting = [0x00, 0x01, 0x1f, 0x20, 0x30, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xa0, 0xff, 0x9b, 0x5a, 0xf6]

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('set', 'flip', 'cut', 'insert', 'repeat', 'remove'),
  at: fc.nat(0xffff),
  bytes: fc.oneof(
    fc.constantFrom(...interesting).map((byte) => Uint8Array.of(byte)),
    fc.uint8Array({ minLength: 1, maxLength: 9 }).map((bytes) => new Uint8Array(bytes)),
  ),
})

function applyEdit(source: Bytes, { kind, at, bytes }: Edit): Bytes {
  const place = Math.floor((at / 0x10000) * (source.length + 1))
  const before = source.subarray(0, place)
  const after = source.subarray(place)
  switch (kind) {
    case 'set':
      return join(before, bytes, after.subarray(bytes.length))
    case 'flip':
      return source.map((byte, i) => (i === place ? byte ^ (1 << ((bytes[0] ?? 0) % 8)) : byte))
    case 'cut':
      return before
    case 'insert':
      return join(before, bytes, after)
    case 'repeat':
      return join(before, after.subarray(0, 64), after)
    case 'remove':
      return join(before, after.subarray(bytes.length))
  }
}

function join(...parts: readonly Bytes[]): Bytes {
  return new Uint8Array(Buffer.concat(parts))
}

/** Hexadecimal: a valid input with up to eight things done to it, two of them spliced, or plain noise. */
export function mutatedBytes(valid: readonly Bytes[], sizeMax = 700_000): fc.Arbitrary<string> {
  const one = fc.constantFrom(...valid)
  const changed = fc
    .tuple(one, fc.array(edit, { maxLength: 8 }))
    .map(([source, edits]) => edits.reduce(applyEdit, source))
  const spliced = fc
    .tuple(one, one, fc.nat(0xffff), fc.nat(0xffff))
    .map(([a, b, x, y]) => join(a.subarray(0, (a.length * x) / 0x10000), b.subarray((b.length * y) / 0x10000)))
  const noise = fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes))
  return fc
    .oneof({ weight: 8, arbitrary: changed }, { weight: 1, arbitrary: spliced }, { weight: 1, arbitrary: noise })
    .map((bytes) => hex.encode(bytes.subarray(0, sizeMax)))
}

const nasty = [
  '',
  ' ',
  '\u0000',
  '\r\n',
  '\r\nSet-Cookie: a=b',
  "' or 1=1 --",
  '"><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</title><svg/onload=1>',
  '&amp;&lt;&#x27;',
  '=HYPERLINK("http://a","b")',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '＝1+1',
  '\t=1',
  '../../etc/passwd',
  '..%2f..%2f',
  '%00',
  '%E0%A4%A',
  '\u202eabc',
  '\ud800',
  '\ufeffa',
  '\uffff',
  '👪',
  '辻󠄀',
  'ＡＢＣ',
  '$' + '{7*7}',
  '{{7*7}}',
  '#import "a"',
  '\\u0000',
  'constructor',
  '__proto__',
  'toString',
  'NaN',
  '1e999',
  '９',
  'あ'.repeat(400),
  'a'.repeat(5000),
]

/** Text that somebody would write to break something, and any text at all. */
export function hostileText(lengthMax = 60): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...nasty) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: lengthMax }) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...nasty), fc.string({ maxLength: 9 })).map(([a, b]) => `${b}${a}${b}`),
    },
  )
}

function hostileValue(): fc.Arbitrary<unknown> {
  return fc.oneof(
    hostileText(),
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(0, -1, -0, 1.5, 2 ** 53, 1e308, null, true, [], {}, [[[[[]]]]]),
    fc.constant(JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}')),
  )
}

type JsonEdit = {
  readonly at: number
  readonly kind: 'replace' | 'delete' | 'add' | 'double'
  readonly name: string
  readonly value: unknown
}

/** A valid JSON value with up to three of its members replaced, deleted, doubled or joined by a stranger. */
export function mutatedJson(valid: readonly unknown[]): fc.Arbitrary<unknown> {
  const change: fc.Arbitrary<JsonEdit> = fc.record({
    at: fc.nat(0xffff),
    kind: fc.constantFrom('replace', 'replace', 'replace', 'delete', 'add', 'double'),
    name: fc.oneof(fc.constantFrom('__proto__', 'constructor', 'extra', '0'), fc.string({ maxLength: 8 })),
    value: hostileValue(),
  })
  return fc.tuple(fc.constantFrom(...valid), fc.array(change, { maxLength: 3 })).map(([source, changes]) =>
    // Copies: a value that stands in two places, or in itself, is no JSON.
    changes.reduce<unknown>(
      (root, one) => applyJsonEdit(root, { ...one, value: structuredClone(one.value) }),
      structuredClone(source),
    ),
  )
}

function applyJsonEdit(root: unknown, { at, kind, name, value }: JsonEdit): unknown {
  const places: { holder: Record<string, unknown>; key: string }[] = []
  const queue: unknown[] = [root]
  for (const holder of queue) {
    if (typeof holder !== 'object' || holder === null) continue
    for (const key of Object.keys(holder)) {
      places.push({ holder: holder as Record<string, unknown>, key })
      queue.push((holder as Record<string, unknown>)[key])
    }
  }
  const place = places[at % Math.max(places.length, 1)]
  if (place === undefined) return value
  const { holder, key } = place
  if (kind === 'delete') delete holder[key]
  else if (kind === 'add')
    Object.defineProperty(holder, name, { value, enumerable: true, writable: true, configurable: true })
  else if (kind === 'double' && Array.isArray(holder[key])) holder[key] = [...holder[key], ...holder[key]]
  else holder[key] = value
  return root
}
