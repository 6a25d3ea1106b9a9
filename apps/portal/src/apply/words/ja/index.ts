import type { CaseEvent } from '@madoguchi/filing'
import type { WordsOf } from '../../../shell/error-words.ts'
import type { AttachCode } from '../../attachments.ts'
import type { SignerAttribute } from '../../compare-signer.ts'
import type { applyErrors } from '../../errors.ts'
import { api } from './api.ts'
import { reply } from './reply.ts'

/** The steps from a whole draft to a filing. */
const steps = { files: '書類をそえる', sign: '署名する', send: '確かめて送る' }

/** 書類をそえる. */
const files = {
  title: '書類をそえる',
  lead: (municipality: string) =>
    `${municipality}に送る申請書と、いっしょに送る書類をそろえます。写真でもかまいません。`,
  needsCard:
    '送る前に、マイナンバーカードで電子署名をします。カードリーダーをつないだパソコンと、署名用の暗証番号(英字と数字で6〜16文字)がいります。',
  limitsHeading: '送れる書類',
  limits: (partMb: number, count: number, sumMb: number) => [
    `PDFと写真(JPEG、PNG、HEIC)を送れます。1つ${partMb}メガバイトまでです。`,
    `書類は${count}個まで、申請書とあわせて${sumMb}メガバイトまでです。`,
    '書類は、あなたの保管庫のかぎで暗号にして置きます。送るまで、市区町村には届きません。',
  ],
  askedHeading: 'この手続でいる書類',
  asked: (name: string, isRequired: boolean) => (isRequired ? `${name}(かならず)` : `${name}(あてはまる方だけ)`),
  askedNone: 'かならずいる書類はありません。',
  listHeading: 'そえた書類',
  none: 'まだ何もそえていません。',
  fileOf: (size: string, kind: string) => `${kind}、${size}`,
  kinds: { 'application/pdf': 'PDF', 'image/jpeg': '写真(JPEG)', 'image/png': '画像(PNG)', 'image/heic': '写真(HEIC)' },
  addHeading: '書類を選ぶ',
  field: '書類のファイル',
  support: 'PDFか写真を選びます。',
  add: 'この書類をそえる',
  sending: (name: string) => `${name}を送っています。`,
  remove: '外す',
  change: '取りかえる',
  changeTitle: '書類を取りかえる',
  changeLead: (name: string) => `「${name}」のかわりに送るファイルを選びます。`,
  changeSubmit: 'この書類に取りかえる',
  back: 'そえた書類にもどる',
  next: '次へ進む',
  changed:
    '答えか書類が変わったため、申請書を作りなおします。前の署名は使えません。「次へ進む」を押すと、新しい申請書ができます。',
  changedHeading: '申請書を作りなおします',
  errors: {
    empty: 'このファイルは空です。中身のあるファイルを選んでください。',
    type: 'PDFか写真(JPEG、PNG、HEIC)のファイルを選んでください。',
    'part-size': 'このファイルは大きすぎます。20メガバイトまでのファイルを選んでください。',
    count: 'そえられる書類は20個までです。いらない書類を外してから、もう一度選んでください。',
    sum: 'あわせて100メガバイトをこえます。写真を小さくするか、書類を減らしてください。',
    account:
      'ほかの下書きの書類とあわせて300メガバイトをこえます。いらない下書きの書類を外してください。外した書類も、1時間ほどは数えます。',
  } satisfies Record<AttachCode, string>,
  missing: 'ファイルを選んでください。',
}

/** A draft of a browser: it goes to an account first. */
const logIn = {
  title: 'ログインしてから送ります',
  lead: '申請は、あなたのものとして送られます。マイナンバーカードでログインすると、この下書きを送れます。',
  keeps: '書いたことは消えません。ログインしたあと、この下書きはあなたの保管庫にうつります。',
  logIn: 'ログインする',
  take: '下書きを保管庫にうつして続ける',
  noRoom: '保管庫の下書きがいっぱいです。いらない下書きを消してから、もう一度押してください。',
  drafts: '下書きの一覧を見る',
}

