import fc from 'fast-check'
import type { Value } from '../answers.ts'
import type { Field } from '../field.ts'
import { relationships } from '../relationships.ts'

const character = fc.constantFrom(
  '髙',
  '﨑',
  '葛\u{e0100}',
  '邉\u{e0102}',
  '𠮷',
  'か\u3099',
  '\ufa19',
  '山',
  '田',
  'A',
  'é',
  '・',
)
/** Names as people have them, with rare kanji, variation selectors, combining marks and surrogate pairs. */
const nameText = fc.array(character, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(''))
const kanaText = fc
  .array(fc.constantFrom('ヤ', 'マ', 'ダ', 'ー', 'ヴ', 'ッ', 'パ', '＝', '・'), { minLength: 1, maxLength: 20 })
  // A mark stands between letters.
  .map((parts) => `ヨ${parts.join('')}ダ`)
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((parts) => parts.join(''))
const day = fc
  .date({ min: new Date('1873-01-01'), max: new Date('2026-11-22'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

const asPlain = { noNullPrototype: true } as const
const holderOf = { holderKana: kanaText }
const branchOf = {
  branchName: nameText,
  accountKind: fc.constantFrom('ordinary', 'current', 'savings'),
  number: digits(7),
}

/** A value that the field can have. */
export function arbitraryValue(field: Field): fc.Arbitrary<Value> {
  switch (field.kind) {
    case 'name':
    case 'address':
    case 'text':
      return nameText
    case 'kana':
      return kanaText
    case 'postal-code':
      return fc.tuple(digits(3), digits(4)).map((parts) => parts.join('-'))
    case 'date': {
      if (field.from !== undefined) return fc.constantFrom('2000-01-01', '2019-04-30', '2019-05-01', '2026-11-22')
      const unknown = day.map((date) => `${date.slice(0, 4)}-00-00`)
      return field.unknown
        ? fc.oneof(
            day,
            unknown,
            day.map((date) => `${date.slice(0, 7)}-00`),
          )
        : day
    }
    case 'phone':
      return fc.constantFrom(
        '03-1234-5678',
        '090-1234-5678',
        '0120-123-456',
        '+12025550100',
        '03-1234-5678 内線12',
        '090-1234-5678、03-1234-5678',
        '0123-45-6789',
        ...(field.none === undefined ? [] : ['なし']),
        '04992-2-1234',
        '090-1234-5678 内線1(母の携帯)',
      )
    case 'email':
      return fc.constantFrom('name@example.jp', 'a.b+c@mail.example.co.jp')
    case 'account':
      return fc.oneof(
        fc.record(
          {
            ...holderOf,
            ...branchOf,
            bankName: nameText,
            bankCode: fc.oneof(digits(4), fc.constant('')),
            branchCode: fc.oneof(digits(3), fc.constant('')),
          },
          asPlain,
        ),
        fc.record(
          {
            ...holderOf,
            ...branchOf,
            bankName: fc.constant('ゆうちょ銀行'),
            bankCode: fc.constant('9900'),
            branchName: fc.constant('四一八'),
            branchCode: fc.constant('418'),
            accountKind: fc.constantFrom('ordinary', 'savings'),
            writtenAs: fc.constant('symbol'),
          },
          asPlain,
        ),
        fc.record(
          {
            ...holderOf,
            bankName: fc.constant('ゆうちょ銀行'),
            bankCode: fc.constant('9900'),
            branchName: fc.constant('〇一九'),
            branchCode: fc.constant('019'),
            accountKind: fc.constant('current'),
            number: digits(6).map((six) => `0${six}`),
            writtenAs: fc.constant('symbol'),
            confirmedFor: kanaText,
          },
          asPlain,
        ),
      ) as fc.Arbitrary<Value>
    case 'relationship':
      return fc
        .constantFrom(...Object.keys(relationships))
        .map((choice) => (choice === 'other' ? { choice, words: 'いとこ' } : { choice }))
    case 'choice':
      return fc
        .constantFrom(...field.options)
        .map(({ id, takesWords }) => (takesWords ? { choice: id, words: '別' } : { choice: id }))
    case 'choices':
      return fc.subarray([...field.options], { minLength: 1 }).map((options) => {
        const choices = options.map(({ id }) => id)
        return options.some(({ takesWords }) => takesWords) ? { choices, words: '別' } : { choices }
      })
    case 'yes-no':
      return fc.boolean()
    case 'digits':
      return digits(field.length)
    case 'time':
      return fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hour, minute]) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
        return time < (field.from ?? time) ? (field.from ?? time) : time
      })
    case 'consent':
      return fc.constant(true)
    case 'confirm':
      // About nothing, as it has no condition.
      return fc.constant('T1PNoYwrqgwDVLtf')
    case 'money':
      return fc.integer({ min: field.min ?? 0, max: 99_999_999_999 })
    case 'number':
      return fc.integer({ min: 0, max: 9_999 }).map((value) => value / 10 ** (field.decimals ?? 0))
    case 'file':
      return fc.constantFrom({ files: ['屋根.jpg'] }, { files: ['a.png', 'b.JPEG'] })
  }
}
