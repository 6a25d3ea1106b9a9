import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { explainError } from '../explain-error.ts'
import { getFieldKind } from '../fields/field-kinds.ts'
import { entryName } from '../flow/entry-name.ts'
import { begin, everyField, makeProcedure, now } from '../sample-procedure.fixture.ts'
import { readPosted } from './read-posted.ts'

type Bad = Readonly<Record<string, readonly string[]>>
type Sample = { readonly good: Readonly<Record<string, string>>; readonly bad: Bad }

const odd = ['\u0000', 'あ\u202eい', '\ue000']
/** For each field an answer that is right, and texts that are wrong in one part of it, whatever stands in the others. */
const samples: Readonly<Record<string, Sample>> = {
  name: { good: { '': '見本 花子' }, bad: { '': [...odd, '\u200b', 'あ\nい', 'あ'.repeat(201)] } },
  kana: { good: { '': 'ミホン' }, bad: { '': ['山田', 'Yamada', '・', '1'] } },
  address: { good: { '': 'みほん市' }, bad: { '': [...odd, '\u3164'] } },
  postalCode: { good: { '': '123-4567' }, bad: { '': ['123', '12345678', 'abc'] } },
  birthDate: {
    good: { era: 'showa', year: '60', month: '4', day: '1' },
    bad: {
      era: ['constructor', 'keio'],
      year: ['2026', '1985', '65', '0', 'R60', '', '六十'],
      month: ['13', '0', '00', 'x', '', '四'],
      day: ['32', '0', '1.0', 'x', ''],
    },
  },
  movedAt: {
    good: { era: 'western', year: '2020', month: '4', day: '1' },
    bad: {
      year: ['8', '0', '1867', '9999', 'x', '', '2201'],
      month: ['13', '-1', ''],
      day: ['32', '99', ''],
    },
  },
  phone: { good: { '': '03-1234-5678' }, bad: { '': ['110', '090-1234-567', 'なんとなく'], none: ['yes'] } },
  email: { good: { '': 'a@example.jp' }, bad: { '': ['a', '@', 'a@b'] } },
  account: {
    good: {
      bankName: 'みほん銀行',
      bankCode: '0001',
      branchName: '本店',
      branchCode: '001',
      accountKind: 'ordinary',
      number: '1234567',
      holderKana: 'ミホン',
    },
    bad: {
      bankName: ['', ...odd],
      bankCode: ['', '1', '12345', 'みほん'],
      branchName: ['', ...odd],
      branchCode: ['', '1', '1234', '本'],
      accountKind: ['', 'savings2', 'constructor'],
      number: ['', '12345678', '壱', '12a'],
      holderKana: ['', '山田', '・\u0000'],
    },
  },
  relationship: { good: { '': 'other', words: 'いとこ' }, bad: { words: ['', ...odd] } },
  sex: { good: { '': 'other', words: '答えたくない' }, bad: { words: ['', ...odd] } },
  damage: { good: { '': 'other', words: '塀' }, bad: { words: ['', ...odd] } },
  owns: { good: { '': 'yes' }, bad: { '': ['maybe', 'true'] } },
  income: { good: { '': '12000' }, bad: { '': ['x', '1.5', '-2000000', '999999999999'] } },
  weight: { good: { '': '60.5' }, bad: { '': ['x', '60.55', '1m'] } },
  note: { good: { '': '特になし' }, bad: { '': [...odd, 'あ'.repeat(41)] } },
  insurer: { good: { '': '012345' }, bad: { '': ['12345', '1234567', 'なし', '12 34'] } },
  calledAt: { good: { '': '9:30' }, bad: { '': ['25:00', '8:00', '朝', '930分', '午後13時'] } },
  photos: { good: { '': '家.jpg' }, bad: { '': ['家.exe', '家'] } },
  agrees: { good: { '': 'yes' }, bad: { '': ['no', 'on'] } },
  isSure: { good: { '': 'yes' }, bad: { '': ['no', 'on'] } },
}

const procedure = makeProcedure([{ kind: 'fields', id: 'all', title: '全部', fields: everyField }])

/** The entries that are named as wrong, and the sentences for them. */
function post(changes: Readonly<Record<string, Readonly<Record<string, string>>>>): [string[], string[]] {
  const entries = Object.entries(samples).flatMap(([id, { good }]) =>
    Object.entries({ ...good, ...changes[id] }).map(
      ([part, text]) => [entryName(id, { part }), text] as [string, string],
    ),
  )
  const { errors } = readPosted(begin(procedure), { page: 'all', entries, now })
  return [errors.map(({ entry }) => entry), errors.map((error) => explainError(procedure, error))]
}

test('the samples speak of every field, and nothing is wrong with what is right', () => {
  assert.deepEqual(Object.keys(samples).sort(), everyField.map(({ id }) => id).sort())
  assert.deepEqual(post({}), [[], []])
})

for (const { id } of everyField) {
  test(`whatever is wrong with one part of “${id}” is said at the input of that part, and at no other`, () => {
    for (const [part, texts] of Object.entries(samples[id]?.bad ?? {}))
      for (const text of texts) {
        const [wrong, said] = post({ [id]: { [part]: text } })
        assert.deepEqual(wrong, [entryName(id, { part })], JSON.stringify([part, text]))
        for (const sentence of said) assert.match(sentence, /^「[^」]+」.*(。|例: .+)$/)
      }
  })
}

test('however many parts of however many answers are wrong, each is said once, all of them at once', () => {
  const choices = everyField.map(({ id }) => {
    const parts = Object.entries(samples[id]?.bad ?? {}).map(
      ([part, texts]) => [part, fc.option(fc.constantFrom(...texts), { nil: undefined })] as const,
    )
    return [id, fc.record(Object.fromEntries(parts))] as const
  })
  fc.assert(
    fc.property(fc.record(Object.fromEntries(choices)), (drawn) => {
      const broken = Object.fromEntries(
        Object.entries(drawn).map(([id, parts]) => {
          const set = Object.entries(parts).filter((part): part is [string, string] => part[1] !== undefined)
          return [id, Object.fromEntries(set)] as const
        }),
      )
      const isEmpty = (id: string) =>
        Object.entries({ ...samples[id]?.good, ...broken[id] }).every(
          ([part, text]) => part === 'era' || part === 'accountKind' || text === '',
        )
      const wanted = everyField.flatMap(({ id, ...field }) => {
        // Without any answer a field is missing as a whole; what belongs to an era that nobody knows is not judged by it.
        if (isEmpty(id)) return [entryName(id, { part: getFieldKind({ id, ...field } as never).parts[0] ?? '' })]
        const isEraless = broken[id]?.era !== undefined && Number(broken[id]?.year) >= 0
        return getFieldKind({ id, ...field } as never)
          .parts.filter(
            (part) => broken[id]?.[part] !== undefined && !(isEraless && part === 'year' && broken[id]?.year !== ''),
          )
          .map((part) => entryName(id, { part }))
      })
      const [wrong] = post(broken)
      assert.deepEqual(wrong, wanted)
    }),
  )
})
