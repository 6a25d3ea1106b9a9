/** What the pages that use the card have in common. */
export const cardCopy = {
  failed: 'カードを使えませんでした',
  failedNext: 'ページを読み込み直すと、もう一度ためせます。何も失われていません。',
  failedCode: 'お問い合わせのときの番号',
  toSetup: '必要なものと入れかたを見る',
  toDoctor: 'カードの調子を見る',
  pageFailures: {
    PORTAL_UNREACHABLE: {
      title: 'サイトにつながりません',
      next: '何も失われていません。ネットワークのつながりを確かめて、もう一度ためせます。',
    },
    PORTAL_FAILED: {
      title: 'サイトの側で、思わぬことが起きました',
      next: '何も失われていません。カードや暗証番号に問題はありません。少し待って、もう一度ためせます。',
    },
    DOCUMENT_MISSING: {
      title: '文書が選ばれていません',
      next: '署名するPDFの文書を選んでから、もう一度ボタンを押します。',
    },
    PAGE_FAILED: {
      title: 'カードを使えませんでした',
      next: '何も失われていません。ページを読み込み直すと、もう一度ためせます。',
    },
  },
  logIn: {
    heading: '自分のマイナンバーカードでログインする',
    headingSandbox: 'カードリーダーと拡張機能でログインする',
    lead: 'パソコンにつないだカードリーダーと、拡張機能「まどぐち カード連携」を使います。暗証番号は、拡張機能がひらく小さな画面に入力します。このサイトには送られません。',
    leadSandbox:
      'パソコンにつないだカードリーダーと、拡張機能「まどぐち カード連携」を使います。体験環境で使えるのは体験用のカードだけで、本物のマイナンバーカードは、暗証番号の前に止まります。',
    submit: 'カードリーダーのカードでログインする',
    state: {
      asking: '準備しています。',
      window: '小さな画面がひらきます。そこで暗証番号を入力します。この画面は、そのままにします。',
      checking: 'カードを確かめています。',
      done: 'ログインしました。次の画面へ進みます。',
    },
    setup: 'はじめてのときに必要なものと、入れかた',
    doctor: 'うまくいかないときは、カードの調子を見る',
    elsewhereHeading: '拡張機能を入れられないとき',
    elsewhere:
      'スマートフォンや、JavaScriptを使わない設定では、このボタンは使えません。カードリーダーをつないだパソコンで、次のコマンドを動かすと、同じ機能を使えます。暗証番号は、このサイトには送られません。',
    elsewhereSandbox: '体験環境では、体験用のカードを選ぶだけでもログインできます。カードリーダーはいりません。',
    commandTerm: 'コマンド',
    command: (origin: string) => `madoguchi me --portal ${origin} --types 地方税 --out me.pdf`,
  },
} as const
