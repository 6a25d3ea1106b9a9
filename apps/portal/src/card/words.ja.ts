import { attributeCopy, documentCopy, kindCopy, laterCopy, verdictCopy } from '@madoguchi/pades'

/** カードの調子を見る. */
const doctor = {
  title: 'カードの調子を見る',
  lead: 'ブラウザからカードまで、順に調べます。うまくいっていないところには、次にすることが1つ出ます。暗証番号は使いません。',
  again: 'もう一度調べる',
  state: { looking: '調べています。' },
  resultHeading: '調べた結果',
  found: (bad: number) =>
    bad === 0
      ? '調べ終わりました。カードを使えます。'
      : `調べ終わりました。直すところが${bad}つあります。上から順に直します。`,
  labels: { good: '問題なし', bad: '直すところ', hint: 'お知らせ', later: 'まだ調べていません' },
  later: '上の行がうまくいってから調べます。',
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
}

/** What is needed before a card can be used. */
const setup = {
  title: 'カードを使う準備',
  lead: 'はじめての1回だけ、次の3つを用意します。15分ほどで終わります。',
  stepsLabel: '準備の3つの手順',
  steps: [
    {
      picture: 'reader' as const,
      heading: 'カードリーダーをつなぐ',
      body: 'マイナンバーカードに対応したICカードリーダーです。',
    },
    {
      picture: 'download' as const,
      heading: 'カード連携ソフトを入れる',
      body: 'パソコンとカードリーダーをつなぐソフトです。',
    },
    { picture: 'browser' as const, heading: '拡張機能を入れる', body: 'ブラウザとカード連携ソフトをつなぎます。' },
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
}

/** カードの4つの情報を見る. */
const attributes = {
  title: 'カードの4つの情報を見る',
  lead: 'マイナンバーカードの中の、氏名・住所・生年月日・性別を、この画面に出します。',
  safe: [
    '読みとった内容は、この画面に出るだけで、このサイトには送りません。画面を閉じると消えます。',
    'マイナンバー(12けたの番号)は読みません。',
  ],
  uses: '住所の変更がカードに書きこまれたかを、確かめられます。手続の画面では、同じしくみで氏名や住所を書き入れられます。',
  pin: '券面事項入力補助用の暗証番号(数字4けた)を使います。3回つづけてまちがえると、ロックされます。',
  submit: 'カードから読みとる',
  state: {
    window: '小さな画面がひらきます。そこで暗証番号を入力します。この画面は、そのままにします。',
    done: '読みとりました。',
  },
  resultHeading: '読みとった内容',
  name: '氏名',
  address: '住所',
  birthDate: '生年月日',
  sex: '性別',
  sexes: { 1: '男', 2: '女', 9: '記載なし' },
  clear: '画面から消す',
  withoutScriptHeading: 'JavaScriptを使わないとき',
  withoutScript:
    'このページは、JavaScriptを使わない設定では動きません。手続の画面では、氏名や住所を自分で入力できます。',
}

/** 文書に電子署名をする. */
const sign = {
  title: '文書に電子署名をする',
  lead: 'PDFの文書に、カードの署名用電子証明書で署名します。実印を押すのと同じ意味があります。',
  points: [
    '文書は、あなたのパソコンの中で署名されます。このサイトには送りません。',
    '署名した文書には、あなたの氏名・住所・生年月日・性別が入ります。渡す相手は、それを読めます。',
    '署名用の暗証番号(英字と数字で6〜16文字)を使います。5回つづけてまちがえると、ロックされます。',
  ],
  file: '署名する文書(PDF、20メガバイトまで)',
  source: '署名する文書',
  submit: 'この文書に署名する',
  state: {
    fetching: '署名する文書を用意しています。',
    window: '小さな画面がひらきます。文書を確かめてから、そこで暗証番号を入力します。この画面は、そのままにします。',
    done: '署名しました。下のボタンで保存します。',
  },
  resultHeading: '署名した人',
  save: '署名した文書を保存する',
  suffix: '署名済み',
  toVerify: '署名を確かめるページへ進む',
  withoutScriptHeading: 'JavaScriptや拡張機能を使わないとき',
  withoutScript: 'カードリーダーをつないだパソコンで、次のコマンドを動かすと、同じことができます。',
  commandTerm: 'コマンド',
  command: 'madoguchi sign 文書.pdf --out 署名済み.pdf',
}

/** Who signed, as the certificate says it. */
const signer = {
  name: '氏名',
  address: '住所',
  birthDate: '生年月日',
  sex: '性別',
  sexes: { 1: '男', 2: '女', 3: '不明' },
  absent: '書かれていません',
  substitutes:
    '〔 〕の中は代替文字です。電子証明書に入れられない文字のかわりに使われていて、住民票の文字とはちがうことがあります。',
}

/** What stands in a document: signatures, and time stamps of all of it. */
type Counted = { readonly signatures: number; readonly stamps: number }

function sayFew(few: number, { signatures, stamps }: Counted): string {
  const all = signatures + stamps
  const what = stamps === 0 ? '署名' : signatures === 0 ? '時刻の証明' : '署名と時刻の証明'
  if (all === 1) return `この文書の${what}は`
  return few === all ? `この文書の${all}つの${what}は、どれも` : `この文書の${all}つの${what}のうち、${few}つは`
}

/** 署名された文書を確かめる. */
const verify = {
  title: '署名された文書を確かめる',
  lead: 'PDFの電子署名について、だれが署名したか、そのあと何が加えられたかを確かめます。ログインはいりません。',
  points: [
    '文書は、確かめるあいだだけサイトに送られます。保存も記録もしません。',
    '確かめた結果は、このブラウザだけがひらけるようにして、長くても1日だけ取っておきます。',
    '確かめられるのは、このサイトが信じる発行元の電子証明書による署名です。',
  ],
  file: (most: number) => `署名された文書(PDF、合わせて21メガバイトまで、${most}個まで)`,
  submit: 'この文書を確かめる',
  fileMissing: '文書を選びます',
  tooMany: (most: number) => `一度に確かめられるのは${most}個までです。分けて選びます。`,
  none: { heading: '署名がありません', body: 'この文書に、電子署名は見つかりませんでした。' },
  notPdf: '文書をPDFとして読めませんでした。別のファイルを選んでいないかを確かめます。',
  uncheckableDocument: 'ここでは確かめられません',
  refused: {
    ...documentCopy,
    DOCUMENT_TOO_LARGE: '文書が大きすぎます。21メガバイトまでです。',
  },
  busy: 'いま、ほかの文書を確かめています。少し待って、もう一度ためせます。',
  waited: 'いま混んでいるので、この文書はまだ確かめていません。少し待って、この文書だけもう一度ためせます。',
  resultHeading: '確かめた結果',
  resultOf: (name: string) => `確かめた結果: ${name}`,
  files: (count: number) => `${count}個の文書を、1つずつ確かめました。`,
  filesLabel: '文書ごとの結果',
  unnamed: (number: number) => `文書${number}`,
  again: '別の文書を確かめる',
  /** Of a document as a whole, in one sentence. */
  sentences: {
    one: (name: string) => `${name}さんが署名し、そのあと文書の中身が変えられたようすはありません`,
    oneWithAdditions: (name: string) => `${name}さんが署名し、そのあとに加えられたものは下のとおりです`,
    good: (count: number) => `${count}つの署名は正しく、文書の中身が変えられたようすはありません`,
    goodWithAdditions: (count: number) => `${count}つの署名は正しく、あとから加えられたものは下のとおりです`,
    seal: (agency: string) => `${agency}の職責証明(砂場)で署名され、そのあと文書の中身が変えられたようすはありません`,
    sealWithAdditions: (agency: string) =>
      `${agency}の職責証明(砂場)で署名され、そのあとに加えられたものは下のとおりです`,
    stamps: '署名はありません(時刻の証明は正しく、そのあと文書の中身が変えられたようすはありません)',
    stampsWithAdditions: '署名はありません(時刻の証明は正しく、あとから加えられたものは下のとおりです)',
    stampsUncheckable: '署名は正しいものの、文書全体につけた時刻の証明は、ここでは確かめられません',
    uncheckable: (few: number, of: Counted) => `${sayFew(few, of)}、ここでは確かめられません`,
    broken: (few: number, of: Counted) => `${sayFew(few, of)}信じられません`,
  },
  history: {
    heading: 'この文書にあったこと(古い順)',
    original: 'もとの文書',
    between: 'そのあとに加えられたもの',
    changed: 'そのあとに変えられたところ',
    unread: 'そのあとに加わった、読めないところ',
    now: 'いまの文書',
    same: '最後の署名や時刻の証明のあとに、加えられたものはありません',
    notSame: '署名されたときのままかは、わかりません',
    apart: 'どの時点のものかは、わかりません',
    words: { good: '正しい', broken: '信じられない', uncheckable: 'ここでは確かめられない' },
    claimed: (at: string) => `${at}(署名した人のパソコンの時刻)`,
    proven: (at: string) => `遅くとも${at}(時刻の証明つき)`,
    by: (name: string) => `署名した人: ${name}`,
    bySeal: (agency: string) => `署名したところ: ${agency}の職責証明(砂場)`,
    byNobody: '署名した人: わかりません',
  },
  detailsHeading: 'くわしい結果',
  moreLines: (count: number) => `ほかに${count}件あります。長いので出していません。`,
  moreSignatures: (count: number) =>
    `長いので、くわしい結果ははじめの${count}つだけを出しています。いちばん上の1文は、すべてを見たうえのものです。`,
  fileRows: { name: 'ファイルの名前', hash: 'ファイルのSHA-256' },
  report: {
    link: '確かめた結果をPDFで保存する',
    about: '確かめてから長くても1日のあいだ、このブラウザで保存できます。',
    gone: '報告書のもとになる結果は、もう残っていません。文書をもう一度確かめると、つくれます。',
    title: '署名を確かめた結果',
    rows: { at: '確かめた日時', by: '確かめたところ', count: '文書の数', files: (count: number) => `${count}個` },
    notes: [
      'この報告書は、確かめたときの結果を書いたもので、署名はされていません。証明には使えません。受け取った人は、もとの文書を自分で確かめてください。',
      'どの文書の結果かは、ファイルのSHA-256でわかります。ファイルが1文字でもちがうと、この値もちがいます。',
      '「ここでは確かめられません」は、こわれている、または変えられているという意味ではありません。調べるのに要るものが、このサイトにないということです。',
      '失効は、確かめた日時に調べた結果です。時刻の証明のない署名では、電子証明書を、確かめた日時の時点で調べています。',
      '署名した人の氏名や住所は電子証明書に、ファイルの名前や理由は文書に書かれていたもので、このサイトが書いたものではありません。',
    ],
  },
  revision: {
    title: '署名されたときの文書を取り出す',
    lead: (number: number) =>
      `署名のあとに何かが加えられた文書から、${number === 1 ? 'いちばん古い署名' : `${number}つ目の署名`}のときまでの部分だけを、1つのPDFとして保存します。`,
    points: [
      'もとの署名された文書を、もう一度選びます。文書は、取り出すあいだだけサイトに送られます。保存も記録もしません。',
      '取り出した文書は、署名した人が見たものです。そのあとに加えられたものは入りません。',
    ],
    link: (heading: string) => `${heading}のときの文書を取り出す`,
    file: '署名された文書(PDF、21メガバイトまで)',
    submit: '署名されたときの文書を保存する',
    none: (number: number) =>
      `この文書に、${number}つ目の署名は見つかりませんでした。別の文書を選んでいないかを確かめてください。`,
    broken: 'この署名が守る部分がこわれているか、ここでは読めないので、署名されたときの文書を取り出せません。',
    notWhole: '署名された部分が、それだけで1つの文書になっていないので、取り出せません。',
    fileName: (number: number) => `${number}つ目の署名のとき.pdf`,
  },
  count: (signatures: number, stamps: number) =>
    `${signatures === 0 ? '署名はありません。' : `署名が${signatures}つあります。`}${stamps === 0 ? '' : `文書全体につけた時刻の証明が${stamps}つあります。`}古い順に並べています。`,
  nameOf: (number: number) => `${number}つ目の署名`,
  stampNameOf: (number: number) => `${number}つ目の時刻の証明`,
  unreadName: '読めない署名',
  good: '署名は正しく、文書が変えられたようすはありません',
  goodWithAdditions: '署名は正しく、あとから加えられたものは下のとおりです',
  uncheckable: 'この署名は、ここでは確かめられません',
  bad: 'この署名は信じられません',
  stamp: {
    good: '時刻の証明は正しく、そのあと文書が変えられたようすはありません',
    goodWithAdditions: '時刻の証明は正しく、あとから加えられたものは下のとおりです',
    uncheckable: 'この時刻の証明は、ここでは確かめられません',
    bad: 'この時刻の証明は信じられません',
  },
  uncheckableMeans: 'こわれている、または変えられているという意味ではありません。',
  why: verdictCopy,
  asSentence: (text: string) => `${text}。`,
  rows: {
    kind: '方式',
    integrity: '文書',
    trust: '電子証明書',
    revocation: '失効',
    time: '時刻',
    reason: '署名した人が書いた理由',
    later: 'あとからの追加',
  },
  kinds: kindCopy,
  integrityGood: '署名された部分は、署名されたときのままです',
  trustGood: '期限内に、このサイトが信じる発行元から出されたものです',
  revocationGood: '失効していません',
  revokedLater: (at: string) => `${at}に失効していますが、署名はその前のものです`,
  notAsked: '調べていません',
  nobodyToAsk: '調べられません(この職責証明の発行元は、失効の一覧を出していません)',
  proven: (at: string) => `${at}(時刻の証明つき。電子証明書は、この時刻の時点で確かめています)`,
  provenByDocument: (at: string) =>
    `遅くとも${at}(文書全体につけた時刻の証明によります。電子証明書は、この時刻の時点で確かめています)`,
  provenUnknown: (at: string) => `${at}(時刻の証明はありますが、その発行元を確かめられません)`,
  claimed: (at: string) =>
    `${at}(署名した人のパソコンの時刻で、証明はありません。電子証明書は、いまの時点で確かめています)`,
  noTime: '書かれていません。時刻の証明もないので、電子証明書は、いまの時点で確かめています',
  later: laterCopy,
  seal: {
    term: '署名したところ',
    text: (agency: string) => `${agency}の職責証明(砂場)`,
    note: 'この砂場の中だけで通じる、役所の印のかわりの電子証明書です。国や自治体が使う本物の職責証明書(GPKI、LGPKI)ではありません。',
  },
  unknownSigner: '電子証明書を確かめられないため、署名した人は出しません。',
  nobody: attributeCopy,
}

export const ja = { doctor, setup, attributes, sign, signer, verify }

/** The same sentences in another language: `export const en: CardWords = …`. */
export type CardWords = typeof ja
