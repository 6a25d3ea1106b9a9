import type { ActivityEvent } from '../session/activity.ts'
import type { WordsOf } from '../shell/error-words.ts'
import type { accountErrors } from './errors.ts'

const registration = {
  title: '利用者登録',
  lead: 'はじめての利用です。次の内容を読んで、同意すると登録が終わります。',
  termsHeading: '利用規約の大切なところ',
  terms: [
    '見られるのは、あなた自身の情報だけです。',
    '取り寄せた回答は最長30日間保存し、そのあと消します。あなたがいつでも消せます。',
    '回答は、あなたのカードから作る鍵でだけひらけます。カードをなくすと、保存した回答はひらけなくなります。もう一度取り寄せられます。',
    'いつ、どの機関に、何の情報を照会したかの記録は、法律により残ります。',
  ],
  termsLink: '利用規約の全文を読む',
  consent: '利用規約への同意',
  consentLabel: '利用規約を読み、同意します',
  email: 'メールアドレス',
  emailSupport:
    '確認のメールを送ります。メールのリンクをひらくまで、このアドレスは使いません。そのあとは「届きました」「まもなく消える下書きがあります」「申請についてのお知らせがあります」のお知らせだけを送ります。何が届いたか、どの申請のことか、あなたの情報は書きません。',
  emailAbsent: 'この環境では、お知らせのメールを送りません。そのため、メールアドレスはたずねません。',
  submit: '同意して登録する',
}

/** 登録内容: the address, the cards, the recovery code, and the way out. */
const settings = {
  title: '登録内容',
  lead: 'メールアドレス、カード、回復コードを確かめたり、変えたりできます。',
  emailHeading: 'メールアドレス',
  emailUsed: 'お知らせに使うアドレス',
  emailNone: '登録していません',
  emailWaiting: '確認を待っているアドレス',
  emailWaitingAbout: (until: string) =>
    `リンクは ${until} まで使えます。メールのリンクをひらくまで、このアドレスは使いません。`,
  emailSending: '確認のメールを送っています。メールのリンクをひらくまで、このアドレスは使いません。',
  emailOver: 'リンクの期限が切れました。必要なときは、確認のメールをもう一度送れます。',
  emailLost: 'メールが届かないときは、迷惑メールの箱を見てから、もう一度送れます。',
  emailResend: '確認のメールをもう一度送る',
  emailRemove: 'メールアドレスを消す',
  email: '新しいメールアドレス',
  emailSupport:
    '確認のメールが届きます。メールのリンクをひらいて「このアドレスを使う」を押すと、このアドレスに変わります。',
  emailSubmit: '確認のメールを送る',
  emailAbsent: 'この環境では、メールを送りません。',
  cardsHeading: '使ったことのあるカード',
  card: 'カード',
  cardUntil: (date: string) => `${date}まで有効なカード`,
  cardSeen: '最後に使った日',
  cardState: '保管庫',
  cardHere: 'いまのカード',
  cardOpens: 'ひらけます',
  cardCloses: 'ひらけません',
  cardsAbout:
    '保管庫は、取り寄せた回答を守っている鍵の入れものです。新しいカードができたら、前のカードを返す前に、新しいカードで一度ログインすると、かんたんに引きつげます。',
  codeHeading: '回復コード',
  codeLead:
    'カードをなくしたり、前のカードを返したりしたあとでも、取り寄せた回答をひらけるようにするための28文字です。作らなくても、すべての機能を使えます。',
  codeMade: (date: string) => `${date}に作った回復コードがあります。作りなおすと、前の回復コードは使えなくなります。`,
  codeNone: '回復コードは、まだありません。',
  codeSubmit: '回復コードを作る',
  codeSubmitAgain: '回復コードを作りなおす',
  codeClosed: '新しいカードを登録すると、回復コードを作れます。',
  toNewCard: '新しいカードの登録へ進む',
  leaveHeading: '利用をやめる',
  leaveLead: '登録内容と、取り寄せた回答を、すべて消せます。',
  leaveLink: '利用をやめるときの説明を見る',
  done: {
    'email-sent': '確認のメールを送りました',
    'email-removed': 'メールアドレスを消しました',
  },
}

