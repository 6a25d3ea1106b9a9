import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { concat, hex, utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { parseCrl } from './crl.ts'
import type { CrlReason } from './crl-reasons.ts'
import { crlReasons } from './crl-reasons.ts'
import { readTime, readWhole, tag } from './der.ts'
import { encodeElement, encodeInteger, encodeOid, encodeSequence, encodeTime } from './encode-der.ts'
import { findRevoked } from './revoked-serials.ts'

const day = new Date('2026-11-01T00:00:00Z')
const algorithm = encodeSequence(encodeOid('1.2.840.113549.1.1.11'), encodeElement(tag.null))

/** A list that nobody signed: reading looks at no signature. */
function makeList(entries: readonly Bytes[]): Bytes {
  const list = entries.length > 0 ? [encodeSequence(...entries)] : []
  const times = [encodeTime(day), encodeTime(new Date('2026-12-01T00:00:00Z'))]
  const tbs = encodeSequence(encodeInteger(1n), algorithm, encodeSequence(), ...times, ...list)
  return encodeSequence(tbs, algorithm, encodeElement(tag.bitString, new Uint8Array(257)))
}

type Entry = { serial?: bigint; serialBytes?: Bytes; time?: Bytes; extensions?: readonly Bytes[] }

function makeEntry({ serial = 5n, serialBytes, time = encodeTime(day), extensions = [] }: Entry): Bytes {
  const number = serialBytes === undefined ? encodeInteger(serial) : encodeElement(tag.integer, serialBytes)
  return encodeSequence(number, time, ...(extensions.length > 0 ? [encodeSequence(...extensions)] : []))
}

function makeExtension(id: string, value: Bytes, isCritical = false): Bytes {
  const critical = isCritical ? [encodeElement(tag.boolean, Uint8Array.of(0xff))] : []
  return encodeSequence(encodeOid(id), ...critical, encodeElement(tag.octetString, value))
}

const reasonIs = (code: number) => makeExtension('2.5.29.21', encodeElement(tag.enumerated, Uint8Array.of(code)))
const invalidSince = makeExtension('2.5.29.24', encodeElement(tag.generalizedTime, utf8.encode('20261030000000Z')))
const codes = Object.keys(crlReasons).map(Number)

function read(entries: readonly Bytes[]) {
  const parsed = parseCrl(makeList(entries))
  assert(parsed.ok, JSON.stringify(parsed))
  return parsed.value
}

function reasonOf(entries: readonly Bytes[]): string {
  const parsed = parseCrl(makeList(entries))
  return parsed.ok ? 'ok' : String(parsed.facts.reason)
}

const serialHexOf = (serial: bigint) => hex.encode(encodeInteger(serial).subarray(2)).replace(/^00(?=.)/, '')

describe('a revocation list', () => {
  it('says of everybody in it when and why, and nothing of anybody else', () => {
    const serial = fc.bigInt({ min: 1n, max: 2n ** 159n - 1n })
    const one = fc.record({
      serial: fc.oneof(serial, fc.bigInt({ min: 1n, max: 300n })),
      code: fc.constantFrom(undefined, ...codes),
      at: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000)),
      hasDate: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 60 }), fc.array(serial, { maxLength: 9 }), (entries, strangers) => {
        const { revoked } = read(
          entries.map(({ serial, code, at, hasDate }) =>
            makeEntry({
              serial,
              time: encodeTime(at),
              extensions: [...(code === undefined ? [] : [reasonIs(code)]), ...(hasDate ? [invalidSince] : [])],
            }),
          ),
        )
        assert.equal(revoked.size, entries.length)
        // Of two entries with one number the later one counts.
        const expected = new Map(entries.map((entry) => [entry.serial, entry]))
        for (const { serial, code = 0, at, hasDate } of expected.values()) {
          const reason: CrlReason = crlReasons[code as keyof typeof crlReasons]
          const since = hasDate ? { invalidSince: new Date('2026-10-30T00:00:00Z') } : {}
          assert.deepEqual(findRevoked(revoked, serialHexOf(serial)), { reason, at, ...since })
        }
        for (const stranger of strangers)
          if (!expected.has(stranger)) assert.equal(findRevoked(revoked, serialHexOf(stranger)), undefined)
      }),
    )
  })

  it('is refused for a date that is none, and for no other', () => {
    const digits = fc.tuple(
      fc.constantFrom(13, 15),
      fc.array(fc.constantFrom('0', '1', '2', '3', '9', '02', '28', '29', '30', '31', '12', '2050', 'x'), {
        minLength: 13,
        maxLength: 15,
      }),
    )
    const text = digits.map(([length, parts]) => `${parts.join('').slice(0, length - 1)}Z`)
    fc.assert(
      fc.property(fc.constantFrom(tag.utcTime, tag.generalizedTime), text, (kind, written) => {
        const time = encodeElement(kind, utf8.encode(written))
        const isTime = canReadTime(time)
        assert.equal(reasonOf([makeEntry({ time })]) === 'ok', isTime, written)
      }),
      { numRuns: 2_000 },
    )
    for (const [written, isTime] of [
      ['240229235959Z', true],
      ['230229000000Z', false],
      ['261131000000Z', false],
      ['261101240000Z', false],
      ['261301000000Z', false],
    ] as const)
      assert.equal(reasonOf([makeEntry({ time: encodeElement(tag.utcTime, utf8.encode(written)) })]) === 'ok', isTime)
  })

  it('is read whole although a number in it is too long, negative or zero, and none is taken for another', () => {
    const of = (...octets: number[]) => makeEntry({ serialBytes: Uint8Array.from(octets) })
    const long = Array.from({ length: 21 }, (_, i) => i + 1)
    const { revoked } = read([of(5), of(...long), of(0xff), of(0), of(0x00, 0xfe), of(6)])
    const isIn = (serialHex: string) => findRevoked(revoked, serialHex) !== undefined
    assert.deepEqual(['05', '06', '-ff', '00', 'fe'].map(isIn), [true, true, true, true, true])
    const strangers = ['ff', '-fe', hex.encode(Uint8Array.from(long.slice(1))), hex.encode(Uint8Array.from(long))]
    assert.deepEqual(strangers.map(isIn), [false, false, false, false])
  })

  it('revokes also for a reason that nobody knows', () => {
    for (const code of [7, 11]) {
      const { revoked } = read([makeEntry({ extensions: [reasonIs(code)] }), makeEntry({ serial: 6n })])
      assert.deepEqual(findRevoked(revoked, '05'), { reason: 'unspecified', at: day })
    }
  })

  it('is refused for what no list may hold, wherever in it that stands', () => {
    const good = makeEntry({ serial: 77n })
    const wrong: [Bytes, string][] = [
      [makeEntry({ serialBytes: Uint8Array.of(0, 5) }), 'serial'],
      [makeEntry({ serialBytes: Uint8Array.of(0xff, 0x85) }), 'serial'],
      [makeEntry({ serialBytes: new Uint8Array() }), 'serial'],
      [makeEntry({ extensions: [reasonIs(1), reasonIs(1)] }), 'extension twice'],
      [makeEntry({ extensions: [reasonIs(1), invalidSince, reasonIs(2)] }), 'extension twice'],
      [
        makeEntry({ extensions: Array.from({ length: 33 }, (_, i) => makeExtension(`1.2.${i}`, algorithm)) }),
        'too many elements',
      ],
      [encodeSequence(encodeInteger(5n)), 'ends early'],
      [encodeSequence(encodeInteger(5n), encodeTime(day), encodeInteger(5n)), 'tag'],
      [encodeInteger(5n), 'entry'],
    ]
    for (const [entry, reason] of wrong) {
      assert.equal(reasonOf([entry, good]), reason)
      assert.equal(reasonOf([good, entry]), reason)
    }
  })

  it('names what is critical in an entry and unknown to us, and does not keep a million names', () => {
    const entries = Array.from({ length: 100 }, (_, i) =>
      makeEntry({ serial: BigInt(i + 1), extensions: [makeExtension(`1.3.6.${i}`, algorithm, true)] }),
    )
    const { criticalUnknownEntryExtensions } = read(entries)
    assert.equal(criticalUnknownEntryExtensions[0], '1.3.6.0')
    assert.equal(criticalUnknownEntryExtensions.length, 32)
  })

  it('costs a few bytes an entry beside its own, and can be handed to another thread', () => {
    const entries = Array.from({ length: 20_000 }, (_, i) =>
      makeEntry({ serial: BigInt(i + 1), extensions: [reasonIs(1)] }),
    )
    const list = makeList(entries)
    const parsed = parseCrl(list)
    assert(parsed.ok)
    const { revoked } = parsed.value
    assert.equal(revoked.entries.buffer, list.buffer)
    assert.ok(revoked.slots.byteLength <= 16 * revoked.size + 16)
    const handed = structuredClone(parsed.value, { transfer: [list.buffer as ArrayBuffer] })
    assert.deepEqual(findRevoked(handed.revoked, '4e20'), { reason: 'keyCompromise', at: day })
    assert.equal(findRevoked(handed.revoked, '4e21'), undefined)
  })

  it('whose head has no end is refused before it is looked through', () => {
    const many = concat(...Array.from({ length: 1_000 }, () => encodeInteger(1n)))
    const [version, rest] = [encodeInteger(1n), encodeElement(tag.sequence, many)]
    assert.equal(
      reasonOfBytes(encodeSequence(encodeSequence(version, rest, many), algorithm, algorithm)),
      'too many elements',
    )
    assert.equal(reasonOfBytes(encodeSequence(encodeSequence(version), many)), 'too many elements')
  })
})

function reasonOfBytes(der: Bytes): string {
  const parsed = parseCrl(der)
  return parsed.ok ? 'ok' : String(parsed.facts.reason)
}

function canReadTime(time: Bytes): boolean {
  try {
    readTime(readWhole(time, time[0] ?? 0))
    return true
  } catch {
    // The reader of a single time is the measure.
    return false
  }
}
