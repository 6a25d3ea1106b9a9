/** カードの調子を見る, and what is needed before a card can be used. */
export const doctorPageCopy = {
  title: 'カードの調子を見る',
  lead: 'ブラウザからカードまで、順に調べます。うまくいっていないところには、次にすることが1つ出ます。暗証番号は使いません。',
  again: 'もう一度調べる',
  state: { looking: '調べています。', done: '調べ終わりました。' },
  resultHeading: '調べた結果',
  allGood: 'カードを使えます。',
  someBad: (count: number) => `直すところが${count}つあります。上から順に直します。`,
  labels: { good: '問題なし', bad: '直すところ', hint: 'お知らせ', later: 'まだ調べていません' },
  later: '上の行がうまくいってから調べます。',
  notYet: 'JavaScriptを使う設定では、ここに結果が出ます。',
  extension: (version: string) => `版 ${version}`,
  soon: {
    sentence: (day: string) => `${day}で期限が切れます。`,
    next: 'お住まいの市区町村の窓口で、期限の3か月前から更新できます。手数料はかかりません。',
  },
  revocation: (at: string) => `最後に ${at} に取り寄せました`,
  privacyHeading: 'このページがサイトに送るもの',
  privacy:
    '結果を読みやすい文にするため、リーダーの名前、証明書の期限、暗証番号の残りの回数をこのサイトに送ります。だれのカードかは送らず、結果は保存しません。',
  withoutScriptHeading: 'JavaScriptを使わないとき',
  withoutScript: 'カードリーダーをつないだパソコンで、次のコマンドを動かすと、同じことを調べられます。',
  commandTerm: 'コマンド',
  command: (origin: string) => `madoguchi card doctor --portal ${origin}`,
  unsupportedHeading: 'スマートフォンやほかのブラウザでは',
  unsupported: [
    '使えないもの: カードでのログイン、カードから氏名や住所を読みとること、文書への署名',
    '使えるもの: 案内のページを読むこと、署名された文書を確かめること、印刷や手書きの手続を調べること',
    'パソコンの Chrome、Edge、Chromium でひらくと、すべて使えます。',
  ],
} as const

export const setupCopy = {
  title: 'カードを使う準備',
  lead: 'はじめての1回だけ、次の3つを用意します。15分ほどで終わります。',
  stepsLabel: '準備の3つの手順',
  steps: [
    {
      picture: 'reader',
      heading: 'カードリーダーをつなぐ',
      body: 'マイナンバーカードに対応したICカードリーダーです。',
    },
    { picture: 'download', heading: 'カード連携ソフトを入れる', body: 'パソコンとカードリーダーをつなぐソフトです。' },
    { picture: 'browser', heading: '拡張機能を入れる', body: 'ブラウザとカード連携ソフトをつなぎます。' },
  ],
  needsHeading: '使えるパソコンとブラウザ',
  needs: [
    'Linux、Windows、macOSのパソコン(Linuxで確かめています。WindowsとmacOSでは、まだ試していません)',
    'Chrome、Edge、Chromium のどれか',
    'スマートフォンと、ほかのブラウザでは使えません。案内のページを読むことはできます。',
  ],
  readerHeading: '1. カードリーダーをつなぐ',
  reader: [
    'カードリーダーをパソコンにつなぎます。',
    'Linuxでは、リーダーを動かすソフト(pcscd)を入れます。WindowsとmacOSには、はじめから入っています。',
  ],
  readerCommand: 'sudo apt install pcscd',
  hostHeading: '2. カード連携ソフトを入れる',
  host: [
    'このサイトを動かしているところから、ファイル「madoguchi-card-host」(.deb)を受けとります。',
    'DebianやUbuntuでは、次のコマンドで入ります。ほかのソフトはいりません。',
  ],
  hostCommand: 'sudo apt install ./madoguchi-card-host_*.deb',
  hostSource:
    'ソースコードから作るときは「npm run build:host」を動かすと「apps/card-host/dist」にできます。「madoguchi」を使えるパソコンでは、次のコマンドだけで入ります。',
  hostSourceCommand: 'madoguchi card-host install',
  extensionHeading: '3. 拡張機能を入れる',
  extension: [
    'このサイトを動かしているところから、ファイル「madoguchi-extension」(.zip)を受けとり、フォルダーにひらきます。',
    'ブラウザのアドレスバーに「chrome://extensions」(Edgeでは「edge://extensions」)と入力します。',
    '右上の「デベロッパーモード」を入れ、「パッケージ化されていない拡張機能を読み込む」で、そのフォルダーを選びます。',
    '合言葉を決める画面が出ます。あなただけが知る言葉にします。にせの画面と見分けるために使います。',
  ],
  extensionSource: 'ソースコードから作るときは「npm run build:extension」を動かすと「apps/extension/dist」にできます。',
  checkHeading: '入ったかを確かめる',
  check: 'カードをリーダーに置いて、次のページをひらきます。うまくいかないところと、直しかたがわかります。',
  toDoctor: 'カードの調子を見る',
  commandTerm: 'コマンド',
  safeHeading: '入れる前に知っておくこと',
  safe: [
    '暗証番号は、拡張機能がひらく小さな画面に入力します。サイトの画面に暗証番号を入力するように言われたら、にせものです。',
    'カードを使えるのは、拡張機能の一覧にあるサイトだけです。',
    'マイナンバー(12けたの番号)は読みません。',
  ],
} as const
