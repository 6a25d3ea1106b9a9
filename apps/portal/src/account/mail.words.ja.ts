/** 「届きました」. */
export const arrivalMail = {
  subject: (count: number) => `届きました: ${count}件`,
  text: (origin: string, count: number) =>
    `照会した情報について、${count}件の結果が届きました。\n内容は、ログインすると見られます。\n${origin}/\n\nこのメールには、あなたの情報は書かれていません。`,
} as const

/** The link that makes an address one that is used. */
export const confirmationMail = {
  subject: 'メールアドレスの確認',
  text: (origin: string, link: string, code: string) =>
    `まどぐちに、このメールアドレスが登録されようとしています。\nあなたが登録したときは、24時間のうちに次のリンクをひらき、「このアドレスを使う」のボタンを押してください。\n\n${link}\n\nひらいた画面に番号が入っていないときは、次の番号を入力してください。\n確認の番号: ${code}\n\nおぼえがないときは、何もしないでください。このアドレスは使われず、入力された記録は30日で消えます。\n\n${origin}/`,
} as const

/** The last one. */
export const leavingMail = {
  subject: '利用をやめる手続が終わりました',
  text: (origin: string) =>
    `まどぐちの利用をやめる手続が終わりました。\nあなたの登録内容、取り寄せた回答、操作履歴、このメールアドレスを消しました。このメールが最後です。\n\n役所どうしのやりとりの記録は、法律により、それぞれの機関に残ります。\nもう一度使いたくなったときは、マイナンバーカードでログインすると、新しく登録できます。\n\nおぼえがないときは、運営者にお知らせください。\n${origin}/operator`,
} as const
