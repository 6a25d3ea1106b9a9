import type { PaperChange } from '@madoguchi/documents'
import type { RareCharacter } from '@madoguchi/forms'
import type { WordsOf } from '../../../shell/error-words.ts'
import type { fillErrors } from '../../errors.ts'
import { account } from './account.ts'
import { answers } from './answers.ts'
import { api } from './api.ts'
import { card } from './card.ts'
import { drafts, home, leftOut } from './drafts.ts'
import { postal } from './postal.ts'

type CharactersToTell = {
  readonly rare: readonly RareCharacter[]
  readonly changes: readonly PaperChange[]
  /** How many of the changes are left out. */
  readonly more: number
}

/** はじめに, before the first question. */
const start = {
  title: (procedure: string) => `${procedure}を入力する`,
  lead: (municipality: string) =>
    `${municipality}に出す書類を、質問に答えながら作ります。できあがったら印刷して窓口に出せます。`,
  minutes: (minutes: number, pages: number) =>
    `かかる時間の目安は${minutes}分ほどです(質問は${pages}ページまで)。途中でやめても、続きから始められます。`,
  neededHeading: '手もとに用意するもの',
  neededNone: '用意するものは、とくにありません。',
  neededNoted: (text: string, note: string | undefined) => (note === undefined ? text : `${text}(${note})`),
  howHeading: '入力のしかた',
  how: [
    '1ページずつ答えます。「戻る」を押しても、書いたものは消えません。',
    '氏名・住所・生年月日・性別は、マイナンバーカードから入れることも、手で書くこともできます。',
    'マイナンバー(個人番号)は、ここでは入力しません。印刷した紙に、窓口でご本人がペンで書きます。',
  ],
  howToSend: {
    online: '書きおえたら、オンラインで送るか、印刷して窓口に出すかを選べます。',
    print: 'この手続は、まだインターネットでは送れません。印刷して窓口に出します。',
  },
  loggedIn: 'ログインしているので、下書きはあなたの保管庫にしまわれます。別のパソコンからも続けられます。',
  loggedOutHeading: '下書きの置き場所を選ぶ',
  loggedOut:
    'ログインしないで始めると、下書きはこの端末のブラウザーでだけ開けて、7日のあいだ残ります。ほかの人も使う端末では、終わったら「この端末から消す」で消せます。',
  beginWithout: 'ログインしないで、入力をはじめる',
  beginWithLogIn: 'ログインしてから、はじめる',
  begin: '入力をはじめる',
  continueHeading: 'この手続の下書きがあります',
  continueOf: (at: string) => `${at}に保存の続きから`,
}

/** What stands on every page of questions, and what is told there. */
const page = {
  stepCheck: '確認',
  next: '保存して次へ',
  back: '戻る',
  later: 'あとで続ける',
  toCheck: '保存して確認へ',
  saved: (time: string) => `保存しました ${time}`,
  saveSlow: 'まだ保存できていません。このまま入力を続けて大丈夫です。あとでもう一度保存します。',
  saveAway:
    'いまインターネットにつながらないので、まだ先へ進めません。書いたものは、この画面に残っています。つながると、このまま先へ進みます。',
  saveGone:
    'この下書きは、別の画面で消されたか、期限が過ぎています。この画面に書いたものは、もう保存できません。いるところを書き写してから、手続のページで新しく始められます。',
  saveEnded: 'ログインが終わりました。「保存して次へ」を押すと、ログインのあとで、このページの続きから始められます。',
  unseenHeading: '続けて、次のことも答えます',
  unseenBody: 'いまの答えに合わせて、質問が増えました。',
  heldHeading: '書きかけの入力を戻しました',
  heldBody: 'ログインが終わる前に送ったこのページの入力です。確かめてから進めます。',
  otherVersionHeading: 'この手続の質問が新しくなりました',
  otherVersionBody:
    '下書きを始めたときから、質問が変わっています。合う答えはそのまま使います。次の答えは、新しい質問に合わないので使いません。',
  stopHeading: 'ここから先は、この書類では進めません',
  stopBack: '前の質問に戻る',
}

