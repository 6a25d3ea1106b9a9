export const loginCopy = {
  title: 'ログイン',
  lead: 'マイナンバーカードでログインします。カードから名前や住所を読むことはありません。',
  backHeading: 'この先は、ログインすると開けます',
  backBody: 'ログインすると、開こうとしたページに進みます。',
  steps: [
    { picture: 'reader', heading: 'カードリーダーをつなぐ', body: 'パソコンにICカードリーダーをつなぎます。' },
    { picture: 'card', heading: 'カードを置く', body: 'マイナンバーカードを置いたままにします。' },
    { picture: 'digits', heading: '数字4けたを入力する', body: '利用者証明用電子証明書の暗証番号です。' },
  ],
  sandboxSteps: {
    reader: { tone: 'neutral', label: 'ここではいりません' },
    card: { tone: 'info', label: '下の一覧から選びます' },
    digits: { tone: 'info', label: 'ここで入力します' },
  },
  stepsLabel: 'ログインの3つの手順',
  sandboxHeading: '体験用のカードでログインする',
  sandboxLead:
    'カードを1枚選び、数字4けたを入力します。カードの持ち主は、すべて架空の人です。ログインしたあとに出る名前は、この一覧のものです。',
  card: '体験用のカード',
  cardOf: (holder: string) => `${holder} さんのカード(体験用)`,
  tries: (count: number) =>
    count === 0
      ? 'ロックされています。このカードではログインできません。'
      : count === 1
        ? '入力できるのは、あと1回です。次にまちがえるとロックされます。'
        : `入力できるのは、あと${count}回です。`,
  noCards: '体験用のカードが1枚もありません。',
  pin: '暗証番号(数字4けた)',
  pinSupport: '全角でも半角でも入力できます。',
  pinElsewhere: '全角でも半角でも入力できます。体験用の番号は、コマンド「madoguchi demo cards」で見られます。',
  demoPin: (pin: string) => `暗証番号: ${pin}`,
  lastTry: '確認',
  lastTryAccept: 'あと1回で、まちがえるとロックされることを確かめました',
  submit: 'この内容でログインする',
  wrong: (left: number) => `暗証番号がちがいます。入力できるのは、あと${left}回です。`,
  blockedHeading: 'ロックされたカードを使えるようにするには',
  blockedBody: 'お住まいの市区町村の窓口で、新しい暗証番号を決められます。時間がたっても、自動では戻りません。',
  blockedNeeds: ['マイナンバーカード', '本人確認書類(運転免許証、パスポートなど。1点で足りないことがあります)'],
  blockedNeedsHeading: '持っていくもの',
  forgotHeading: '暗証番号がわからないとき',
  forgotBody:
    'まちがいを3回つづけるとロックされます。わからないときは入力せずに、お住まいの市区町村の窓口で決めなおせます。カードと本人確認書類を持っていきます。',
  blindHeading: '失効を確かめられない認証局のカードも、受けつけています',
  blindBody: (count: number) =>
    `この体験環境では、失効情報のない${count}つの認証局のカードでもログインできます。その認証局のカードは、なくしたり盗まれたりしても、ここでは止まりません。本物の情報を入れないでください。`,
} as const

/** In the sandbox only: its cards are everybody's. */
export const demoCardsCopy = {
  title: '体験用のカードのロックを解除する',
  lead: '体験用のカードは、この体験環境を使うすべての人のものです。だれかが暗証番号を3回まちがえると、そのカードはロックされます。本物のカードでは、市区町村の窓口で解除します。ここでは、ボタンを押すと解除できます。暗証番号は変わりません。',
  listHeading: '体験用のカード',
  none: '体験用のカードが1枚もありません。',
  cardOf: (holder: string) => `${holder} さんのカード。`,
  tries: (count: number) => (count === 0 ? 'ロックされています。' : `入力できるのは、あと${count}回です。`),
  unlock: 'ロックを解除する',
  unlocked: 'ロックを解除しました。暗証番号を、また3回まで入力できます',
  toLogin: 'ログインのページへ',
  toBack: '前の画面へ戻る',
  offer: 'これは体験用のカードです。ここでは、窓口へ行かずに解除できます。',
  offerLink: '体験用のカードのロックを解除する',
} as const
