import type { Facts } from '@madoguchi/kit'
import { findEra } from '@madoguchi/kit'
import type { FormErrorCode } from '../errors.ts'

/** What a sentence is made of. `limit` is a day or a label in words, where the definition has one. */
type SentenceParts = { readonly label: string; readonly facts: Facts; readonly limit: string }

type Sentence = (words: SentenceParts) => string

const dateParts: Readonly<Record<string, string>> = { era: '年号', year: '年', month: '月', day: '日' }
const eraSpans: Readonly<Record<string, string>> = {
  reiwa: '令和は、2019年5月1日からです。',
  heisei: '平成は、1989年1月8日から2019年(平成31年)4月30日までです。',
  showa: '昭和は、1926年12月25日から1989年(昭和64年)1月7日までです。',
  taisho: '大正は、1912年7月30日から1926年(大正15年)12月24日までです。',
  meiji: '明治は、1873年(明治6年)1月1日から1912年(明治45年)7月29日までの日付を入力できます。',
}
export const accountParts: Readonly<Record<string, string>> = {
  bankName: '金融機関の名前',
  bankCode: '金融機関コード(数字4けた)',
  branchName: '支店の名前',
  branchCode: '支店コード(数字3けた)',
  accountKind: '預金の種別',
  number: '口座番号(数字7けたまで)',
  symbol: '記号(数字5けた)',
  symbolNumber: '番号(数字8けたまで)',
  holderKana: '名義(カナ)',
}
const characters: Readonly<Record<string, string>> = {
  control: '印刷できない文字が入っています。入力しなおすと消えます。',
  'private-use': '外字が入っています。ほかの機械では表示できないので、近い漢字で入力します。',
  'line-break': '1行で入力します。',
  invisible: '目に見える文字が1つもありません。入力しなおします。',
  marks: '1つの文字に記号が重なりすぎています。',
}

function eraName(era: unknown): string {
  return findEra(String(era))?.label ?? ''
}

