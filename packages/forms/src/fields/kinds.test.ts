import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Field } from '../field.ts'
import { checkAnswer, postParts, readField } from '../flow/check-answer.ts'
import { openScope } from '../flow/scope.ts'
import { everyField, today } from '../sample-procedure.fixture.ts'

const scope = openScope([], today)

function post(id: string, text: string, more: Partial<Field> = {}): unknown {
  const field = everyField.find((one) => one.id === id)
  assert.ok(field)
  const read = readField({ ...field, ...more } as Field, postParts({ '': [text] }), scope)
  return read.ok ? read.value : read.code
}

test('a name stays as it was typed: selectors, compatibility kanji, combining marks and pairs of surrogates', () => {
  for (const name of ['葛\u{e0100}城 太郎', '神\ufa19', '𠮷野家', 'か\u3099く', '髙﨑　花子', 'O’Brien', 'ﾊﾅｺ']) {
    assert.equal(post('name', name), name)
  }
  assert.equal(post('name', '　山田 太郎 \r\n'), '山田 太郎')
})

test('a name is counted as people count, and takes what a card can have: 200', () => {
  for (const kind of ['name', 'address']) {
    assert.equal(post(kind, '葛\u{e0100}'.repeat(200)), '葛\u{e0100}'.repeat(200))
    assert.equal(post(kind, '葛\u{e0100}'.repeat(201)), 'FIELD_TOO_LONG')
  }
  assert.equal(post('name', 'あ'.repeat(1_000_000)), 'FIELD_TOO_LONG')
  assert.equal(post('name', `a${'\u0301'.repeat(100)}`), 'FIELD_CHARACTER')
})

test('what no form can print is refused: controls, turned text, halves of a pair, private characters, two lines', () => {
  for (const name of ['a\u0000b', 'a\u202eb', 'a\u200eb', 'a\u061cb', 'a\ud800b', 'a\ue000b', 'a\nb', 'a\uffffb']) {
    assert.equal(post('name', name), 'FIELD_CHARACTER')
  }
  assert.equal(post('note', '一行目\r\n二行目'), '一行目\n二行目')
})

test('a tab that comes with a cell of a table is a space, wherever it is pasted', () => {
  for (const kind of ['name', 'address', 'note']) assert.equal(post(kind, '\t見本\t\t花子 1\t'), '見本 花子 1')
  assert.equal(post('note', '一行目\n\t二行目'), '一行目\n 二行目')
})

test('a name or an address that nobody can see is none, and noncharacters of every plane are refused', () => {
  for (const kind of ['name', 'address', 'note']) {
    for (const text of [
      '\u200b',
      '\u200d\ufe0f',
      '\u3164',
      '\u2800',
      '\u00ad',
      '\u115f\u1160',
      '\uffa0',
      '\u{e0041}',
      '\u0301',
    ])
      assert.equal(post(kind, text), 'FIELD_CHARACTER', encodeURI(text))
    for (const text of ['a\ufdd0', 'a\u{1fffe}', 'a\u{2ffff}', 'a\u{10ffff}'])
      assert.equal(post(kind, text), 'FIELD_CHARACTER')
    for (const text of ['.', '乂', '👪', '山\u200b田', '\ufffd']) assert.equal(post(kind, text), text)
  }
})

test('a postal code alone is no address, and one with its town is', () => {
  for (const text of ['104-0061', '〒１０４－００６１', '1040061'])
    assert.equal(post('address', text), 'ADDRESS_POSTAL_CODE')
  for (const text of ['〒104-0061 東京都中央区銀座', '104番地61', '1-2-3'])
    assert.equal(post('address', text), text, 'whoever reads it knows the place')
})

test('whose a telephone number is and when to call stays with it, and two numbers are told apart by a space', () => {
  for (const [typed, read] of [
    ['090-1234-5678（母の携帯）', '090-1234-5678(母の携帯)'],
    ['090-1234-5678 母', '090-1234-5678(母)'],
    ['携帯：09012345678', '090-1234-5678(携帯)'],
    ['自宅 03-1234-5678 携帯 090-1234-5678', '03-1234-5678(自宅)、090-1234-5678(携帯)'],
    ['昼 03-1234-5678 内線 12 夜 090-1234-5678', '03-1234-5678 内線12(昼)、090-1234-5678(夜)'],
    ['03-1234-5678 (山田方)', '03-1234-5678(山田方)'],
    ['090-1234-5678(9時から17時)', '090-1234-5678(9時から17時)'],
    ['090-1234-5678 18時以降', '090-1234-5678(18時以降)'],
    ['０９０－１２３４－５６７８（平日１８：００以降）', '090-1234-5678(平日18:00以降)'],
    ['母の携帯 090-1234-5678(午前9時半~12時)', '090-1234-5678(母の携帯 午前9時半~12時)'],
    ['代表03-1234-5678 内線#123', '03-1234-5678 内線123(代表)'],
    ['03-12345-678', '03-1234-5678'],
    ['0312-34-5678', '03-1234-5678'],
    ['090-123-45678', '090-1234-5678'],
    ['0120-12-3456', '0120-12-3456'],
    ['0312345678 09012345678', '03-1234-5678、090-1234-5678'],
    ['03-1234-5678・090-1234-5678', '03-1234-5678、090-1234-5678'],
    // 大島 and other places have an area code of five digits, with one behind it.
    ['04992-2-1234', '04992-2-1234'],
    // Drafts that were kept before have numbers in groups of two.
    ['0466-12-34-56', '0466-12-34-56'],
  ] as const) {
    assert.equal(post('phone', typed), read)
    assert.equal(post('phone', read), read, 'what was read reads as itself')
  }
  for (const text of [
    '母',
    `090-1234-5678(${'母'.repeat(21)})`,
    '090-1234-5678(2階)',
    '090-1234-5678 2回',
    '090-1234-5678(99時間)',
    '090-1234-567818時',
    '090-1234-5678 <b>',
    '03-1234-5-678-9',
  ])
    assert.equal(post('phone', text), 'PHONE_INVALID', text)
})