/** Shown for ten minutes. */
const recoveryCode = {
  title: '回復コードができました',
  lead: 'この画面を見られるのは、作ってから10分間だけです。いま印刷するか、紙に書き写してください。',
  label: '回復コード(28文字)',
  print: 'この画面を印刷する',
  printHow: 'ブラウザの印刷の機能でも印刷できます。',
  rulesHeading: '大切なこと',
  rules: [
    'カードとは別の、安全な場所にしまってください。パソコンに保存したり、写真にとったりしないほうが安全です。',
    'このコードだけでは、だれもログインできません。あなたの新しいカードでログインしたあとに、1回だけ使えます。使ったあとは、新しく作れます。',
    'だれにも教えないでください。運営者や役所が、このコードをたずねることはありません。',
    '前に作った回復コードがあれば、もう使えません。',
    '数字の0(ゼロ)と1(いち)はありますが、アルファベットのO(オー)、I(アイ)、L(エル)、U(ユー)は使っていません。',
  ],
  back: '印刷したので、登録内容へ戻る',
}

const leave = {
  title: '利用をやめる',
  lead: 'まどぐちの利用を、いつでもやめられます。次のことを読んでから進めてください。',
  deletedHeading: '消えるもの',
  deleted: [
    '利用者登録、メールアドレス',
    '取り寄せた回答と、照会の一覧(待っている照会は取り消します)',
    '保管庫の鍵、回復コード、使ったことのあるカードの記録',
    '操作履歴',
    'いまのログインと、ほかの場所でのログイン',
  ],
  remainsHeading: '残るもの',
  remains: [
    'やりとりの記録: いつ、どの機関に、何の情報が照会されたかの記録は、法令により、情報提供ネットワークの台帳に残ります(7年間とされています)。名前や内容は書かれていません。ここで消すことはできません。',
    '送った申請: 届け先にあり、手続は続きます。ここでは、状況や結果を見られなくなります。受付票は、やめる前に保存できます。',
    '役所などが持つあなたの情報: それぞれの機関が、それぞれの決まりで持っています。まどぐちをやめても変わりません。',
    '通信の控え: 送り先にきちんと届いたことを確かめるために、番号だけの控えが30日間残ります。あなたの名前や内容は書かれていません。',
    'バックアップ: 運営者が持つ控えからは、控えが入れかわるときに消えます。',
  ],
  again:
    'やめたあとも、マイナンバーカードはこれまでどおり使えます。もう一度ログインすると、新しく登録できます。前の内容は戻りません。',
  mail: '確認のすんだメールアドレスがあるときは、終わったことを知らせるメールを1通だけ送ります。',
  confirm: '確認',
  confirmLabel: '消えるものと残るものを読み、利用をやめます',
  submit: '利用をやめて、すべて消す',
  back: 'やめないで、登録内容へ戻る',
  leftTitle: '利用をやめる手続が終わりました',
  leftLead: '登録内容、取り寄せた回答、操作履歴を消し、すべてのログインを終わらせました。',
  leftRemains: '役所どうしのやりとりの記録は、法律により残ります。役所などが持つあなたの情報は、変わっていません。',
  leftAgain:
    'これまで使っていただき、ありがとうございました。もう一度使いたくなったときは、いつでも新しく登録できます。',
  toTop: 'トップへ',
}

/** What a link in a mail opens. */
const confirmEmail = {
  title: 'メールアドレスの確認',
  lead: 'メールに書かれた確認の番号が入っていることを見て、ボタンを押します。そのメールが届いたアドレスを、まどぐちからのお知らせに使います。',
  code: '確認の番号(16文字)',
  codeSupport:
    'リンクからひらくと、自動で入ります。入らないときは、メールに書かれた番号を入力します。大文字と小文字、ハイフンのちがいは気にしなくて大丈夫です。',
  email: 'メールアドレス',
  submit: 'このアドレスを使う',
  againHeading: '新しい番号が必要なとき',
  again: (email: string) => `${email} に、確認のメールをもう一度送ります。前の番号は使えなくなります。`,
  againSubmit: '確認のメールをもう一度送る',
  againElsewhere: '「登録内容」をひらくと、いまの状態を見て、確認のメールをもう一度送れます。',
  againLogIn: 'ログインして「登録内容」をひらくと、いまの状態を見て、確認のメールをもう一度送れます。',
  toSettings: '登録内容をひらく',
  toLogIn: 'ログインして、登録内容をひらく',
  stranger: 'おぼえがないときは、何もしないでこの画面を閉じてください。このアドレスは使われません。',
  doneTitle: 'メールアドレスを確認しました',
  done: 'これから、「届きました」「まもなく消える下書きがあります」「申請についてのお知らせがあります」のお知らせを、このアドレスに送ります。アドレスは「登録内容」で、いつでも変えたり消したりできます。',
  toHome: 'ホームへ',
  toTop: 'トップへ',
}

