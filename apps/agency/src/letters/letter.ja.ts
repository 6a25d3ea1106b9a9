import type { LetterKind } from '../officer-words.ts'

type LetterWords = {
  readonly paragraphs: readonly string[]
  readonly points: readonly string[]
  readonly ending: readonly string[]
}

/** The title says nothing: a letter may lie open on somebody's table. */
export const letterTitle = 'お知らせ'

const never = 'このことを、メールや、まどぐちの画面でお知らせすることはありません。'

/** What a letter says. `until`: the last day, as people read it. */
export const letterWords = {
  'protection-begun': (until: string) => ({
    paragraphs: [`お申し出を受けて、${until}まで、あなたの情報を守るために次のことをします。`],
    points: [
      'まどぐちであなたの情報を照会しても、この窓口からは情報を出しません。カードをほかの人が使っても、見ることはできません。ご自身の照会でも同じです。',
      '前に画面に届いていたこの窓口の回答は、画面から消えました。',
      'ほかの役所から照会があっても、自動では答えません。これからのやりとりは、履歴に出ません。',
    ],
    ending: [
      'これより前に終わっていたやりとりは、履歴に残ります。',
      '前に保存したファイルや、印刷した紙は消えません。ほかの人の目にふれないところに置いてください。',
      '必要な証明などは、この窓口で受け取れます。期間の終わりの1か月前から、延長のお申し出ができます。',
      never,
    ],
  }),
  'protection-ending': (until: string) => ({
    paragraphs: [`あなたの情報を守るための取りあつかいは、${until}で終わります。`],
    points: [
      '続けたいときは、その日までに、この窓口に延長をお申し出ください。',
      'お申し出がないと、その次の日から、まどぐちでの照会に、また情報が出るようになります。',
    ],
    ending: [never],
  }),
  released: () => ({
    paragraphs: ['まどぐちでの照会について、職員が確かめました。', '次に照会すると、情報をお見せできます。'],
    points: [],
    ending: ['前の照会の結果は変わりません。もう一度、照会してください。', never],
  }),
} as const satisfies Record<LetterKind, (until: string) => LetterWords>

export const letterContact = {
  heading: 'わからないことや、住所が変わったときは',
  phone: (phone: string, hours: string) => `電話 ${phone} 受付 ${hours}`,
} as const
