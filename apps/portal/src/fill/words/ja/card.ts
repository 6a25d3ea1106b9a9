/** カードから, by the extension, and in the sandbox from a demo card. */
export const card = {
  heading: 'カードから入れる',
  body: '券面事項入力補助用の暗証番号(数字4けた)を、拡張機能の小さな画面に入れると、カードの氏名・住所・生年月日・性別が、このページの欄に入ります。内容を見てから保存できます。',
  submit: 'カードから入れる',
  state: {
    window: '小さな画面で、カードと暗証番号を待っています。',
    done: 'カードの内容を欄に入れました。確かめて、ちがうところは直せます。',
    none: 'このページには、カードから入る欄がありません。',
  },
  mark: 'カードから入りました',
  demoHeading: '体験用のカードから入れる',
  demoBody:
    '体験環境では、体験用のカードから、氏名・住所・生年月日・性別を入れられます。書いてある欄は、そのままにします。',
  demoCard: 'カード',
  demoCardOf: (holder: string, pin: string | undefined) =>
    pin === undefined ? `${holder} さんのカード` : `${holder} さんのカード(体験用の暗証番号 ${pin})`,
  demoPin: '券面事項入力補助用の暗証番号(数字4けた)',
  demoWrong: (triesLeft: number) => `暗証番号がちがいます。あと${triesLeft}回入力できます。`,
  demoSubmit: 'このカードから入れる',
  demoFilled: (count: number) => `カードから${count}つの欄に入れました。確かめて、ちがうところは直せます。`,
  demoNone: 'カードから入る欄は、もう書いてあるか、この手続にはありません。そのまま手で書けます。',
}