type EventCopy = { readonly label: string; text(count: number | undefined, kind: string | undefined): string }

function plain(label: string): EventCopy {
  return { label, text: () => label }
}

function saved(label: string): EventCopy {
  return { label, text: (_count, kind) => (kind === undefined ? label : `${label}(${kind.toUpperCase()})`) }
}

function counted(label: string): EventCopy {
  return { label, text: (count) => (count === undefined ? label : `${label}(${count}件)`) }
}

/** An event without words does not compile. */
const events = {
  'logged-in': plain('ログインしました'),
  registered: plain('利用者登録をしました'),
  asked: counted('情報を照会しました'),
  withdrawn: counted('照会を取り消しました'),
  deleted: plain('照会と回答を削除しました'),
  filed: plain('申請を送りました'),
  'check-requested': plain('機関に確認を依頼しました'),
  'answers-viewed': counted('届いた回答を見ました'),
  'answers-saved': saved('回答を保存しました'),
  'history-viewed': plain('やりとり履歴を見ました'),
  'history-saved': saved('やりとり履歴を保存しました'),
  'activities-saved': saved('操作履歴を保存しました'),
  'logged-out': plain('ログアウトしました'),
  'card-revoked': plain('カードの失効か一時停止の届けが出たので、自動でログアウトしました'),
  'session-ended': plain('自動でログアウトしました'),
  'sessions-closed': counted('ほかの場所でのログインを終わらせました'),
  'email-given': plain('メールアドレスを入力しました(確認のメールを送りました)'),
  'email-confirmed': plain('メールアドレスを確認しました'),
  'email-removed': plain('メールアドレスを消しました'),
  'card-joined': plain('前のカードを使って、新しいカードを登録しました'),
  'recovery-made': plain('回復コードを作りました'),
  'recovery-used': plain('回復コードを使って、新しいカードを登録しました'),
  'vault-begun': plain('新しいカードで、はじめから使いはじめました'),
  'vault-mismatch': plain('カードの鍵が前とちがうため、保管庫をひらかずにログインしました'),
} satisfies Record<ActivityEvent, EventCopy>

const activity = {
  title: '操作履歴',
  lead: 'このサイトで、あなたのカードを使ってされた操作です。身に覚えのないものがないかを確かめられます。',
  sessionsHeading: 'いまログインしている場所',
  place: 'どこから',
  since: 'ログインした時刻',
  seen: '最後に使った時刻',
  channels: { page: 'ブラウザ', api: 'プログラム' },
  here: 'この端末',
  closeOthers: 'この端末以外をログアウトする',
  closeOthersAbout: 'ほかの場所でのログインが、すぐに終わります。照会した情報はなくなりません。',
  onlyHere: 'ログインしているのは、この端末だけです。',
  closed: (count: number) => `ほかの${count}か所のログインを終わらせました`,
  closedNone: 'ほかにログインしている場所はありませんでした',
  linesHeading: '操作の記録',
  at: '日時',
  what: '操作',
  how: '方法',
  card: 'カードの証明書の期限',
  cardUntil: (date: string) => `${date}まで有効なカード`,
  kept: '記録は1年間保存し、そのあと消します。新しいものから1,000件までを表示しています。',
  notKept:
    '保存しているのは、操作の名前と日時、件数、カードの証明書の期限だけです。パソコンのIPアドレスや、見た内容は保存していません。',
  unknown:
    '身に覚えのない操作があるときは、ほかの場所のログインを終わらせ、カードと暗証番号を確かめてください。カードがないときは、マイナンバー総合フリーダイヤルで、いつでも一時停止できます。',
  csv: 'CSVで保存する',
  json: 'JSONで保存する',
  fileName: 'sosa-rireki',
}

const loggedOut = {
  title: 'ログアウトしました',
  body: '照会した情報は残っています。届いた回答は、次にログインしたときに見られます。',
  shared: '共用のパソコンでは、保存したファイルを消し、ブラウザの窓を閉じると安心です。',
  idleTitle: '操作がなかったので、ログアウトしました',
  idleBody: 'まわりの人に見られないように、自動でログアウトしました。照会した情報は、そのまま残っています。',
  again: 'もう一度ログインする',
}