test('kana of any width and hiragana become katakana', () => {
  assert.equal(post('kana', 'やまだ たろう'), 'ヤマダ　タロウ')
  assert.equal(post('kana', 'ﾔﾏﾀﾞ  ﾀﾛｳ'), 'ヤマダ　タロウ')
  assert.equal(post('kana', 'ジョ-ジ'), 'ジョージ')
  for (const text of ['ヤマタ゛', 'ヤマタ\u3099', 'ﾔﾏﾀﾞ', 'やまた゛', 'ﾔﾏﾀ゛'])
    assert.equal(post('kana', text), 'ヤマダ')
  assert.equal(post('kana', 'ハ゜ク'), 'パク')
  for (const text of ['ジャン゠ポール', 'ジャン＝ポール', 'ジャン=ポール'])
    assert.equal(post('kana', text), 'ジャン＝ポール')
  for (const text of ['ロ―ラ', 'ロ─ラ', 'ロ一ラ', 'ロ〜ラ', 'ﾛｰﾗ', 'ロ−ラ']) assert.equal(post('kana', text), 'ローラ')
  assert.equal(post('kana', 'ｼﾞｮﾝ･ｽﾐｽ'), 'ジョン・スミス')
  // After ン, ッ and ー nothing is long.
  for (const text of ['オーウェン－スミス', 'オーウェン-スミス']) assert.equal(post('kana', text), 'オーウェン・スミス')
  for (const text of ['山田', 'Yamada', '123', '・', 'ー', '＝']) assert.equal(post('kana', text), 'KANA_INVALID')
})

test('two numbers with their words are told apart by a slash', () => {
  assert.equal(post('phone', '自宅:0312345678/携帯:09012345678'), '03-1234-5678(自宅)、090-1234-5678(携帯)')
})

test('a mark between letters stands at no end of a name in kana, and an apostrophe in it is left out', () => {
  for (const text of ['・ヤマダ', '＝ヤマダ', 'ヤマダ＝', 'ヤマダ・', 'ヤマダ・　タロウ']) {
    assert.equal(post('kana', text), 'KANA_INVALID', text)
  }
  assert.equal(post('kana', "オ'ブライエン メアリ"), 'オブライエン　メアリ')
  assert.equal(post('kana', 'ジャン・ポール'), 'ジャン・ポール')
})

test('postal codes and telephone numbers are taken in any width', () => {
  for (const text of [
    '1234567',
    '〒123-4567',
    '１２３－４５６７',
    '123 4567',
    '123ー4567',
    '123 - 4567',
    '123─4567',
    '〠123-4567',
  ]) {
    assert.equal(post('postalCode', text), '123-4567')
  }
  for (const text of ['123456', '12345678', 'abc', '1'.repeat(500)])
    assert.equal(post('postalCode', text), 'POSTAL_CODE_INVALID')
  assert.equal(post('phone', '０３（１２３４）５６７８'), '03-1234-5678')
  assert.equal(post('phone', '09012345678'), '090-1234-5678')
  assert.equal(post('phone', '08001234567'), '0800-123-4567')
  assert.equal(post('phone', '0123 45 6789'), '0123-45-6789')
  for (const text of [
    '+81 90 1234 5678',
    '+81 (0)90 1234 5678',
    '0081-90-1234-5678',
    '010 81 90 1234 5678',
    'tel:090.1234.5678',
    '090─1234─5678',
    '☎090~1234~5678。',
  ])
    assert.equal(post('phone', text), '090-1234-5678')
  assert.equal(post('phone', '+1 202 555 0100'), '+1-202-555-0100')
  assert.equal(post('phone', '03-1234-5678 (内線 123)'), '03-1234-5678 内線123')
  assert.equal(
    post('phone', '０３－１２３４－５６７８　または　09012345678 ext.4'),
    '03-1234-5678、090-1234-5678 内線4',
  )
  assert.equal(post('phone', '090/1234/5678'), '090-1234-5678')
  for (const text of [
    '090-1234-567',
    '0901234567',
    '0-3123-45678',
    '03-1234-5678、03-1234-5678、03-1234-5678',
    '03-1234-5678、110',
    '内線12',
  ])
    assert.equal(post('phone', text), 'PHONE_INVALID')
  for (const text of ['1234', '110', '03-1234', '03-1234-5678-9012', '電話なし'])
    assert.equal(post('phone', text), 'PHONE_INVALID')
})