/** 署名する, 送る. */
const send = {
  signTitle: '申請書に署名する',
  signLead: 'これが送る申請書です。中身を確かめてから、マイナンバーカードで署名します。',
  title: '確かめて送る',
  lead: (addressee: string) => `次のものを、${addressee}あてに送ります。`,
  partsHeading: '送るもの',
  formNamed: (title: string) => `申請書: ${title}`,
  partNamed: (name: string, about: string) => `${name}(${about})`,
  openForm: '申請書をひらく',
  saveForm: '申請書を保存する',
  sha256: 'SHA-256',
  partOf: (kind: string, size: string) => `${kind}、${size}`,
  noSignature: 'この手続に署名はいりません。ログインしているあなたが送ったことが、申請書に書かれます。',
  sign: 'カードで署名する',
  signState: {
    fetching: '署名する申請書を用意しています。',
    window: '小さな画面がひらきます。申請書を確かめてから、そこで暗証番号を入力します。この画面は、そのままにします。',
    done: '署名しました。署名を確かめています。',
  },
  uploadHeading: '署名した申請書を、ファイルで出す',
  upload: [
    'JavaScriptや拡張機能を使わないときの方法です。',
    '上の「申請書を保存する」で保存し、カードリーダーをつないだパソコンで次のコマンドを動かします。できたファイルを、下で選びます。',
  ],
  commandTerm: 'コマンド',
  command: 'madoguchi sign 申請書.pdf --out 署名済み.pdf',
  uploadField: '署名した申請書(PDF)',
  uploadSubmit: '署名した申請書を出す',
  refused: {
    other:
      'これは、いまの申請書に署名したものではありません。「申請書を保存する」で保存したファイルに署名して、もう一度選んでください。',
    unsigned: 'この申請書には、まだ署名がありません。署名したファイルを選んでください。',
    busy: 'いま混み合っていて、署名を確かめられません。少しあとで、もう一度出してください。',
    unreadable: 'このファイルは読めませんでした。署名したPDFを選んでください。',
    room: 'ほかの下書きの書類とあわせて300メガバイトをこえます。1時間ほどあとで、もう一度出してください。',
  },
  /** `why`: a sentence of what is wrong with the signature. */
  refusedSignature: (why: string) => `この署名では送れません。${why}。`,
  filesTitle: files.title,
  backToFiles: '書類をそえるページにもどる',
  signerHeading: '署名した人',
  signer: (text: string) => `署名した人: ${text}`,
  claimed: (text: string) => `申請書: ${text}`,
  same: '同じ',
  other: 'ちがいます',
  unsaid: '申請書では聞いていません',
  absent: '書かれていません',
  attributes: { name: '氏名', address: '住所', birthDate: '生年月日', sex: '性別' } satisfies Record<
    SignerAttribute,
    string
  >,
  sexes: { 1: '男', 2: '女', 3: '不明' },
  substitutes:
    '〔 〕の中は代替文字です。電子証明書に入れられない文字のかわりに使われていて、住民票の文字とはちがうことがあります。',
  fewHeading: '書類が足りないかもしれません',
  fewBody: (asked: readonly string[], count: number) =>
    `かならずいる書類は、${asked.join('、')}です。そえた書類は、いま${count}つです。足りないと、あとから出すように求められることがあります。`,
  otherHeading: '署名した人と、申請書に書いた人がちがいます',
  otherBody: (what: readonly string[]) =>
    `ちがうところ: ${what.join('、')}。申請する人のカードで署名していないと、受け付けられないことがあります。引っ越しや結婚のあとで、証明書の内容が古いこともあります。`,
  signAgain: '署名をやりなおす',
  intake: {
    'at-portal': '申請するボタンを押して、このサイトが受け付けた時刻が、出した時刻(提出)になります。',
    'at-agency':
      '市区町村の受付の機械に届いた時刻が、出した時刻(到達)になります。ふだんはすぐ届きますが、機械が止まっているあいだは、動きだしてから届きます。',
  },
  cannotUndo:
    '送ったあとは、ここで書きなおせません。取り下げと書類の追加は「申請状況」からできます。届け先に求められたときは、直して送れます。',
  submit: 'この内容で申請する',
  submitAnyway: 'ちがうまま申請する',
  fromCard: '電子署名をつけて送ります。',
  changedHeading: 'このページを見たあとに変わったところ',
  changed: {
    answers: '書いた答え',
    signature: '申請書の署名',
    form: '申請書',
    added: (name: string) => `そえた書類: ${name}`,
    removed: (name: string) => `外した書類: ${name}`,
  },
  changedSee: 'いまの申請書を確かめる',
}

/** 申請状況. */
const filings = {
  title: '申請状況',
  lead: 'オンラインで送った申請と、届け先からの知らせです。',
  noneHeading: '送った申請はありません',
  noneBody: '手続をさがして入力し、確認のページから送ると、ここに並びます。',
  noneAction: '手続をさがす',
  of: (procedure: string, municipality: string) => `${procedure}(${municipality})`,
  otherVault: '前の保管庫で送った申請',
  otherVaultBody:
    'この申請は、前に使っていた保管庫のかぎで閉じてあるため、ここでは中を見られません。届け先には届いています。受付番号を伝えると、届け先で状況を聞けます。',
  number: '受付番号',
  sentAt: (time: string) => `${time}に送信`,
  see: 'くわしく見る',
  older: 'もっと古い申請を見る',
  newest: '新しい申請にもどる',
}