/** Of a character that older systems show otherwise. */
function sayRare({ character, base, isVariant, substitute }: RareCharacter): string {
  if (isVariant) return `「${character}」は、形のちがいを区別できない機械では「${base}」と表示されます。`
  if (substitute === undefined) return `「${character}」は、機械によっては表示できないことがあります。`
  return `「${character}」は、表示できない機械では「${substitute}」と書かれることがあります。`
}

/** Of a character that the paper shows otherwise, by why. */
const sayPaper: Readonly<Record<PaperChange['why'], (character: string, shown: string) => string>> = {
  variant: (character: string, shown: string) =>
    `「${character}」は、この形を書類の字体で書き分けられません。書類には「${shown}」の形で載ります。`,
  'no-glyph': (character: string, shown: string) =>
    `「${character}」は、書類の字体にありません。書類には「${shown}」と載ります。`,
  hidden: (_: string, shown: string) =>
    `目に見えない文字が入っています。書類には「${shown}」と載ります。いらないときは、入力しなおすと消えます。`,
  lost: (_: string, shown: string) =>
    `もとの字が失われた印(U+FFFD)が入っています。書類には「${shown}」と載るので、正しい字を入力しなおせます。`,
}

/** What stands at the inputs of a question. */
const field = {
  wordsLabel: (labels: readonly string[]) => `「${labels.join('・')}」を選んだときの内容`,
  example: (example: string) => `例:${example}`,
  fromCard: 'カードから入りました。直すこともできます。',
  fromAnswer: '前に受けとった回答から入りました。直すこともできます。',
  /** The one it is about changed since: it is somebody else's by now. */
  fromOthers: {
    card: '手続を受ける方が変わる前に、カードから入りました。手続を受ける方のことか、確かめます。',
    answer: '手続を受ける方が変わる前に、前に受けとった回答から入りました。手続を受ける方のことか、確かめます。',
  },
  /** What is said of characters that older systems show otherwise, and of those that the paper does; `more` are not named. */
  explainCharacters: ({ rare, changes, more }: CharactersToTell) => {
    const elsewhere = rare.map(sayRare).join('')
    if (changes.length === 0) return elsewhere === '' ? '' : `${elsewhere}書類には、入力したとおりの字で載せます。`
    const onPaper = changes.map(({ why, character, shown }) => sayPaper[why](character, shown)).join('')
    return `${elsewhere}${onPaper}${more === 0 ? '' : `書類で形が変わる字が、ほかに${more}つあります。`}正しい字は、印刷した紙にペンで書き足せます。`
  },
  unknowns: { day: '日がわからない', month: '月と日がわからない' },
  western: '西暦',
  eraNone: '元号を選ぶ',
  yes: 'はい',
  no: 'いいえ',
  yen: '円',
  fileSupport: 'ここでは名前だけを書類に載せます。ファイルは送りません。',
  fileKept: '入力ずみのファイル名(消すときは、しるしを外します)',
}

