import type { cardErrors } from '@madoguchi/card'
import type { certErrors } from '@madoguchi/pki'
import type { ErrorWords, WordsOf } from './error-words.ts'
import type { shellErrors } from './errors.ts'

/** What stands on every page. */
const frame = {
  siteName: 'まどぐち',
  top: 'トップ',
  home: 'ホーム',
  information: 'あなたの情報',
  procedures: '手続をさがす',
  requests: '照会の状況',
  history: 'やりとり履歴',
  activity: '操作履歴',
  settings: '登録内容',
  notice: '運営者からのお知らせ',
  noticePauses: '点検のため、新しいログインを止めています',
  noticeTimes: (from: string, until: string) => `${from} から ${until} まで`,
  about: '運営者について',
  unnamed: '利用者',
  idleLine: (time: string) => `操作がないと ${time} に自動でログアウトします。`,
  idleContinue: '利用を続ける',
  idleHeading: 'まもなく自動でログアウトします',
  idleBody: 'このままだと、まわりの人に見られないようにログアウトします。照会した情報はなくなりません。',
  errorLine: ({ title, body }: ErrorWords) => `${title}。${body}`,
  errorNumber: 'お問い合わせのときの番号',
  askOperator: ({ name, phone, hours }: { name: string; phone: string; hours: string }) =>
    `このサイトについてのお問い合わせ: ${name} 電話 ${phone}(${hours})`,
  toTop: 'トップへ戻る',
  toHome: 'ホームへ戻る',
  toLogin: 'ログインの画面へ進む',
  again: 'もう一度ひらく',
  notSent: '入力した内容は、まだ送られていません',
  notSentBody: 'ログアウトしたあとに送られたので、ここに取っておきました。確かめてから、もう一度送れます。',
  typedKept: '入力した内容は、このブラウザに取ってあります。ログインすると、続きから送れます。',
}

/** What whoever comes by a link of another site reads before anything is opened. */
const press = {
  title: 'つづけるには、下のボタンを押してください',
  lead: 'メールやほかのサイトのリンクから、このページがひらかれました。ボタンを押すと、リンクの先に進みます。',
  why: 'ほかのサイトが、あなたの知らないうちに記録をひらくことのないように、いちど確かめています。ここまでで変わったことは、ありません。',
  stranger: '心当たりがないときは、押さずに、この画面を閉じてかまいません。',
  go: 'つづける',
}

const sentAgain = 'このページから、もう一度送れます。'
const nothingChanged = '何も変わっていません。前に保存した内容は、そのまま残っています。'
/** A character as a form sends it. */
const characterBytes = 9

function tooLarge({ bytesMax, isFile }: { bytesMax: number; isFile: boolean }): readonly string[] {
  const most = isFile
    ? `送れるのは、合わせて${Math.floor(bytesMax / 1024 / 1024)}メガバイトまでです。ファイルを小さくするか、数をへらして、もう一度送ってください。`
    : `一度に送れる文字は、全部でおよそ${Math.floor(bytesMax / characterBytes / 1000)}千字までです。短くして、もう一度送ってください。`
  return [most, '今回送ったものは、届いていません。前に保存した内容は、そのまま残っています。']
}

/** What the page of a form says when what was sent could not be taken at all. */
const refusedForm = {
  BODY_TOO_LARGE: (sizes: { bytesMax: number; isFile: boolean }) => ({
    title: sizes.isFile ? 'ファイルが大きすぎて、受け取れませんでした' : '送った内容が大きすぎて、受け取れませんでした',
    lines: tooLarge(sizes),
  }),
  REQUEST_MALFORMED: () => ({
    title: '送った内容を、読み取れませんでした',
    lines: [`とちゅうで切れたか、形が正しくありませんでした。${sentAgain}`, nothingChanged],
  }),
  METHOD_NOT_ALLOWED: () => ({
    title: 'ここには、送れるものがありません',
    lines: [
      'このページには、その内容を受け取る欄がありません。このページの案内にそって進んでください。',
      nothingChanged,
    ],
  }),
}

/** What the pages that use the card have in common. */
const card = {
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
}

const elsewhere = 'カードや暗証番号に問題はありません。'
const counter = 'お住まいの市区町村の窓口'

function broken(step: string): ErrorWords {
  return {
    title: 'このカードの証明書を確かめられませんでした',
    body: `証明書の${step}に問題があります。情報は何も読まれていません。別のカードと取りちがえていないかを確かめ、同じカードでくり返すときは、ページの下の運営者にお知らせください。`,
  }
}

const expired: ErrorWords = {
  title: '電子証明書の有効期限が切れています',
  body: `カードの中の利用者証明用電子証明書の期限が過ぎました。カードと本人確認書類を持って、${counter}で更新できます。手数料はかかりません。`,
}

