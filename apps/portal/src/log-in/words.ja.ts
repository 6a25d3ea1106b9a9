import type { WordsOf } from '../shell/error-words.ts'
import type { CardAct } from './card-again.ts'
import type { logInErrors } from './errors.ts'

const elsewhere = 'カードや暗証番号に問題はありません。'
const counter = 'お住まいの市区町村の窓口'

const login = {
  title: 'ログイン',
  lead: 'マイナンバーカードでログインします。カードから名前や住所を読むことはありません。',
  backHeading: 'この先は、ログインすると開けます',
  backBody: 'ログインすると、開こうとしたページに進みます。',
  steps: [
    { picture: 'reader' as const, heading: 'カードリーダーをつなぐ', body: 'パソコンにICカードリーダーをつなぎます。' },
    { picture: 'card' as const, heading: 'カードを置く', body: 'マイナンバーカードを置いたままにします。' },
    { picture: 'digits' as const, heading: '数字4けたを入力する', body: '利用者証明用電子証明書の暗証番号です。' },
  ],
  sandboxSteps: {
    reader: { tone: 'neutral' as const, label: 'ここではいりません' },
    card: { tone: 'info' as const, label: '下の一覧から選びます' },
    digits: { tone: 'info' as const, label: 'ここで入力します' },
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
}

/** In the sandbox only: its cards are everybody's. */
const demoCards = {
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
}

/** The real way in. */
const cardLogIn = {
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
}

/** カードで、もう一度確認します: what is about to be done, and the card. */
const confirmCard = {
  title: 'カードで、もう一度確認します',
  lead: 'これは大切な操作です。本人がしていることを、カードでもう一度確認します。',
  doing: 'これからすること',
  acts: {
    'recovery-code': '回復コードを作ります。前の回復コードがあれば、使えなくなります。',
    'close-others': 'この端末以外のログインを、すべて終わらせます。',
    leave: '利用をやめて、登録内容と取り寄せた回答を、すべて消します。取り消せません。',
    email: 'お知らせのメールアドレスを変えます。確認のメールを送ります。',
    'vault-anew': 'いまのカードで、はじめから使いはじめます。前の回答は、ひらけないままになります。',
  } satisfies Record<CardAct, string>,
  email: '新しいメールアドレス',
  sandboxHeading: '体験用のカードで確認する',
  card: '体験用のカード',
  pin: '暗証番号(数字4けた)',
  submit: 'このカードで確認して進む',
  readerHeading: 'カードリーダーのカードで確認する',
  reader: 'カードリーダーにカードを置いて、次のボタンを押します。暗証番号は、拡張機能の小さな画面に入力します。',
  readerSubmit: 'リーダーに置いたカードで確認して進む',
  readerNoScript: 'この確認には、拡張機能とJavaScriptが必要です。',
  state: {
    asking: '準備しています。',
    window: '小さな画面がひらきます。そこで暗証番号を入力します。この画面は、そのままにします。',
    checking: 'カードを確かめています。',
    done: '確認しました。次の画面へ進みます。',
  },
  back: 'やめて、前の画面へ戻る',
}

/** 新しいカードを登録しましょう: the three ways from an old card's vault to a new one. */
const newCard = {
  title: '新しいカードを登録しましょう',
  lead: 'はじめて使うカードです。前のカードで登録した内容は、そのまま引きつがれています。',
  why: '前に取り寄せた回答は、前のカードから作る鍵で守られています。新しいカードでもひらけるように、次のどれか1つをしてください。何も失われていません。あとで、またここから続けることもできます。',
  waysLabel: '3つの方法',
  oldHeading: '1. 前のカードがまだ使えるとき',
  oldLead:
    '前のカードを1回だけ使います。新しいカードができて証明書が切りかわったあとでも、カードが手元にあれば使えます。',
  oldCard: '前のカード',
  oldCardNone: '体験用のカードの中に、同じ人の前のカードがありません。',
  oldPin: '前のカードの暗証番号(数字4けた)',
  oldSubmit: '前のカードでつなぐ',
  oldReader: 'カードリーダーに前のカードを置いて、次のボタンを押します。暗証番号は、拡張機能の小さな画面に入力します。',
  oldReaderSubmit: 'リーダーに置いた前のカードでつなぐ',
  oldReaderNoScript:
    'リーダーに置いた前のカードを使うには、拡張機能とJavaScriptが必要です。どちらも使えないときは、ほかの方法を選べます。',
  oldState: {
    window: '小さな画面がひらきます。そこで前のカードの暗証番号を入力します。この画面は、そのままにします。',
    checking: '前のカードの鍵を確かめています。',
    done: 'つなぎました。次の画面へ進みます。',
  },
  codeHeading: '2. 回復コードがあるとき',
  codeLead: '「登録内容」で作り、印刷しておいた28文字です。',
  code: '回復コード',
  codeSupport: '大文字と小文字、全角と半角、スペースやハイフンのちがいは気にしなくて大丈夫です。',
  codeSubmit: '回復コードでつなぐ',
  anewHeading: '3. どちらもないとき',
  anewLead: '新しいカードで、はじめから使いはじめます。',
  anewLost: [
    '前のカードで取り寄せた回答は、ひらけないままになります。取り寄せてから30日で消えます。',
    '前の回復コードは、使えなくなります。',
  ],
  anewKept: [
    '役所などが持つあなたの情報は、何も失われません。もう一度取り寄せられます。',
    '登録したメールアドレス、操作履歴、やりとり履歴は、これまでどおり見られます。',
  ],
  anewLostHeading: 'できなくなること',
  anewKeptHeading: '変わらないこと',
  anewConfirm: '確認',
  anewConfirmLabel: '前の回答がひらけなくなることを読み、新しく始めます',
  anewSubmit: 'はじめから使いはじめる',
  later: '登録しないでログアウトすることもできます。次にこのカードでログインしたときに、この画面から続けられます。',
  /** Of a card that was here before, with another key. */
  mismatch: {
    title: 'カードの鍵が、前と合いません',
    lead: 'ログインはできています。このカードから作られた鍵が、前にこのカードで登録したときの鍵と合わないため、保管庫だけがひらけません。',
    reasonsHeading: '考えられる理由',
    reasons: [
      '前に登録したときと、ちがうアドレスでこのサイトをひらいている。鍵は、カードとアドレスから作られます。同じアドレスでひらくと、前の回答がひらけます。',
      '前のログインのとき、カードのものではない鍵が使われた。あなたのほかに、カードと暗証番号を使った人やプログラムがあるかもしれません。',
    ],
    next: '前に取り寄せた回答は、前の鍵で守られたまま残っています。おぼえのないログインがないかを操作履歴で確かめてから、次のどれか1つをすると、すべての機能を使えます。',
    sandbox:
      '体験環境では、はじめにログインしたときと同じ「--port」の番号で「madoguchi」を動かすと、前の鍵ができます。',
    toActivity: '操作履歴を見る',
    anewLead: 'このカードのいまの鍵で、はじめから使いはじめます。',
    anewLost: ['前の鍵で守られた回答は、その鍵で作られるまで、ひらけません。取り寄せてから30日で消えます。'],
  },
  done: '新しいカードを登録しました',
  doneJoined: '前に取り寄せた回答も、このカードでひらけます。',
  doneAnew: 'このカードで、すべての機能を使えます。前の回答は、もう一度取り寄せられます。',
  doneCode: '回復コードを作っておくと、カードが変わったときに安心です。',
}

const demoCard = {
  nextOf: (owner: string, count: number) => `${owner}(${count}枚目)`,
}

const errors: WordsOf<typeof logInErrors> = {
  LOGIN_CHALLENGE_UNKNOWN: {
    title: 'ログインを始めたブラウザと、ちがうようです',
    body: 'ログインは、始めたときと同じブラウザで終わらせます。何も失われていません。ログインの画面からもう一度始められます。',
  },
  LOGIN_CHALLENGE_LATE: {
    title: 'ログインの制限時間が過ぎました',
    body: '安全のため、ログインは5分以内に終わらせます。何も失われていません。もう一度ログインできます。',
  },
  LOGIN_CHALLENGE_USED: {
    title: 'このログインは、もう使われています',
    body: '同じ署名は1回しか使えません。何も失われていません。もう一度ログインできます。',
  },
  LOGIN_SIGNATURE: {
    title: 'カードの署名を確かめられませんでした',
    body: 'カードの署名が、このサイトのログインのためのものと合いません。何も失われていません。アドレスバーのアドレスを確かめてから、もう一度ログインできます。',
  },
  LOGIN_ORIGIN: {
    title: '別のサイトのためのログインです',
    body: 'カードの署名は、別のアドレスのサイトに向けたものでした。にせのサイトかもしれません。アドレスバーのアドレスを確かめてください。',
  },
  LOGIN_REVOCATION_UNKNOWN: {
    title: 'いま、証明書の状態を確かめられません',
    body: `証明書が使えるものかを確かめるしくみにつながりません。${elsewhere}しばらくしてから、もう一度ログインできます。`,
  },
  LOGIN_HOLDER_UNKNOWN: {
    title: 'このカードの持ち主が、登録されていません',
    body: `カードを発行したところに、このカードの持ち主の記録が見つかりませんでした。何も失われていません。カードと本人確認書類を持って、${counter}でたずねられます。`,
    sandbox:
      '体験環境では、運営する人が「madoguchi registry enrol」でこのカードを体験用の住民と結びつけると、ログインできます。',
  },
  LOGIN_REGISTRY_REFUSED: {
    title: 'このカードでは、いまログインできません',
    body: `カードを発行したところで、このカードの利用が確かめられませんでした。カードを作り直した、住所を移したなどの心あたりがあるときは、${counter}でたずねられます。`,
  },
  LOGIN_SLOW: {
    title: 'ただいま確認に時間がかかっています',
    body: `カードの確認が終わりませんでした。何も失われていません。${elsewhere}少し待ってから、もう一度ログインできます。`,
  },
  LOGIN_CARD_UNKNOWN: { title: 'カードを選んでください', body: '体験用のカードの中から、使うカードを1枚選びます。' },
  VAULT_OPEN: { title: 'このカードは、もう登録されています', body: 'そのまま、すべての機能を使えます。' },
  OLD_CARD_SAME: {
    title: '新しいカードのほうが置かれています',
    body: '前から使っていたカードを置いて、もう一度できます。何も変わっていません。',
  },
  OLD_CARD_UNKNOWN: {
    title: 'このサイトで使ったことのないカードです',
    body: '前にこのサイトへログインしたときのカードを使います。何も変わっていません。',
  },
  OLD_CARD_MISMATCH: {
    title: '前のカードで、保管庫をひらけませんでした',
    body: '保管庫の鍵は、カードと、このサイトのアドレスから作られます。前に使ったときと同じアドレスでひらくと、進められます。何も変わっていません。',
  },
  RECOVERY_CODE_MALFORMED: {
    title: '回復コードの形を確かめてください',
    body: '数字とアルファベットの28文字です。どこかを読みちがえているか、文字が足りないようです。印刷した紙と見くらべて、もう一度入力できます。',
  },
  RECOVERY_CODE_WRONG: {
    title: 'この回復コードでは、ひらけませんでした',
    body: '一度使ったコードと、あとから作りなおす前のコードは使えません。いちばん新しい回復コードを入力するか、このほかの方法を選べます。何も変わっていません。',
  },
  CONFIRM_NEEDED: {
    title: 'カードで、もう一度確認します',
    body: '大切な操作なので、ログインしていても、カードの署名がもう一度必要です。何も変わっていません。',
  },
  CONFIRM_OVER: {
    title: '確認の制限時間が過ぎたか、もう使われています',
    body: 'カードでの確認は、5分以内に、操作ごとに1回だけ使えます。何も変わっていません。同じ操作を、もう一度はじめられます。',
  },
  CONFIRM_OTHER_CARD: {
    title: 'このカードは、ログインしている人のカードではないようです',
    body: 'これまでにログインに使ったカードで確認します。何も変わっていません。',
  },
  NOT_CONFIRMED: {
    title: '確認のチェックがまだです',
    body: '書かれている内容を読み、進めるときはチェックを入れます。何も変わっていません。',
  },
}

export const ja = { login, demoCards, cardLogIn, confirmCard, newCard, demoCard, errors }

/** The same sentences in another language: `export const en: LogInWords = …`. */
export type LogInWords = typeof ja