/** くり返し: a list of items, and one of them. */
const items = {
  label: (title: string) => `${title}の一覧`,
  none: 'まだありません。',
  count: (count: number) => `${count}件あります。`,
  add: (title: string) => `${title}を追加する`,
  full: (count: number) => `${count}件まで入力できます。`,
  /** What stands in it, the first of it. */
  about: (texts: readonly string[]) => texts.join('、'),
  errorOf: (item: string, error: string) => `${item}: ${error}`,
  unfinished: '入力の途中',
  /** An item by the first thing that it says. */
  nameOf: (said: string | undefined) => (said === undefined ? '書きかけの1件' : `「${said}」`),
  removed: (name: string) => `${name}を消しました`,
  removedBefore: (name: string) => `${name}は、もう消してあります`,
  putBack: (name: string) => `${name}を元に戻しました`,
  changed: (name: string) => `${name}は、消していません`,
  changedBody: 'この画面を開いたあとに、別の画面で内容が変わりました。いまの内容を確かめてから、消せます。',
  gone: '消そうとしたものは、もう一覧にありません',
  goneBody: 'ほかのものは、そのままです。',
  notThere: '開こうとしたものは、もう一覧にありません',
  notThereBody:
    '前に消したものです。元に戻せるのは、消したもののうち新しいものから30件までです。ほかのものは、そのままです。',
  notPutBack: (name: string) => `${name}は、まだ元に戻していません`,
  fullBody: (count: number) => `一覧は${count}件までです。どれかを消すと、元に戻せます。`,
  undo: '元に戻す',
  /** Behind the name of a button, for whoever hears it alone. */
  undoContext: (name: string) => `(${name})`,
  takenOut: (count: number) => `消したもの(${count}件)`,
  takenOutBody: '下書きがあるあいだ、もとの場所に戻せます。新しいものから30件までが残ります。',
  removedAt: (at: string) => `${at}に消しました`,
  save: 'この内容を保存する',
  saveAndAdd: '保存して、もう1件追加する',
  backToList: '一覧に戻る',
}

/** 別の画面: two windows changed the same page. */
const changed = {
  title: '別の画面で、このページが変わりました',
  lead: 'この画面を開いたあとに、別の画面(または別の端末)で同じページが保存されました。どちらを残すか選べます。ほかのページの入力は、どちらを選んでも変わりません。',
  field: '質問',
  saved: '保存されている答え',
  yours: 'いまの画面の答え',
  none: '(書いていません)',
  unread: '(書きかけ)',
  keepMine: 'いまの画面の答えを残す',
  keepSaved: '保存されている答えを残す',
  outTitle: '書いていたものは、別の画面で消されました',
  outLead:
    'この画面を開いたあとに、別の画面(または別の端末)で一覧から消されました。いまの画面の入力は、まだ保存していません。どちらにするか選べます。',
  keepOut: '消したままにする',
  putBack: '元に戻して、この内容を残す',
}

/** 確認. */
const check = {
  title: '入力した内容を確かめる',
  lead: 'まちがいがないか確かめます。直すところは「変更」から直せます。',
  missingHeading: 'まだ足りないところがあります',
  wrongHeading: 'まだ足りないところや、直すところがあります',
  droppedHeading: (count: number) => `使わない答えが${count}つあります`,
  droppedBody:
    '前の答えを変えたので、いまの進みかたでは聞かない質問の答えです。書類には載りません。答えを元に戻すと、また使えます。',
  missing: '未入力',
  optional: '(なし)',
  change: '変更',
  /** Behind the name of a link, for whoever hears it alone. */
  context: (item: string, label: string) => `(${item} ${label})`,
  changeItems: (title: string) => `${title}の一覧を変更する`,
  online: 'オンラインで送る',
  print: 'この内容で書類を作る',
  printUnfinished: '足りないまま書類を作る',
  printUnread: 'このまま書類を作る',
  fix: '足りないところへ進む',
  fixWrong: '直すところへ進む',
  partiesHeading: '出す方と、出したあとのこと',
  filer: (who: string) => `「${who}」が出す書類です。`,
  filesFor: (subject: string, applicant: string) => `${subject}さんの手続を、${applicant}さんが出します。`,
  filerUnsaid: 'だれが出すかは、まだ答えていません。',
  /** Where an answer came from, where nobody typed it. */
  sources: { typed: undefined, card: 'カードから入った答えです。', answer: 'ご自身の回答から入った答えです。' },
}

/** What was typed into a box and could not be read: no paper shows it. */
const unread = {
  chip: '書類に載りません',
  heading: (count: number) => `書いてあるのに、書類に載らないものが${count}つあります`,
  body: '書いたものを読みとれないので、その欄は空いたまま印刷されます。名前を押すと、その欄で直せます。いらないときは、消して保存します。',
  box: (item: string | undefined, label: string) => (item === undefined ? `「${label}」` : `${item}の「${label}」`),
  said: (said: string) => `書いてあること:${said}`,
  units: { year: '年', month: '月', day: '日' } as Readonly<Record<string, string>>,
}