/** Why a certificate is revoked, as its CA's list has it (RFC 5280 5.3.1); any other reason has the words of CERT_REVOKED. */
const revoked: Readonly<Record<string, ErrorWords>> = {
  certificateHold: {
    title: 'このカードは、一時停止されています',
    body: `カードの一時停止の届けが出ています。カードが見つかったときは、${counter}で一時停止を解くと、またログインできます。届けた心あたりがないときも、${counter}でたずねられます。カードと本人確認書類を持っていきます。登録した内容と届いた回答は、失われていません。`,
  },
  superseded: {
    title: 'このカードの電子証明書は、新しいカードに切りかわっています',
    body: '新しい電子証明書ができたので、前のカードではログインできません。新しいカードでログインすると、登録した内容をそのまま使えます。前に取り寄せた回答は、ログインしたあとに前のカードを一度使うと、新しいカードでもひらけます。前のカードは、それまで捨てないでください。',
  },
  keyCompromise: {
    title: 'このカードは、紛失や盗難などの届けで止められています',
    body: `このカードの電子証明書は、もう使えません。元に戻すことはできません。新しいカードは、${counter}で作れます。新しいカードでログインすると、登録した内容をそのまま使えます。回復コードがあれば、前に取り寄せた回答もひらけます。`,
  },
  affiliationChanged: {
    title: '住所や名前が変わったため、電子証明書が失効しています',
    body: `引っ越しなどのあとは、新しい電子証明書が必要です。カードと本人確認書類を持って、${counter}で新しくできます。手数料はかかりません。登録した内容は失われていません。`,
  },
  cessationOfOperation: {
    title: 'このカードの電子証明書は、使うのをやめる届けが出ています',
    body: `もう一度使いたいときは、カードと本人確認書類を持って、${counter}で新しくできます。登録した内容は失われていません。`,
  },
}

const errors: WordsOf<typeof shellErrors> = {
  LOGIN_PAUSED: {
    title: 'いまは、ログインできません',
    body: `点検などのため、新しいログインを止めています。${elsewhere}保存された情報はそのままです。終わる時刻は、この画面の上のお知らせにあります。`,
  },
  SESSION_NONE: {
    title: 'ログインが必要です',
    body: 'このページは、ログインした人だけが見られます。',
  },
  SESSION_IDLE: {
    title: '操作がなかったので、ログアウトしました',
    body: 'まわりの人に見られないように、自動でログアウトしました。照会した情報は、そのまま残っています。',
  },
  SESSION_OVER: {
    title: 'ログインから12時間がたったので、ログアウトしました',
    body: '照会した情報は、そのまま残っています。もう一度ログインすると続けられます。',
  },
  SESSION_CARD_REVOKED: {
    title: 'カードの失効か一時停止の届けが出たので、ログアウトしました',
    body: `このログインに使ったカードの電子証明書は、いまは使えません。照会した情報は、そのまま残っています。心あたりがないときは、カードと本人確認書類を持って、${counter}でたずねられます。`,
  },
  REGISTRATION_NEEDED: { title: '利用者登録がまだです', body: '利用規約に同意すると、すべての機能を使えます。' },
  VAULT_CLOSED: {
    title: '新しいカードの登録がまだです',
    body: '前のカードで取り寄せた回答を守っている鍵を、新しいカードでもひらけるようにします。何も失われていません。「新しいカードの登録」の画面で進められます。',
  },
  TOO_MANY: {
    title: '短い時間に、操作がつづきました',
    body: '安全のため、少しのあいだ受けつけを止めています。何も失われていません。10分ほどたってから、もう一度できます。',
  },
  BODY_MALFORMED: { title: '送られた内容を読めませんでした', body: '何も変わっていません。前の画面に戻れます。' },
}

