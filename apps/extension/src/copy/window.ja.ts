import type { PageAction, Secret } from '@madoguchi/card/protocol'

export const secretCopy: Readonly<Record<Secret, { label: string; support: string; shape: string }>> = {
  authentication: {
    label: '利用者証明用の暗証番号',
    support: '数字4けたです。',
    shape: '数字を4けた入力します。カードには送っていないので、回数は減っていません。',
  },
  attributes: {
    label: '券面事項入力補助用の暗証番号',
    support: '数字4けたです。',
    shape: '数字を4けた入力します。カードには送っていないので、回数は減っていません。',
  },
  signing: {
    label: '署名用の暗証番号',
    support: '英字と数字で6〜16文字です。大文字と小文字のちがいは気にしなくて大丈夫です。',
    shape: '英字と数字で6〜16文字を入力します。カードには送っていないので、回数は減っていません。',
  },
}

type ActionCopy = { readonly title: string; readonly will: readonly string[]; readonly verb: string }

export const actionCopy: Readonly<Record<Exclude<PageAction, 'status'>, ActionCopy>> = {
  'log-in': {
    title: 'このサイトにログインします',
    will: [
      'カードで、あなた本人であることを示します。',
      'あなたの情報の保管庫をひらく鍵を作り、このサイトに渡します。',
      '氏名や住所、マイナンバーは読みません。',
    ],
    verb: 'ログインする',
  },
  'vault-key': {
    title: '保管庫をひらきます',
    will: ['あなたの情報の保管庫をひらく鍵を作り、このサイトに渡します。', '氏名や住所、マイナンバーは読みません。'],
    verb: '保管庫をひらく',
  },
  attributes: {
    title: '4つの情報をこのサイトに渡します',
    will: ['カードから氏名・住所・生年月日・性別を読み、このサイトに渡します。', 'マイナンバーは読みません。'],
    verb: '読んで渡す',
  },
  sign: {
    title: '文書に電子署名をします',
    will: [
      'この文書に、あなたの実印にあたる電子署名をします。',
      '署名には、あなたの氏名・住所・生年月日・性別が入り、このサイトに渡ります。',
    ],
    verb: '署名する',
  },
}

export const windowCopy = {
  mark: 'あなたの合言葉',
  markHint: 'いつもの合言葉と絵でなければ、にせの画面です。暗証番号を入れないで、閉じてください。',
  site: 'サイト',
  operator: '運営者',
  sandbox: '体験環境(本物のカードは使えません)',
  document: '文書',
  timeStamp: 'タイムスタンプ',
  timeStampBy: (authority: string) => `${authority} に署名のハッシュ値だけを送り、時刻を証明します。文書は送りません。`,
  openDocument: '文書をひらいて確かめる',
  tries: (left: number) => `あと${left}回ためせます。`,
  wrong: (left: number) => `暗証番号がちがいます。あと${left}回ためせます。`,
  lastTry: 'これを間違えるとロックされます。それでも入力します。',
  lastTryMissing: 'あと1回です。入力するときは、上の四角に印をつけます。',
  empty: '暗証番号を入力します。',
  required: '※必須',
  stop: 'やめる',
  close: '閉じる',
  again: 'もう一度',
  waiting: 'このままお待ちしています。用意ができると、自動で次に進みます。',
  looking: 'カードを確かめています',
  lookingBody: 'カードをリーダーに置いたまま、少しお待ちください。',
  receiving: '文書を受け取っています',
  working: 'カードとやりとりしています',
  workingBody: '終わるまで、カードを動かさないでください。',
  timeLeft: (seconds: number) => `この画面は、あと${seconds}秒で閉じます。`,
  extend: '時間を延ばす',
  code: '番号',
} as const

export const markCopy = {
  title: '合言葉を決めます',
  why: [
    '暗証番号を入れる画面には、いつもこの合言葉と絵が出ます。',
    'サイトは合言葉を知ることができないので、まねた画面には出せません。',
  ],
  phrase: '合言葉',
  phraseSupport: '自分で好きな言葉に変えられます。暗証番号や、人に知られて困る言葉は使いません。',
  phraseEmpty: '合言葉を1〜40文字で入力します。',
  picture: '絵',
  colour: '色',
  draw: '別の合言葉にする',
  keep: 'この合言葉に決める',
  kept: '合言葉を保存しました。',
  preview: 'こう見えます',
} as const

export const optionsCopy = {
  title: 'まどぐち カード連携の設定',
  portals: 'カードを使えるサイト',
  portalsBody: 'この一覧にないサイトは、この拡張機能にもカードにも話しかけられません。',
  loopback: 'http://localhost と http://127.0.0.1(すべてのポート)',
  doctor: 'うまく動かないとき',
  doctorLink: 'カードの調子を調べるページ',
  doctorCommand: 'この端末で「madoguchi card doctor」を動かすと、どこに問題があるかが分かります。',
  production: '本番',
  sandbox: '体験環境',
} as const

export const popupCopy = {
  title: 'まどぐち カード連携',
  version: '拡張機能',
  host: 'カード連携ソフト',
  asking: '確かめています',
  hostReady: (version: string) => `使えます(版 ${version})`,
  options: '合言葉と設定',
} as const
