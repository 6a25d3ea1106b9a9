import type { OperationCode } from './codes.ts'

type FailureCopy = {
  /** What happened, in a line. */
  readonly title: string
  /** Whether anything was lost, and the one next step. */
  readonly next: string
}

const again = 'もう一度ためせます。'
const counter = 'お住まいの市区町村の窓口'
const untouched = 'カードや暗証番号に問題はありません。'
const reinstall = '「カード連携ソフト」(madoguchi-card-host)を入れ直すと直ります。'
const ours = `${untouched}くり返すときは、サイトの運営者に、この画面の番号といっしょにお知らせください。`

/** Every failure between a page and the card in words for a citizen: in the extension's window, the portal and the command line. */
export const failureCopy: Readonly<Record<OperationCode, FailureCopy>> = {
  BROWSER_UNSUPPORTED: {
    title: 'このブラウザでは、カードを使えません',
    next: 'パソコンの Chrome、Edge、Chromium でひらくと使えます。ほかのページは、このブラウザでも読めます。',
  },
  EXTENSION_MISSING: {
    title: 'ブラウザに、カードのための拡張機能が入っていません',
    next: '拡張機能「まどぐち カード連携」を入れて、このページを読み込み直します。',
  },
  EXTENSION_OUTDATED: {
    title: '拡張機能が古くなっています',
    next: '拡張機能「まどぐち カード連携」を新しくして、ページを読み込み直します。',
  },
  EXTENSION_SILENT: {
    title: '拡張機能が途中で止まりました',
    next: `何も失われていません。ページを読み込み直すと、${again}`,
  },
  TIMED_OUT: { title: '時間が過ぎました', next: `安全のため、ここで終わりました。何も失われていません。${again}` },
  ABORTED: { title: 'サイトが途中でやめました', next: `何も失われていません。${again}` },
  REQUEST_MALFORMED: { title: 'サイトからの依頼を読めませんでした', next: ours },
  ORIGIN_REFUSED: {
    title: 'このサイトは、カードを使えるサイトの一覧にありません',
    next: 'にせのサイトかもしれません。アドレスバーのアドレスを確かめます。使えるサイトは、拡張機能の設定で見られます。',
  },
  FRAME_REFUSED: {
    title: 'ページに埋めこまれた部品は、カードを使えません',
    next: 'にせのサイトかもしれません。アドレスバーのアドレスを確かめます。',
  },
  ANOTHER_OPERATION: {
    title: 'カードを使う別の画面が、もうひらいています',
    next: '先にひらいた小さな画面を終わらせるか、閉じてから、もう一度始めます。',
  },
  WINDOW_CLOSED: { title: 'カードの画面が閉じられました', next: `何も失われていません。${again}` },
  HOST_MISSING: {
    title: 'パソコンに「カード連携ソフト」が入っていません',
    next: '「カード連携ソフト」(madoguchi-card-host)を入れると使えます。',
  },
  HOST_FORBIDDEN: {
    title: '「カード連携ソフト」が、この拡張機能を知りません',
    next: reinstall,
  },
  HOST_EXITED: { title: '「カード連携ソフト」が動きませんでした', next: reinstall },
  HOST_SILENT: {
    title: '「カード連携ソフト」から返事がありません',
    next: `カードリーダーを抜いて、さし直します。${again}`,
  },
  HOST_OUTDATED: {
    title: '「カード連携ソフト」が古くなっています',
    next: '新しい「カード連携ソフト」(madoguchi-card-host)を入れると使えます。',
  },
  HOST_UNREADABLE: { title: '「カード連携ソフト」の返事を読めませんでした', next: reinstall },
  PCSC_MISSING: {
    title: 'カードリーダーのしくみ(PC/SC)が動いていません',
    next: 'Linux では pcscd を、Windows では「Smart Card」サービスを動かします。パソコンを再起動しても直ることがあります。',
  },
  CARD_REAL_IN_SANDBOX: {
    title: '本物のマイナンバーカードは、体験環境では使えません',
    next: '暗証番号は使われていません。カードを抜き、体験用のカードと取りかえます。',
  },
  CARD_ISSUER_UNKNOWN: {
    title: 'このサイトでは使えないカードです',
    next: '証明書の発行元が、このサイトで使えるものではありません。暗証番号は使われていません。カードを確かめます。',
  },
  DOCUMENT_MALFORMED: {
    title: '文書をPDFとして読めませんでした',
    next: '署名はされていません。文書をもう一度作り直すか、サイトの運営者にお知らせください。',
  },
  DOCUMENT_TOO_LARGE: {
    title: '文書が大きすぎます',
    next: '署名できるのは20メガバイトまでです。署名はされていません。文書を小さくして、もう一度ためせます。',
  },
  DOCUMENT_TOO_COSTLY: {
    title: '文書のつくりが複雑すぎて、読みきれませんでした',
    next: '文書がこわれているという意味ではありません。署名はされていません。文書を作り直して、もう一度ためせます。',
  },
  DOCUMENT_SIGN_REFUSED: {
    title: 'この文書には署名を加えられません',
    next: '変更が禁じられた文書などには署名できません。署名はされていません。サイトの運営者にお知らせください。',
  },
  TIME_STAMP_FAILED: {
    title: 'タイムスタンプを受け取れませんでした',
    next: `署名した文書は、どこにも渡していません。インターネットにつながっていれば、少し待って、${again}`,
  },
  HOST_FAILED: { title: '「カード連携ソフト」で、思わぬことが起きました', next: ours },
  CARD_PIN_WRONG: { title: '暗証番号がちがいます', next: '残りの回数を確かめて、もう一度入力できます。' },
  CARD_PIN_BLOCKED: {
    title: '暗証番号がロックされています',
    next: `${counter}で、カードを見せて番号を設定し直せます。コンビニやアプリで設定し直せることもあります。`,
  },
  CARD_PIN_MALFORMED: {
    title: '暗証番号の形がちがいます',
    next: 'カードには送っていないので、回数は減っていません。文字の数を確かめて、もう一度入力できます。',
  },
  CARD_LAST_TRY: {
    title: 'あと1回でロックされます',
    next: `たしかでないときは、ここでやめて、${counter}で番号を設定し直せます。`,
  },
  CARD_NOT_JPKI: {
    title: 'マイナンバーカードではないか、電子証明書が入っていません',
    next: `別のカードなら取りかえます。マイナンバーカードなら、${counter}で電子証明書を入れられます。`,
  },
  CARD_NO_SUCH_PIN: {
    title: 'このカードには、この手続に使う暗証番号がありません',
    next: `署名用の電子証明書が入っていないことなどがあります。${counter}で入れられます。`,
  },
  CARD_CERTIFICATE_REFUSED: {
    title: 'カードの電子証明書が使えません',
    next: `期限が切れたか、入っていないことがあります。${counter}で更新できます。`,
  },
  CARD_NO_CERTIFICATE: {
    title: 'カードに電子証明書が入っていません',
    next: `マイナンバーカードですが、電子証明書がないので、ここでは使えません。カードはこわれていません。${counter}で入れられます。`,
  },
  CARD_WITHOUT_PIN: {
    title: '暗証番号のない、顔認証マイナンバーカードのようです',
    next: `顔認証マイナンバーカードには暗証番号がないので、ここでは使えません。カードはこわれていません。暗証番号を設定したカードがロックされたときも、同じように見えます。どちらも、${counter}で暗証番号を設定できます。`,
  },
  CARD_NEXT_GENERATION: {
    title: '新しい方式のマイナンバーカードです',
    next: 'このソフトはまだ、新しい方式(楕円曲線暗号)の電子証明書に対応していません。カードはこわれていません。暗証番号は使われていません。',
  },
  CARD_REMOVED: {
    title: 'カードが途中で抜けました',
    next: 'カードを奥までさし、終わるまで動かさないようにします。何も失われていません。',
  },
  CARD_NO_READER: { title: 'カードリーダーが見つかりません', next: 'カードリーダーをパソコンにつなぎます。' },
  CARD_NO_CARD: { title: 'カードがリーダーにありません', next: 'カードを、ICチップの面を確かめてリーダーに置きます。' },
  CARD_BUSY: {
    title: '別のソフトがカードを使っています',
    next: 'カードを使うほかのソフトや画面を閉じて、もう一度ためせます。',
  },
  CARD_MUTE: {
    title: 'リーダーに何かありますが、カードとして答えません',
    next: 'カードの表と裏、向きを確かめて、ICチップの面をリーダーに合わせて置き直します。リーダーはこわれていません。',
  },
  CARD_SEVERAL: {
    title: 'マイナンバーカードが2枚以上あります',
    next: '使わないカードをリーダーから外します。暗証番号は使われていません。',
  },
  CARD_ORIGIN_REFUSED: { title: 'このサイトのためには署名できません', next: ours },
  CARD_CHALLENGE_MALFORMED: { title: 'サイトからの依頼の形がちがいます', next: ours },
  CARD_COMMAND_MALFORMED: { title: 'カードへの命令を作れませんでした', next: ours },
  CARD_READER_FAILED: {
    title: 'カードリーダーがうまく動きません',
    next: `カードリーダーを抜いて、さし直します。${again}`,
  },
  CARD_UNEXPECTED_STATUS: {
    title: 'カードから、思わぬ返事がありました',
    next: `カードを一度抜いて、さし直します。${again}`,
  },
  CARD_ANSWER_MALFORMED: {
    title: 'カードの中の情報を読めませんでした',
    next: `カードを一度抜いて、さし直します。${again}`,
  },
}