/** 印刷. */
const print = {
  title: '印刷する',
  lead: (addressee: string) => `${addressee}あての書類ができました。印刷して、窓口に出せます。`,
  changedHeading: '入力と形が変わって印刷される字',
  changeOf: (question: string, text: string) => `${question}: ${text}`,
  unfinishedHeading: '足りないところは、空欄のまま印刷されます',
  unfinishedBody: '窓口でペンで書き足すこともできます。',
  download: 'PDFを保存する',
  open: 'PDFを開く',
  preview: 'できあがった書類',
  previewAlt: 'できあがった書類の絵。同じ内容は、確認のページで文字で読めます。',
  previewLink: '確認のページで、文字で読む',
  nextHeading: 'このあとすること',
  pen: (labels: readonly string[]) =>
    `${labels.map((label) => `「${label}」`).join('')}の欄は、窓口で、ご本人がペンで書きます。`,
  signer: {
    'by-hand': (who: string) => `${who}が署名します(印刷した紙に、ご本人が書きます)。`,
    'by-card': (who: string) => `${who}が、マイナンバーカードで電子署名をします。`,
  },
  sign: 'このPDFに、保存しないで電子署名をする',
  signByHand: '手書きのかわりに電子署名で受け付けるかは、窓口でたずねます。紙で出すときは、いりません。',
  papersHeading: 'いっしょに出す書類',
  papersNone: 'いっしょに出す書類は、とくにありません。',
  bring: '窓口に持っていくもの',
  paper: (title: string, isOptional: boolean) => (isOptional ? `${title}(あれば)` : title),
  late: (day: string) =>
    `期限の目安の${day}を過ぎています。過ぎていても受け付けられることがあるので、早めに窓口でたずねられます。`,
  lastDay: (day: string) => `期限の目安は${day}です。土日や祝日のあつかいは、窓口で確かめられます。`,
  counters: '出すところ',
  kept: '下書きは残っています。印刷が終わったら消してもかまいません。',
}

const errors: WordsOf<typeof fillErrors> = {
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
  FILL_NOT_OFFERED: {
    title: 'この手続は、ここでは入力できません',
    body: '書類は窓口で書きます。手続のページに、窓口の場所と時間があります。',
  },
  ENTRY_UNKNOWN: {
    title: '知らない欄の名前がありました',
    body: 'この場所にない欄なので、何も保存していません。下書きを読むと、欄の名前がわかります。',
  },
  ITEM_UNKNOWN: {
    title: 'その1件は、一覧にありません',
    body: 'ほかのものは、そのままです。下書きを読むと、いまの一覧がわかります。',
  },
  ITEM_TAKEN_OUT: {
    title: 'その1件は、消してあります',
    body: 'いまの内容は、まだ保存していません。元に戻してから、書けます。',
  },
  ITEMS_FULL: {
    title: '一覧がいっぱいです',
    body: 'いまの1件は、保存していません。どれかを消すと、加えられます。',
  },
  DRAFT_OF_FILING: {
    title: 'この下書きは、送った申請についてのものです',
    body: '「申請状況」からその申請をひらくと、続きができます。',
  },
  DRAFT_BROKEN: {
    title: '下書きを開けませんでした',
    body: '保存した内容が壊れているようです。運営者に、下の番号を知らせると調べられます。',
  },
}

export const ja = {
  start,
  account,
  page,
  leftOut,
  field,
  postal,
  items,
  changed,
  card,
  answers,
  check,
  unread,
  print,
  drafts,
  home,
  api,
  errors,
}

/** The same sentences in another language: `export const en: FillWords = …`. */
export type FillWords = typeof ja
