export const registrationCopy = {
  title: '利用者登録',
  lead: 'はじめての利用です。次の内容を読んで、同意すると登録が終わります。',
  termsHeading: '利用規約の大切なところ',
  terms: [
    '見られるのは、あなた自身の情報だけです。',
    '取り寄せた回答は30日間保存し、そのあと消します。あなたがいつでも消せます。',
    '回答は、あなたのカードから作る鍵でだけひらけます。カードをなくすと、保存した回答はひらけなくなります。もう一度取り寄せられます。',
    'いつ、どの機関に、何の情報を照会したかの記録は、法律により残ります。',
  ],
  termsLink: '利用規約の全文を読む',
  consent: '利用規約への同意',
  consentLabel: '利用規約を読み、同意します',
  email: 'メールアドレス',
  emailSupport: '「届きました」というお知らせだけを送ります。何が届いたかや、あなたの情報は書きません。',
  emailAbsent: 'この環境では、お知らせのメールを送りません。そのため、メールアドレスはたずねません。',
  submit: '同意して登録する',
} as const

/** The only mail there is. */
export const arrivalMail = {
  subject: (count: number) => `届きました: ${count}件`,
  text: (origin: string, count: number) =>
    `照会した情報について、${count}件の結果が届きました。\n内容は、ログインすると見られます。\n${origin}/\n\nこのメールには、あなたの情報は書かれていません。`,
} as const