/** 「届きました」. */
const arrival = {
  subject: (count: number) => `届きました: ${count}件`,
  text: (origin: string, count: number) =>
    `照会した情報について、${count}件の結果が届きました。\n内容は、ログインすると見られます。\n${origin}/\n\nこのメールには、あなたの情報は書かれていません。`,
}

/** The link that makes an address one that is used. */
const confirmation = {
  subject: 'メールアドレスの確認',
  text: (origin: string, link: string, code: string) =>
    `まどぐちに、このメールアドレスが登録されようとしています。\nあなたが登録したときは、24時間のうちに次のリンクをひらき、「このアドレスを使う」のボタンを押してください。\n\n${link}\n\nひらいた画面に番号が入っていないときは、次の番号を入力してください。\n確認の番号: ${code}\n\nおぼえがないときは、何もしないでください。このアドレスは使われず、入力された記録は30日で消えます。\n\n${origin}/`,
}

/** A word before drafts end. */
const ending = {
  subject: 'まもなく消える下書きがあります',
  text: (origin: string, count: number) =>
    `まどぐちに残してある下書きのうち、${count}件が、3週間のうちに消えます。\n消える日は、ログインして「下書き」をひらくと見られます。どこかのページを保存すると、そこからまた180日残ります。\n${origin}/drafts\n\nいらなくなったものは、そのままにしておくと消えます。\nこのメールには、手続の名前も、書いた内容も書かれていません。`,
}

/** Word of a filing came: never which, of what, or how many. */
const news = {
  subject: '申請についてのお知らせがあります',
  text: (origin: string) =>
    `オンラインで送った申請について、まだ見ていないお知らせがあります。\n内容は、ログインして「申請状況」をひらくと見られます。急ぐものもあるので、早めに見てください。\n${origin}/filings\n\n見るまでのあいだ、新しいお知らせが来ても、このメールは1日に1通までです。\nこのメールには、手続の名前も、お知らせの内容も書かれていません。`,
}

/** The last one. */
const leaving = {
  subject: '利用をやめる手続が終わりました',
  text: (origin: string) =>
    `まどぐちの利用をやめる手続が終わりました。\nあなたの登録内容、取り寄せた回答、操作履歴、このメールアドレスを消しました。このメールが最後です。\n\n役所どうしのやりとりの記録は、法律により、それぞれの機関に残ります。\nもう一度使いたくなったときは、マイナンバーカードでログインすると、新しく登録できます。\n\nおぼえがないときは、運営者にお知らせください。\n${origin}/operator`,
}

const errors: WordsOf<typeof accountErrors> = {
  CONSENT_MISSING: {
    title: '同意のチェックがまだです',
    body: '利用規約を読み、同意するときはチェックを入れます。',
  },
  EMAIL_MALFORMED: {
    title: 'メールアドレスの形を確かめてください',
    body: '「name@example.jp」のような形で入力します。入力しなくても登録できます。',
  },
  EMAIL_CODE_MALFORMED: {
    title: '確認の番号は16文字です',
    body: '数字とアルファベットの16文字です。文字が足りないか、多いようです。メールと見くらべて、もう一度入力できます。',
  },
  EMAIL_CODE_UNKNOWN: {
    title: 'この確認の番号は使えません',
    body: '入力のまちがいか、もう使われた番号か、あとから別のメールが送られた番号です。メールと見くらべて、もう一度入力できます。何も失われていません。',
  },
  EMAIL_CODE_OVER: {
    title: 'この確認の番号は、24時間が過ぎたので使えません',
    body: '確認のメールをもう一度送ると、新しい番号が届きます。何も失われていません。',
  },
  EMAIL_NOT_OFFERED: {
    title: 'この環境では、メールを送りません',
    body: 'メールアドレスを登録しなくても、すべての機能を使えます。',
  },
  EMAIL_NONE: {
    title: '確認を待っているメールアドレスがありません',
    body: 'もう確認がすんでいるか、消されています。「登録内容」で、いまの状態を見られます。',
  },
}

const mails = { arrival, confirmation, ending, leaving, news }

export const ja = {
  registration,
  settings,
  recoveryCode,
  leave,
  confirmEmail,
  events,
  activity,
  loggedOut,
  mails,
  errors,
}

/** The same sentences in another language: `export const en: AccountWords = …`. */
export type AccountWords = typeof ja