/** Of cards and their certificates. */
const ofCards: WordsOf<typeof cardErrors & typeof certErrors> = {
  CARD_PIN_WRONG: {
    title: '暗証番号がちがいます',
    body: '数字4けたの、利用者証明用電子証明書の暗証番号を入力します。',
  },
  CARD_PIN_BLOCKED: {
    title: '暗証番号がロックされています',
    body: `3回つづけてまちがえたため、このカードではログインできません。時間がたっても元には戻りません。カードと本人確認書類(運転免許証など)を持って、${counter}へ行くと、新しい暗証番号を決められます。`,
    sandbox: '体験用のカードは、ログインのページから「体験用のカードのロックを解除する」へ進むと、元に戻せます。',
  },
  CARD_PIN_MALFORMED: {
    title: '暗証番号は数字4けたです',
    body: '全角でも半角でも入力できます。回数は減っていません。',
  },
  CARD_LAST_TRY: {
    title: '入力できるのは、あと1回です',
    body: '次にまちがえるとロックされ、市区町村の窓口での手続が必要になります。番号に自信があるときだけ、確認のチェックを入れて進みます。',
  },
  CARD_NO_SUCH_PIN: {
    title: 'このカードには、この手続に使う暗証番号がありません',
    body: '署名用の電子証明書が入っていないことなどがあります。市区町村の窓口で入れられます。',
  },
  CARD_NOT_JPKI: { title: 'マイナンバーカードではないようです', body: '置いたカードを確かめて、もう一度できます。' },
  CARD_CERTIFICATE_REFUSED: {
    title: 'この環境では使えないカードです',
    body: '暗証番号は試していません。回数は減っていません。',
  },
  CARD_NO_CERTIFICATE: {
    title: 'カードに電子証明書が入っていません',
    body: `マイナンバーカードですが、電子証明書がないので、ログインできません。カードはこわれていません。${counter}で入れられます。`,
  },
  CARD_WITHOUT_PIN: {
    title: '暗証番号のない、顔認証マイナンバーカードのようです',
    body: `顔認証マイナンバーカードには暗証番号がないので、ログインできません。暗証番号を設定したカードがロックされたときも、同じように見えます。どちらも、${counter}で暗証番号を設定できます。`,
  },
  CARD_NEXT_GENERATION: {
    title: '新しい方式のマイナンバーカードです',
    body: 'このサイトはまだ、新しい方式(楕円曲線暗号)の電子証明書に対応していません。カードはこわれていません。暗証番号は試していません。',
  },
  CARD_MUTE: {
    title: 'リーダーに何かありますが、カードとして答えません',
    body: 'カードの表と裏、向きを確かめて置き直すと、もう一度できます。',
  },
  CARD_SEVERAL: {
    title: 'マイナンバーカードが2枚以上あります',
    body: '使わないカードをリーダーから外して、もう一度できます。',
  },
  CARD_REMOVED: {
    title: '途中でカードが離れました',
    body: '読みとりが終わるまで、カードを置いたままにします。もう一度できます。',
  },
  CARD_NO_READER: { title: 'カードリーダーが見つかりません', body: 'つなぎなおしてから、もう一度できます。' },
  CARD_NO_CARD: { title: 'カードが見つかりません', body: 'カードリーダーにカードを置いて、もう一度できます。' },
  CARD_BUSY: { title: 'カードがほかの作業に使われています', body: '少し待ってから、もう一度できます。' },
  CARD_ORIGIN_REFUSED: broken('使い先'),
  CARD_CHALLENGE_MALFORMED: broken('合言葉'),
  CARD_COMMAND_MALFORMED: broken('読み方'),
  CARD_READER_FAILED: {
    title: 'カードを読みとれませんでした',
    body: 'カードを置きなおして、もう一度できます。暗証番号を入力したあとのときは、回数が1回減っているかもしれません。次に、残りの回数を確かめてから入力できます。',
  },
  CARD_UNEXPECTED_STATUS: {
    title: 'カードから思わぬ返事がありました',
    body: 'カードを置きなおして、もう一度できます。',
  },
  CARD_ANSWER_MALFORMED: {
    title: 'カードの返事を読めませんでした',
    body: 'カードを置きなおして、もう一度できます。',
  },
  CERT_EXPIRED: expired,
  CERT_NOT_YET_VALID: {
    title: '電子証明書が、まだ有効になっていません',
    body: '証明書の有効期間が始まっていません。新しいカードのときは、しばらくしてからログインできます。',
  },
  CERT_REVOKED: {
    title: '電子証明書が失効しています',
    body: `このカードの利用者証明用電子証明書は、もう使えません。登録した内容は失われていません。なくしたカードが見つかったときや、心あたりがないときは、カードと本人確認書類を持って、${counter}でたずねられます。`,
  },
  CERT_ISSUER_UNKNOWN: {
    title: 'このサイトでは使えない発行元のカードです',
    body: '証明書の発行元が、このサイトの受けつける発行元ではありません。体験環境では、本物のマイナンバーカードは使えません。',
  },
  CERT_POLICY: {
    title: 'ログインには使えない証明書です',
    body: 'ログインには、利用者証明用電子証明書(数字4けたの暗証番号のもの)を使います。',
  },
  CERT_KEY_USAGE: {
    title: 'ログインには使えない証明書です',
    body: 'ログインには、利用者証明用電子証明書(数字4けたの暗証番号のもの)を使います。',
  },
  CERT_EXTENDED_KEY_USAGE: {
    title: 'ログインには使えない証明書です',
    body: 'ログインには、利用者証明用電子証明書(数字4けたの暗証番号のもの)を使います。',
  },
  CERT_MALFORMED: broken('形'),
  CERT_SIGNATURE: broken('発行元の署名'),
  CERT_NAME_CHAIN: broken('発行元の名前'),
  CERT_ISSUER_NOT_CA: broken('発行元の資格'),
  CERT_SUBJECT_IS_CA: broken('種類'),
  CERT_PATH_TOO_LONG: broken('つながりの長さ'),
  CERT_NAME_CONSTRAINTS: broken('名前の制限'),
  CERT_CRITICAL_EXTENSION: broken('追加の項目'),
  CERT_ALGORITHM: broken('暗号の方式'),
  CERT_WEAK_ALGORITHM: broken('暗号の強さ'),
}

export const ja = { frame, press, refusedForm, card, errors, ofCards, revoked }

/** The same sentences in another language: `export const en: ShellWords = …`. */
export type ShellWords = typeof ja
