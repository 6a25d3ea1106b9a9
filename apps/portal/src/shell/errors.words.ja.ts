import type { CitizenErrorCode } from './errors.ts'

export type Copy = {
  /** What happened, in a line. */
  readonly title: string
  /** Whether anything was lost, and the one next step. */
  readonly body: string
}

const elsewhere = 'カードや暗証番号に問題はありません。'
const counter = 'お住まいの市区町村の窓口'

function broken(step: string): Copy {
  return {
    title: 'このカードの証明書を確かめられませんでした',
    body: `証明書の${step}に問題があります。情報は何も読まれていません。別のカードと取りちがえていないかを確かめ、同じカードでくり返すときは、ページの下の運営者にお知らせください。`,
  }
}

const expired: Copy = {
  title: '電子証明書の有効期限が切れています',
  body: `カードの中の利用者証明用電子証明書の期限が過ぎました。カードと本人確認書類を持って、${counter}で更新できます。手数料はかかりません。`,
}

/** Why a certificate is revoked, as its CA's list has it (RFC 5280 5.3.1); any other reason has the words of CERT_REVOKED. */
const revokedCopy: Readonly<Record<string, Copy>> = {
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

/** The words for a refusal: of a revoked certificate by its reason. */
export function findErrorCopy(code: CitizenErrorCode, facts: Readonly<Record<string, unknown>> = {}): Copy {
  const byReason = code === 'CERT_REVOKED' ? revokedCopy[String(facts.reason)] : undefined
  return byReason ?? errorCopy[code]
}

/** What whoever tries out the sandbox can do besides. */
export const sandboxHints: Partial<Record<CitizenErrorCode, string>> = {
  CARD_PIN_BLOCKED:
    '体験用のカードは、ログインのページから「体験用のカードのロックを解除する」へ進むと、元に戻せます。',
  LOGIN_HOLDER_UNKNOWN:
    '体験環境では、運営する人が「madoguchi registry enrol」でこのカードを体験用の住民と結びつけると、ログインできます。',
}

/** Whatever can happen to a citizen here, in words. A code without words does not compile. */
export const errorCopy = {
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
  },
  LOGIN_REGISTRY_REFUSED: {
    title: 'このカードでは、いまログインできません',
    body: `カードを発行したところで、このカードの利用が確かめられませんでした。カードを作り直した、住所を移したなどの心あたりがあるときは、${counter}でたずねられます。`,
  },
  LOGIN_SLOW: {
    title: 'ただいま確認に時間がかかっています',
    body: `カードの確認が終わりませんでした。何も失われていません。${elsewhere}少し待ってから、もう一度ログインできます。`,
  },
  LOGIN_PAUSED: {
    title: 'いまは、ログインできません',
    body: `点検などのため、新しいログインを止めています。${elsewhere}保存された情報はそのままです。終わる時刻は、この画面の上のお知らせにあります。`,
  },
  LOGIN_CARD_UNKNOWN: { title: 'カードを選んでください', body: '体験用のカードの中から、使うカードを1枚選びます。' },
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
  MANDATE_OVER: {
    title: 'もう一度ログインが必要です',
    body: 'このログインの許可は、もう終わっています。照会した情報もやりとり履歴も、失われていません。もう一度ログインすると見られます。',
  },
  REGISTRATION_NEEDED: { title: '利用者登録がまだです', body: '利用規約に同意すると、すべての機能を使えます。' },
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
  VAULT_CLOSED: {
    title: '新しいカードの登録がまだです',
    body: '前のカードで取り寄せた回答を守っている鍵を、新しいカードでもひらけるようにします。何も失われていません。「新しいカードの登録」の画面で進められます。',
  },
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
  TYPES_MISSING: { title: '見たい情報を選んでください', body: '1つ以上にチェックを入れます。' },
  TYPE_NOT_CONNECTED: {
    title: 'まだ連携されていない情報が入っています',
    body: '選びなおしてから、もう一度照会できます。',
  },
  REQUESTS_USED_UP: {
    title: '今日の照会の回数を使いきりました',
    body: '照会は、24時間に150回までです。もう届いた情報はそのまま見られます。何も失われていません。明日になると、また照会できます。',
  },
  REQUEST_WAITS: {
    title: 'いまは、この照会を受けつけられません',
    body: '情報を持つ機関が止まっているため、回答を待つ照会がいっぱいです。この照会は送られていません。前の照会も届いた回答も、失われていません。ほかの情報だけを選ぶか、しばらくしてから、もう一度照会できます。',
  },
  REQUEST_UNKNOWN: {
    title: '照会が見つかりません',
    body: '保存期間が過ぎて消えたか、あなたが削除した照会です。もう一度照会できます。',
  },
  ANSWER_NOT_THERE: {
    title: '回答はここにありません',
    body: 'まだ届いていないか、保存期間(最長30日)が終わって消えた回答です。',
  },
  ANSWER_OTHER_CARD: {
    title: '前のカードで照会した回答です',
    body: 'この回答は、照会したときのカードでだけひらけます。いまのカードで、もう一度照会できます。',
  },
  ANSWER_BROKEN: {
    title: '回答をひらけませんでした',
    body: '届いた回答が、照会した内容と合わないため、お見せしません。もう一度照会してもひらけないときは、運営者にお知らせください。',
  },
  CHECK_NOT_OFFERED: {
    title: 'この照会の結果については、画面から確認を依頼できません',
    body: '何も送られていません。「照会の状況」でこの照会をひらくと、機関の電話番号が分かります。',
  },
  CHECK_NAME: {
    title: 'お名前を確かめられませんでした',
    body: '何も送られていません。お名前は40文字までで、マイナンバーは書けません。書かなくても依頼できます。',
  },
  CHECK_PHONE: {
    title: '電話番号を確かめられませんでした',
    body: '何も送られていません。0から始まる10けたか11けたの数字で書きます。書かなくても依頼できます。',
  },
  HISTORY_SLOW: {
    title: 'やりとり履歴の取り寄せに時間がかかっています',
    body: '履歴は失われていません。少し待ってから、もう一度ひらけます。',
  },
  HISTORY_BROKEN: {
    title: 'やりとり履歴をひらけませんでした',
    body: '届いた履歴が正しい形でないため、お見せしません。もとの記録は失われていません。くり返すときは、運営者にお知らせください。',
  },
  RECORD_UNKNOWN: { title: 'この記録が見つかりません', body: 'やりとり履歴の一覧から選びなおせます。' },
  PROCEDURE_UNKNOWN: {
    title: 'この手続の案内は見つかりません',
    body: '市区町村が案内をやめたか、住所(URL)が変わりました。「手続をさがす」から、もう一度さがせます。',
  },
  DRAFT_UNKNOWN: {
    title: 'この下書きは見つかりません',
    body: '消されたか、期限が過ぎたか、別の人の下書きです。ほかの下書きはそのままです。「手続をさがす」から、あらためて始められます。',
  },
  PAGE_UNKNOWN: {
    title: 'このページはありません',
    body: '住所(URL)が変わったか、この手続にはないページです。入力したものは残っています。「下書き」から続けられます。',
  },
  DRAFT_OTHER_VAULT: {
    title: 'この下書きは、いまのカードでは開けません',
    body: '下書きは、保管庫を新しくする前のカードで閉じられています。「下書き」のページから、これを消すことや、あらためて始めることができます。',
  },
  DRAFT_CHANGED: {
    title: '別の画面で、このページが変わりました',
    body: 'いまの入力は、まだ保存していません。「保存して次へ」を押すと、どちらを残すか選べます。',
  },
  DRAFT_TOO_LARGE: {
    title: '下書きが大きくなりすぎました',
    body: 'いま送った分は保存していません。前に保存した分は残っています。長い文を短くすると、保存できます。',
  },
  DRAFTS_TOO_MANY: {
    title: '下書きがいっぱいです',
    body: '下書きは20件まで保存できます。「下書き」のページで、いらないものを消すと、新しく始められます。',
  },
  DRAFT_BROKEN: {
    title: '下書きを開けませんでした',
    body: '保存した内容が壊れているようです。運営者に、下の番号を知らせると調べられます。',
  },
  TOO_MANY: {
    title: '短い時間に、操作がつづきました',
    body: '安全のため、少しのあいだ受けつけを止めています。何も失われていません。10分ほどたってから、もう一度できます。',
  },
  BODY_MALFORMED: { title: '送られた内容を読めませんでした', body: '何も変わっていません。前の画面に戻れます。' },
  CARD_PIN_WRONG: {
    title: '暗証番号がちがいます',
    body: '数字4けたの、利用者証明用電子証明書の暗証番号を入力します。',
  },
  CARD_PIN_BLOCKED: {
    title: '暗証番号がロックされています',
    body: `3回つづけてまちがえたため、このカードではログインできません。時間がたっても元には戻りません。カードと本人確認書類(運転免許証など)を持って、${counter}へ行くと、新しい暗証番号を決められます。`,
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
} as const satisfies Record<CitizenErrorCode, Copy>