test('whoever has no telephone says so where the form may be answered so, and nowhere both', () => {
  const field = everyField.find(({ id }) => id === 'phone')
  assert.ok(field?.kind === 'phone' && field.none !== undefined)
  const read = (parts: Readonly<Record<string, readonly string[]>>, of: Field = field) => {
    const phone = readField(of, postParts(parts), scope)
    return phone.ok ? phone.value : `${phone.facts.part} ${phone.code}`
  }
  assert.equal(read({ none: ['yes'] }), 'なし')
  for (const text of ['なし', '無し', 'ありません', ' ない。']) assert.equal(read({ '': [text] }), 'なし', text)
  assert.equal(read({ '': ['なし'], none: ['yes'] }), 'なし')
  assert.equal(read({ '': ['03-1234-5678'], none: ['yes'] }), 'none PHONE_TWICE')
  assert.equal(read({ '': [''] }), undefined)
  const { none: _none, ...asked } = field
  assert.equal(read({ none: ['yes'] }, asked), undefined)
  assert.equal(read({ '': ['なし'] }, asked), ' PHONE_INVALID')
})

test('amounts are taken with commas, yen and full-width digits, and refused where they are none', () => {
  assert.equal(post('income', '１，２３４円'), 1234)
  assert.equal(post('income', '¥12,000'), 12_000)
  assert.equal(post('income', '△500'), -500)
  assert.equal(Object.is(post('income', '-0'), 0), true)
  assert.equal(post('income', '1.5'), 'NUMBER_DECIMALS')
  assert.equal(post('income', `1${' '.repeat(60)}5`), 'NUMBER_INVALID')
  assert.equal(post('income', '999999999999999'), 'NUMBER_TOO_LARGE')
  assert.equal(post('weight', '12.5kg'), 12.5)
  for (const text of ['1e5', '0x10', 'Infinity', '十', '--1']) assert.equal(post('income', text), 'NUMBER_INVALID')
})

test('an electronic address is taken in any width, and refused without its parts', () => {
  assert.equal(post('email', 'ｎａｍｅ＠ｅｘａｍｐｌｅ．ｊｐ'), 'name@example.jp')
  for (const text of ['name', 'name@', 'a b@example.jp', 'a@b@c.jp', '<a@example.jp>'])
    assert.equal(post('email', text), 'EMAIL_INVALID')
})

test('of files only names are kept, without the path and only of the kinds asked for', () => {
  assert.deepEqual(post('photos', 'C:\\fakepath\\屋根.JPG'), { files: ['屋根.JPG'] })
  assert.equal(post('photos', 'virus.exe'), 'FILE_KIND')
})

test('nobody chooses what is not offered, and その他 takes words', () => {
  assert.equal(post('sex', 'none'), 'CHOICE_UNKNOWN')
  assert.equal(post('sex', 'other'), 'CHOICE_WORDS_MISSING')
  assert.equal(post('relationship', 'constructor'), 'CHOICE_UNKNOWN')
  assert.equal(post('agrees', 'no'), 'CHOICE_UNKNOWN')
})

test('an account number is filled up with noughts, and each part is asked for', () => {
  const field = everyField.find(({ id }) => id === 'account')
  assert.ok(field)
  const parts = {
    bankName: ['みほん銀行'],
    bankCode: ['０００１'],
    branchName: ['本店'],
    branchCode: ['001'],
    accountKind: ['ordinary'],
    number: ['1234'],
    holderKana: ['やまだ たろう'],
  }
  const read = readField(field, postParts(parts), scope)
  assert.ok(read.ok && typeof read.value === 'object' && 'number' in read.value)
  assert.deepEqual(
    [read.value.number, read.value.bankCode, read.value.holderKana],
    ['0001234', '0001', 'ヤマダ　タロウ'],
  )
  for (const part of Object.keys(parts)) {
    const without = readField(field, postParts({ ...parts, [part]: [' '] }), scope)
    assert.deepEqual(without, { ok: false, code: 'ACCOUNT_INCOMPLETE', facts: { part } })
    const odd = readField(field, postParts({ ...parts, [part]: ['\u0000'] }), scope)
    assert.ok(!odd.ok && odd.facts.part === part)
  }
})

test('a draft that was kept with hyphens in the wrong place still stands, and another number does not', () => {
  const field = everyField.find(({ kind }) => kind === 'phone') ?? assert.fail('a telephone')
  assert.equal(checkAnswer(field, '03-12345-678', scope).ok, true)
  assert.equal(checkAnswer(field, '03-1234-5678', scope).ok, true)
  assert.equal(checkAnswer(field, '０３-1234-5678', scope).ok, false)
})