const filing = {
  title: (procedure: string) => `${procedure}の申請`,
  sentHeading: '送りました',
  sentBody: 'このページを閉じても大丈夫です。これからのことは「申請状況」でいつでも見られます。',
  numberAbout: 'この申請の名前です。届け先に聞くときに使います。',
  to: '届け先',
  sent: '送信',
  filed: '提出(サイトの受付)',
  filedAbout: '申請を出したことが、やりとりの台帳に書かれた時刻です。',
  taken: '到達',
  takenAbout: '届け先の受付の機械に、すべてそろって記録された時刻です。',
  notYet: 'まだです',
  countsWhich: {
    'at-portal': '期限のある申請では、提出の時刻で数えます。',
    'at-agency': '期限のある申請では、到達の時刻で数えます。',
  },
  nextHeading: 'いまの状況',
  historyHeading: 'これまでのこと',
  partsHeading: '送ったもの',
  whole: '届いた知らせは、抜けずにすべてそろっています。',
  notWhole:
    '途中の知らせが、まだ届いていないか、読めません。届きしだい、ここに並びます。1日たっても変わらないときは、届け先に受付番号を伝えて聞けます。',
  receiptHeading: '受付票',
  receiptBody: '届け先がすべて受け取ったことの証明です。印刷にはPDFを、ずっと先に確かめるにはファイルを保存します。',
  receiptLater: '届け先がすべて受け取ると、ここから受付票を保存できます。',
  receiptPdf: '受付票をPDFで保存する',
  receiptFile: '受付票をファイルで保存する',
  receiptPage: '受付票を見る',
  by: (who: string) => `${who}から`,
  at: (time: string) => time,
  until: (day: string) => `期限: ${day}`,
  askedOf: (label: string, words: string) => `${label}: ${words}`,
  decided: { granted: '認められました', rejected: '認められませんでした' },
  reason: (text: string) => `理由: ${text}`,
  review: (text: string) => `不服があるとき: ${text}`,
  notice: '通知書を保存する',
  again: 'もう一度送る',
  againBody: '下書きは残っています。答えや書類を直して、もう一度送れます。受付番号は新しくなります。',
  againLost: '下書きはもうありません。手続をさがして、はじめから入力します。',
  verdicts: {
    good: '正しい署名でした',
    broken: '署名がこわれていました',
    uncheckable: '署名を確かめられませんでした',
    none: '署名のいらない申請です',
  },
  back: '申請状況の一覧にもどる',
}

/** Where a filing stands, and what is next. */
const states = {
  sent: { label: '送信中', next: '申請を届け先に運んでいます。することはありません。' },
  filed: { label: '提出済み', next: '届け先が受け取るのを待っています。することはありません。' },
  refused: { label: '送れませんでした', next: '申請は出されていません。' },
  replaced: { label: '送りなおし済み', next: 'この申請は届け先でひらけず、新しい申請として送りなおしました。' },
}

const refusals: Readonly<Record<string, string>> = {
  MANDATE_ENDED: '送る前に、ログインの期限が切れていました。もう一度ログインして、送りなおします。',
  NO_FILINGS_THERE: 'この届け先は、いまオンラインの申請を受け付けていません。印刷して窓口に出せます。',
  CASE_UNKNOWN: 'もとの申請が、届け先に見つかりませんでした。',
  DELIVERY_EXPIRED:
    '30日たっても、届け先に運べたという知らせがありませんでした。あとから届いていたとわかったときは、ここに「提出済み」と出ます。',
}

/** Of what is between two machines, and nothing that the citizen did. */
const refusedBetween =
  'このサイトと届け先をつなぐしくみが、申請を受け取りませんでした。あなたの書いたことのせいではありません。もう一度送れます。'

