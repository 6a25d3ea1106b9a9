/** ホーム. */
const home = {
  title: 'ホーム',
  arrivedHeading: (count: number) => `回答が${count}件届いています`,
  arrivedBody: '届いた回答は、最長30日間ここで見られます。',
  arrivedAction: '届いた回答を見る',
  waitingHeading: (count: number) => `${count}件の回答を待っています`,
  waitingBody: 'このページを閉じても大丈夫です。',
  waitingAction: 'いまの状況を見る',
  whatHeading: 'できること',
  information: '役所などが持っているあなたの情報を選んで、取り寄せます。',
  requests: '取り寄せの状況と、届いた回答を見ます。',
  filingsTitle: '申請状況',
  filings: '送った申請がどうなっているかと、届け先からの知らせを見ます。',
  history: '役所どうしが、あなたの情報をいつ、何のためにやりとりしたかを見ます。',
  procedures: '市区町村に出す書類をさがし、画面で入力して印刷します。',
  activity: 'あなたのカードで、いつ何がされたかを確かめます。ほかの場所でのログインを終わらせることもできます。',
  settings: 'メールアドレスやカード、回復コードを確かめます。利用をやめることもできます。',
  endingHeading: (day: string) => `カードの電子証明書は、${day}に期限が切れます`,
  endingBody:
    '期限の3か月前から、お住まいの市区町村の窓口で更新できます。カードを持っていきます。更新したあとは、新しい証明書を一度登録すると、これまでの情報をそのまま見られます。',
  emailHeading: 'メールアドレスの確認がまだです',
  emailBody: '送ったメールのリンクをひらくと、お知らせをメールで受けとれます。',
  emailAction: '登録内容を見る',
  mandateUntil: (time: string) => `このログインは、長くても ${time} に終わります。`,
}

/** What stands in the machine-readable description of the API. */
const openApi = {
  title: 'まどぐち 自己情報API',
  description:
    '本人のマイナンバーカードでログインし、自分の情報の照会、回答の受け取り、やりとり履歴の確認、書類の下書き、申請の送信と状況の確認をプログラムから行うためのAPIです。画面と同じことができます。Cookieは使いません。',
  session: 'POST /sessions で受け取ったトークン。15分使わないと、またはログインから12時間で終わります。',
  done: 'できました',
  doneEmpty: 'できました(本文はありません)',
  failed: '問題が起きました。requestId を運営者に伝えると、調べられます。',
}

/** The page about it for people. */
const apiPage = {
  title: 'プログラムから使う(API)',
  lead: 'このサイトでできることは、すべてプログラムからもできます。JSONを送り、JSONを受け取ります。',
  description: 'くわしい説明(OpenAPI 3.1)',
  descriptionBody: '機械で読める説明です。さまざまな言語の部品を、ここから作れます。',
  descriptionLink: 'openapi.json をひらく',
  whatHeading: 'できること',
  what: [
    '自分の情報を照会し、回答を受け取る',
    'やりとり履歴を、台帳の記録とともに受け取る',
    '操作履歴を見る、ログインを終わらせる',
    '手続の書類を書きはじめ、続きを書き、足りないところを確かめ、PDFで受け取る(ログインしないで始めた下書きは、画面で「自分の下書きに移す」と使えます)',
    '書類をそえ、カードで署名した申請書を送り、届け先からの知らせと受付票を受け取る',
  ],
  whoseHeading: 'だれの情報か',
  whose:
    '見られるのは、ログインした本人の情報だけです。ログインには本人のカードと暗証番号が必要です。プログラムを作る人に、特別な権限はありません。',
  logInHeading: 'カードでログインする',
  logInSteps: [
    'POST /login/challenges で、1回だけ使える値(challenge)を受け取ります。',
    'カードで、目的・このサイトのアドレス・challenge を組み合わせたものに署名します。暗証番号は、このサイトに送りません。',
    'POST /sessions に、証明書と署名、保管庫の鍵を送ると、トークンが返ります。',
    'そのあとは、Authorization: Bearer トークン を付けて呼び出します。',
  ],
  logInNote:
    '署名するものを自分で組み立てるより、まどぐちのコマンドを使うほうが確かです。カードの読み取りからログアウトまでを行います。',
  logInCommand: (origin: string) =>
    `printf 1234 | madoguchi me --portal ${origin} --pin-stdin --types 地方税 --out me.pdf`,
  exampleHeading: '呼び出しの例',
  operationsHeading: '呼び出しの一覧',
  method: '方法とアドレス',
  summary: 'すること',
  access: 'ログイン',
  accesses: { open: 'いらない', session: 'いる', member: 'いる(利用者登録のあと)', vault: 'いる(カードの登録のあと)' },
  errorsHeading: 'うまくいかないとき',
  errors:
    '{"code", "facts", "requestId"} の形で返ります。code は決まったことばで、画面の文とは別に、プログラムで見分けられます。facts に個人の情報は入りません。',
  limitsHeading: 'きまり',
  limits: [
    'ログインは、同じカードで5分に10回までです。署名するための値を受け取る回数に、きまりはありません。',
    'ほかのサイトのページから、ブラウザで呼び出すことはできません(Origin と Sec-Fetch-Site を見ます)。',
    '照会は、10分に30回までです。',
    '1つの下書きに書くのは、10分に400回までです。書く前に読んだ「seen」を返します。ほかで変わっていたら、書かずに409といまの中身が返ります。',
    '使わないまま15分たつと、ログアウトになります。',
  ],
}

export const ja = { home, openApi, apiPage }

/** The same sentences in another language: `export const en: AppWords = …`. */
export type AppWords = typeof ja