/** A sentence for each thing that can be wrong. A code without one does not compile. */
export const errorSentences = {
  FIELD_REQUIRED: ({ label }) => `「${label}」に、まだ答えがありません。`,
  FIELD_UNSAVED: ({ label }) =>
    `「${label}」に書いたものは、まだ保存されていません。ページを開いて保存すると、書類に載ります。`,
  FIELD_TOO_LONG: ({ label, facts }) => `「${label}」は${facts.max}文字までです。`,
  FIELD_CHARACTER: ({ label, facts }) =>
    `「${label}」に使えない文字があります。${characters[String(facts.reason)] ?? ''}`,
  FIELD_MY_NUMBER: ({ label }) =>
    `「${label}」に、マイナンバーかもしれない12けたの数字がありました。大切な番号を守るため、保存していません。この手続きの画面では、マイナンバーを入力する必要はありません。`,
  KANA_INVALID: ({ label }) => `「${label}」は、カタカナかひらがなで入力します。`,
  POSTAL_CODE_INVALID: ({ label }) => `「${label}」は、数字7けたで入力します。例: 123-4567`,
  ADDRESS_POSTAL_CODE: ({ label }) => `「${label}」には、郵便番号だけでなく、町の名前や番地まで入力します。`,
  DATE_INCOMPLETE: ({ label, facts }) =>
    facts.part === 'era'
      ? `「${label}」の年号を選ぶか、年を西暦の4けたで入力します。`
      : `「${label}」の${dateParts[String(facts.part)] ?? '日付'}が入力されていません。`,
  DATE_NOT_DIGITS: ({ label, facts }) =>
    `「${label}」の${dateParts[String(facts.part)] ?? '日付'}は、数字で入力します。`,
  DATE_INVALID: ({ label, facts }) =>
    facts.part === 'era'
      ? `「${label}」の年号を選びなおします。`
      : `「${label}」の${dateParts[String(facts.part)] ?? '日付'}は、1から${facts.max}までです。`,
  DATE_YEAR_TOO_SMALL: ({ label, facts }) =>
    facts.era === 'western'
      ? `「${label}」の年は、西暦では${facts.min}年からです。昭和や平成などの年なら、年号を選びます。`
      : `「${label}」の年は、${eraName(facts.era)}では${facts.min}年からです。`,
  DATE_YEAR_TOO_LARGE: ({ label, facts }) =>
    facts.era === 'western'
      ? `「${label}」の年は、西暦では${facts.max}年までです。`
      : `「${label}」の年が、${eraName(facts.era)}の年としては大きすぎます。${facts.max === undefined ? '' : `${eraName(facts.era)}は${facts.max}年までです。`}西暦の年なら、年号の欄で「西暦」を選びます。`,
  DATE_ERA: ({ label, facts }) => `「${label}」の年号と日付が合いません。${eraSpans[String(facts.era)] ?? ''}`,
  DATE_UNKNOWN_NOT_ALLOWED: ({ label, facts }) =>
    `「${label}」は、${facts.part === 'month' ? '月も日も' : '日まで'}入力が必要です。`,
  DATE_TOO_EARLY: ({ label, limit }) => `「${label}」は、${limit}か、それよりあとの日付です。`,
  DATE_TOO_LATE: ({ label, limit }) => `「${label}」は、${limit}か、それより前の日付です。`,
  PHONE_INVALID: ({ label }) =>
    `「${label}」は、市外局番から数字で入力します。携帯電話は11けたです。2つまで「、」で区切って書けます。例: 03-1234-5678 内線12、090-1234-5678`,
  PHONE_TWICE: ({ label }) => `「${label}」は、番号を書くか、電話がないことに印を付けるか、どちらかにします。`,
  EMAIL_INVALID: ({ label }) => `「${label}」の形を確かめます。例: name@example.jp`,
  ACCOUNT_INCOMPLETE: ({ label, facts }) =>
    `「${label}」の${accountParts[String(facts.part)] ?? ''}が入力されていません。${
      facts.part === 'bankCode' || facts.part === 'branchCode'
        ? '分からないときは、「コードは分かりません」に印を付けて進みます。'
        : ''
    }`,
  ACCOUNT_INVALID: ({ label, facts }) => `「${label}」の${accountParts[String(facts.part)] ?? ''}を確かめます。`,
  ACCOUNT_SYMBOL: ({ label }) =>
    `「${label}」の記号と番号の組み合わせが、ふつうとちがいます。写しまちがいがないか、通帳をもう一度見ます。通帳のとおりなら、番号の下の欄に印を付けて進みます。`,
  ACCOUNT_TWO_WAYS: ({ label, facts }) =>
    `「${label}」の${accountParts[String(facts.part)] ?? ''}が、記号と番号の口座とちがいます。使わないほうを消します。`,
  ACCOUNT_HOLDER_DIFFERS: ({ label }) =>
    `「${label}」の名義が、前のページで入力した氏名(カナ)とちがいます。まちがいなら直します。結婚前の名前のままなど、これで合っているときは、名義の下の欄に印を付けて進みます。`,
  CONFIRM_ANEW: ({ label }) =>
    `「${label}」は、前に確かめたあとで答えが変わったので、もう一度確かめます。今の答えのとおりなら、あらためて印を付けます。`,
  CHOICE_UNKNOWN: ({ label }) => `「${label}」は、出ているものの中から選びます。`,
  CHOICE_WORDS_MISSING: ({ label }) => `「${label}」で選んだものの内容を、言葉で入力します。`,
  CHOICES_TOO_FEW: ({ label, facts }) => `「${label}」は、${facts.min}つ以上選びます。`,
  CHOICES_TOO_MANY: ({ label, facts }) => `「${label}」は、${facts.max}つまで選べます。`,
  NUMBER_INVALID: ({ label }) => `「${label}」は、数字で入力します。`,
  NUMBER_TOO_SMALL: ({ label, facts }) => `「${label}」は、${facts.min}以上の数です。`,
  NUMBER_TOO_LARGE: ({ label, facts }) => `「${label}」は、${facts.max}以下の数です。`,
  NUMBER_DECIMALS: ({ label, facts }) =>
    facts.decimals === 0
      ? `「${label}」は、小数点のない数で入力します。`
      : `「${label}」は、小数点のあと${facts.decimals}けたまでです。`,
  DIGITS_INVALID: ({ label, facts }) =>
    `「${label}」は、数字${facts.min === undefined ? `${facts.length}けた` : `${facts.min}けたから${facts.length}けたまで`}で入力します。`,
  TIME_INVALID: ({ label }) => `「${label}」は、時刻を入力します。例: 14:30、午後2時半`,
  TIME_OUTSIDE: ({ label, facts }) =>
    `「${label}」は、${facts.from === undefined ? '' : `${facts.from}から`}${facts.until === undefined ? '' : `${facts.until}まで`}の時刻です。`,
  // The sentence is the definition's own; this one is for an answer that was kept under a rule that is gone.
  RULE_BROKEN: ({ label }) => `「${label}」を、ほかの答えと合わせて確かめます。`,
  FILE_KIND: ({ label }) => `「${label}」の種類のファイルではありません。`,
  FILE_TOO_MANY: ({ label, facts }) => `「${label}」は、${facts.max}個までです。`,
  VALUE_SHAPE: ({ label }) => `「${label}」を、もう一度入力します。前の入力の形が変わりました。`,
  GROUP_TOO_FEW: ({ label, facts }) => `「${label}」は、${facts.min}件以上の入力が必要です。`,
  GROUP_TOO_MANY: ({ label, facts }) => `「${label}」は、${facts.max}件までです。`,
  FORM_TOO_LARGE: () => '送られた内容が大きすぎて、受け取れませんでした。前に保存した内容は、そのまま残っています。',
} satisfies Record<FormErrorCode, Sentence>