const events: Readonly<Record<CaseEvent['what'], { label: string; next: string }>> = {
  taken: { label: '届きました', next: '届け先がすべて受け取りました。審査を待ちます。することはありません。' },
  'opened-not': { label: 'ひらけませんでした', next: '届け先で申請をひらけませんでした。もう一度送ります。' },
  'in-review': { label: '審査中', next: '届け先が審査しています。することはありません。' },
  'correction-asked': { label: '補正の依頼', next: '届け先が、直すか足すことを求めています。' },
  corrected: { label: '補正済み', next: '直したものが届きました。審査を待ちます。' },
  'request-refused': { label: '受け付けられませんでした', next: 'あとから送ったものは、受け付けられませんでした。' },
  decided: { label: '決まりました', next: '結果が出ました。' },
  'decision-changed': { label: '結果が変わりました', next: '前の結果にかわる、新しい結果です。' },
  'decision-withdrawn': { label: '結果の取り消し', next: '前の結果は取り消されました。次の知らせを待ちます。' },
  withdrawn: { label: '取下げ', next: 'この申請は取り下げられました。' },
  'note-to-citizen': { label: 'お知らせ', next: '届け先からお知らせがあります。' },
}

/** 受付票, on paper. */
const receipt = {
  title: '受付票',
  subtitle: (procedure: string) => procedure,
  procedure: '手続',
  heading: '受け付けた申請',
  partsHeading: '受け取ったもの',
  partsNote: '右はそれぞれのファイルのSHA-256です。手もとのファイルと同じか、確かめられます。',
  signature: '電子署名',
  notes: [
    'この受付票は、届け先が署名して送ったものをもとに、このサイトが作りました。',
    'ファイルで保存した受付票は、コマンド「madoguchi receipt verify」で、このサイトや届け先がなくなったあとでも確かめられます。',
  ],
  fileName: (number: string) => `受付票-${number}`,
}

const errors: WordsOf<typeof applyErrors> = {
  FILING_NOT_OFFERED: {
    title: 'この手続は、いまオンラインでは送れません',
    body: '下書きは残っています。印刷して窓口に出せます。',
  },
  FILING_UNFINISHED: {
    title: 'まだ送れないか、もう送ってあります',
    body: '下書きはそのままです。下書きの確認のページか、申請状況で確かめられます。',
  },
  FILING_CHANGED: {
    title: '申請書が、あとから変わりました',
    body: 'まだ送っていません。ほかの画面で変えたようです。いまの申請書を確かめてから、もう一度送ります。',
  },
  FILING_UNSIGNED: {
    title: '申請書に、まだ署名がありません',
    body: 'まだ送っていません。カードで署名してから、もう一度送ります。',
  },
  FILING_NOT_THERE: {
    title: 'この申請は見つかりません',
    body: '申請状況の一覧から、もう一度選べます。',
  },
  FILING_OTHER_VAULT: {
    title: 'この申請は、前の保管庫のものです',
    body: '届け先には届いています。受付番号を伝えると、届け先で状況を聞けます。',
  },
  FILINGS_USED_UP: {
    title: '今日送れる数をこえました',
    body: 'まだ送っていません。下書きは残っています。明日、もう一度送れます。',
  },
  DESK_KEY_ENDING: {
    title: '届け先が、いまは受け取れません',
    body: 'まだ送っていません。下書きは残っています。申請を閉じて送るための届け先のかぎが、いま使えないためです。新しくなるまで待つか、印刷して窓口に出せます。',
  },
  FILES_NO_ROOM: {
    title: 'いまは書類を受け取れません',
    body: '置き場所がいっぱいです。これまでの書類と下書きは残っています。少しあとで、もう一度できます。',
  },
  PAPER_REFUSED: {
    title: 'このファイルは、そえられません',
    body: 'まだ送っていません。そえられるのは、PDFと写真(JPEG、PNG、HEIC)です。大きさと数の上限は、書類をそえるページにあります。',
  },
  SIGNED_FORM_REFUSED: {
    title: 'この署名では送れません',
    body: 'まだ送っていません。いまの申請書に、期限の切れていないカードで署名して、もう一度出します。',
  },
  SIGNATURE_UNCHECKED: {
    title: 'いま混み合っていて、署名を確かめられません',
    body: 'まだ送っていません。署名がわるいのではありません。少しあとで、もう一度出せます。',
  },
  ATTACHMENT_UNKNOWN: {
    title: 'この書類は、もうありません',
    body: 'ほかの画面で外したようです。書類をそえるページを、もう一度ひらけます。',
  },
  ATTACHMENT_BROKEN: {
    title: 'しまってある書類をひらけません',
    body: 'まだ送っていません。その書類を外して、もう一度そえると送れます。',
  },
}

export const ja = {
  api,
  steps,
  files,
  logIn,
  send,
  filings,
  filing,
  states,
  refusals,
  refusedBetween,
  events,
  receipt,
  reply,
  errors,
}

/** The same sentences in another language: `export const en: ApplyWords = …`. */
export type ApplyWords = typeof ja
