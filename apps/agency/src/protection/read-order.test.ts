import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseLetterNote, parseLetterOrder } from '../letters/letter-order.ts'
import { parseProtectionOrder } from './protection-order.ts'

const at = new Date('2026-11-30T03:00:00Z')
const by = '住民課 佐藤'
const protection = { personRef: 'A1', until: '2027-11-30', by, reason: 'stalking' }
const letter = { personRef: 'A1', kind: 'released', name: '見本 あおい', address: ['〒000-0001'], by }
const note = { letter: 'ltr_A', state: 'failed', why: 'returned', by }
const hostile = [
  undefined,
  null,
  0,
  true,
  '',
  ' ',
  'a\u0000',
  'a\u202eb',
  'a\u200eb',
  '\ud800',
  'x'.repeat(100_000),
  [],
  [[]],
  {},
  { toString: 'A1' },
  Number.NaN,
] as const

const kinds = {
  protection: {
    good: protection,
    parse: (order: unknown) => parseProtectionOrder(order, at),
    codes: {
      personRef: 'PERSON_UNKNOWN',
      by: 'OFFICER_MISSING',
      reason: 'PROTECTION_REASON',
      until: 'PROTECTION_DATE',
    },
  },
  letter: {
    good: letter,
    parse: parseLetterOrder,
    codes: {
      personRef: 'PERSON_UNKNOWN',
      by: 'OFFICER_MISSING',
      kind: 'LETTER_KIND',
      name: 'LETTER_NAME',
      address: 'LETTER_ADDRESS',
    },
  },
  note: {
    good: note,
    parse: parseLetterNote,
    codes: { letter: 'LETTER_UNKNOWN', by: 'OFFICER_MISSING', state: 'LETTER_STATE', why: 'LETTER_WHY' },
  },
} as const

for (const [kind, { good, parse, codes }] of Object.entries(kinds)) {
  test(`${kind}: a wrong member is named, whatever stands in its place, and nothing is done`, () => {
    assert.equal(parse(good).ok, true)
    for (const [name, code] of Object.entries(codes))
      for (const value of hostile) {
        const parsed = parse({ ...good, [name]: value })
        assert.deepEqual(
          parsed.ok || [parsed.code, parsed.facts.at],
          [code, name],
          `${name} ${String(JSON.stringify(value)).slice(0, 40)}`,
        )
      }
  })

  test(`${kind}: an order with a member too many, or none at all, is no order`, () => {
    for (const order of [undefined, null, 'protect', 7, [], [good], () => good, new Map(Object.entries(good))])
      assert.equal(parse(order).ok, false)
    for (const name of ['more', 'isAdmin', 'By', 'a b', '\u001b[2J']) {
      const parsed = parse({ ...good, [name]: 1 })
      assert.equal(!parsed.ok && parsed.code, 'ORDER_MALFORMED', name)
      assert.ok(!JSON.stringify(!parsed.ok && parsed.facts).includes('u001b'), 'what is no word of ours is in no log')
    }
    assert.equal(parse(JSON.parse(JSON.stringify(good).replace('{', '{"__proto__":{"by":"x"},'))).ok, false)
    fc.assert(fc.property(fc.anything(), (order) => void parse(order)))
  })
}
