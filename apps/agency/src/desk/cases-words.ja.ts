import type { CaseState } from '../case-states.ts'
import type { CaseCode } from '../errors.ts'

/** What officers read of cases. */

const states = {
  taken: '到達',
  'in-review': '審査中',
  'correction-asked': '補正待ち',
  corrected: '補正ずみ',
  'decision-withdrawn': '決定を取り消した',
  granted: '認定',
  rejected: '却下',
  withdrawn: '取下げ',
} as const satisfies Record<CaseState, string>

const steps = {
  'taken-on': '引き受けました',
  'let-go': '手放しました',
  'handed-over': '割り当てました',
  noted: 'メモを残しました',
  told: '申請者に知らせました',
  tied: '対象者を決めました',
  untied: '対象者を取り消しました',
  asked: '照会しました',
  'review-begun': '審査を始めました',
  'correction-asked': '補正を求めました',
  corrected: '補正が届きました',
  'papers-came': '追加の書類が届きました',
  withdrawn: '取下げの申出が届き、取り下げられました',
  'correction-refused': '補正が届きましたが、受け付けられませんでした',
  'papers-refused': '追加の書類が届きましたが、受け付けられませんでした',
  'withdrawal-refused': '取下げの申出が届きましたが、受け付けられませんでした',
  granted: '認定しました',
  rejected: '却下しました',
  'changed-to-granted': '決定を認定に変えました',
  'changed-to-rejected': '決定を却下に変えました',
  'decision-withdrawn': '決定を取り消しました',
  'proposed-granted': '認定の案を出しました',
  'proposed-rejected': '却下の案を出しました',
  'proposed-decision-withdrawn': '決定の取消しの案を出しました',
  'given-back': '案を差し戻しました',
} as const
export type StepWord = keyof typeof steps

const problems = {
  CASE_CHANGED: 'ほかの人が、先に進めました。いまの内容を確かめて、もう一度行ってください',
  CASE_OTHERS: 'ほかの職員が担当しています。引き受けてから行ってください',
  CASE_STATE: 'いまの状態では行えません。ほかの人が先に進めたかもしれません',
  CASE_SAME: '案を出した職員とは別の職員が行ってください',
  CASE_NOTICE: '通知書が大きくなりすぎます。理由か教示を短くしてください',
  CASE_TEXT: '文を入力してください。1000文字までです',
  CASE_FIELDS: '直してほしい項目を選び、それぞれに説明を入力してください。20項目までです',
  CASE_DATE: '期限には、今日より後の日を入力してください',
  CASE_OFFICER: '割り当てる職員を選んでください',
  CASE_SUBJECT: 'この番号の人は、いません',
  CASE_QUESTION: '照会できませんでした。照会先を選んでください。対象者の符号がまだないときは、少し待ってください',
  CASE_LARGE: '大きすぎて、1つのファイルには書き出せません。ファイルを1つずつダウンロードしてください',
} as const satisfies Record<CaseCode, string>

const queue = {
  title: '案件',
  count: (count: number) => `${count}件。期限が近いものから並んでいます。`,
  empty: '当てはまる案件はありません',
  emptyBody: '条件を変えるか、新しい申請が届くのを待ってください。',
  next: '次に期限がくる案件を開く',
  receipt: '受付番号',
  procedure: '手続',
  state: '状態',
  filedAt: '提出',
  takenAt: '到達',
  due: '期限',
  officer: '担当',
  nobody: 'なし',
  proposed: '決裁待ち',
  noNext: 'いま進められる案件は、ほかにありません',
  filter: '表示する',
  filters: '案件をしぼりこむ',
  all: 'すべて',
  open: '終わっていないもの',
  states: '状態',
  whose: '担当',
  dues: '期限',
  dueWords: { late: '過ぎたもの', soon: '3日以内', week: '7日以内' },
  whoseWords: { all: 'だれでも', mine: '自分', nobody: 'まだいない' },
  find: '受付番号',
  stands: '停止中(補正待ち)',
  late: (days: number) => `${days}日超過`,
  daysLeft: (days: number) => (days === 0 ? '今日まで' : `あと${days}日`),
} as const

const one = {
  title: (receipt: string) => `案件 ${receipt}`,
  facts: '状態と期限',
  clock: '標準処理期間',
  clockSays: (used: number, of: number) => `${of}開庁日のうち、${used}日目`,
  clockStands: (used: number) => `${used}日目で止まっています(補正待ち)`,
  clockProvisional: '祝日がまだ決まっていない年にかかります。期限は変わることがあります。',
  version: '様式の版',
  signature: '電子署名',
  signatures: {
    good: '正しい署名です',
    broken: '署名が正しくありません',
    uncheckable: '署名を確かめられません',
    none: '署名はありません',
  },
  signedBy: '送った方法',
  signedByWords: { card: 'マイナンバーカードで署名', session: 'ログインした人が、署名なしで送信' },
  answers: '申請の内容',
  answersUnknown: 'この手続の様式は、ここにありません。申請書のPDFを開いてください。',
  answersMalformed: '内容を読み取れませんでした。申請書のPDFを開いてください。',
  leftOut: 'この様式にない項目',
  unanswered: '(答えなし)',
  gone: '補正でなくなった項目',
  goneWas: (before: string) => `前は ${before}`,
  aboutOther: (receipt: string) => `受付番号 ${receipt} の申請について送られた書類です`,
  aboutOtherBody:
    'もとの申請より先に開かれたか、送った人が違うため、別の案件になっています。もとの申請を確かめてください。',
  changed: (before: string) => `補正で変わりました。前は ${before}`,
  person: (reference: string) => `番号 ${reference}`,
  files: '申請書と添付書類',
  filesLead: '届いたままのファイルです。開く前に、中身をうたがってください。',
  formFile: '申請書',
  fileName: 'ファイル',
  fileSize: '大きさ',
  download: 'ダウンロード',
  events: 'これまでの経過',
  eventsFirst: '申請が届きました',
  toldToCitizen: '申請者にも伝わりました',
  followUpKinds: { correction: '補正', papers: '追加の書類', withdrawal: '取下げの申出', application: '申請' },
  acts: 'この案件を進める',
  lookOnly: '進めるのは、処理を任された職員です。',
  takeOn: '引き受ける',
  takeOver: 'この案件を引き取る',
  letGo: '手放す',
  handOver: '割り当てる',
  handOverTo: '割り当てる職員',
  beginReview: '審査を始める',
  askCorrection: '補正を求める',
  grant: '認定する',
  reject: '却下する',
  changeToGrant: '決定を認定に変える',
  changeToReject: '決定を却下に変える',
  withdrawDecision: '決定を取り消す',
  tell: '申請者に知らせる',
  note: 'メモ',
  noteSupport: 'ここの職員だけが読みます。消せません。1000文字まで。',
  noteDo: 'メモを残す',
  since: (name: string | undefined, did: string) => (name === undefined ? did : `${name}: ${did}`),
  proposedBy: (name: string) => `案: ${name}`,
  back: '案件の一覧に戻る',
  cancel: 'やめて戻る',
  done: {
    'taken-on': 'この案件を引き受けました',
    'let-go': 'この案件を手放しました',
    'handed-over': '割り当てました',
    noted: 'メモを残しました',
    told: '申請者に知らせました',
    tied: '対象者を決めました',
    untied: '対象者を取り消しました',
    asked: '照会しました。回答は、この案件に届きます',
    'review-begun': '審査を始めました',
    'correction-asked': '補正を求めました。標準処理期間は止まっています',
    granted: '認定し、申請者に知らせました',
    rejected: '却下し、申請者に知らせました',
    'changed-to-granted': '決定を認定に変え、申請者に知らせました',
    'changed-to-rejected': '決定を却下に変え、申請者に知らせました',
    'decision-withdrawn': '決定を取り消し、申請者に知らせました',
    'proposed-granted': '認定の案を出しました。ほかの職員が確かめるまで、申請者には伝わりません',
    'proposed-rejected': '却下の案を出しました。ほかの職員が確かめるまで、申請者には伝わりません',
    'proposed-decision-withdrawn': '取消しの案を出しました。ほかの職員が確かめるまで、申請者には伝わりません',
    'given-back': '案を差し戻しました',
  },
} as const

const subject = {
  title: '対象になる人',
  lead: '申請の内容と、この機関の台帳を比べています。自動では決まりません。同姓同名に気をつけて、選んでください。',
  none: '当てはまる人は、台帳にいません。番号がわかれば、下に入力してください。',
  form: '申請の内容',
  reference: 'この機関の番号',
  name: '氏名',
  kana: 'フリガナ',
  birthDate: '生年月日',
  address: '住所',
  fits: '一致',
  differs: '不一致',
  unsaid: '記入なし',
  choose: 'この人に決める',
  tied: 'この案件の対象者',
  untie: '対象者を取り消す',
  byReference: '番号で決める',
  protected: '支援措置',
  addressHidden: '(支援措置のため表示しません)',
} as const

const network = {
  title: 'ほかの機関への照会',
  lead: (affair: string) =>
    `事務「${affair}」について、法令の表で認められた情報だけを照会できます。本人のやりとり履歴に残ります。`,
  untied: '先に、対象になる人を決めてください。',
  none: 'この事務で照会できる情報はありません。',
  provider: '照会先',
  ask: (type: string) => `${type}を照会する`,
  waiting: '回答を待っています',
  look: '回答が届いたか確かめる',
  delayed: '回答が遅れています',
  askedBy: (name: string, at: string) => `${name} が ${at} に照会`,
  outcomes: {
    'no-data': '該当する情報はありません',
    refused: '提供されませんでした',
    expired: '期限までに回答がありませんでした',
    withdrawn: '取り下げられました',
    unreadable: '回答を読み取れませんでした',
  },
  outcomeOther: '回答はありません',
  asOf: (day: string) => `${day}現在`,
} as const

const correction = {
  title: '補正を求める',
  lead: '選んだ項目だけを、申請者が直せるようになります。項目のそばに、ここの説明が出ます。',
  fields: '直してほしい項目',
  words: '説明',
  wordsSupport: '選んだ項目だけに入力します。300文字まで。',
  text: '申請者への文',
  textSupport: '全体について伝えることがあれば入力します。1000文字まで。',
  until: '期限',
  next: '内容を確かめる',
  confirmTitle: '補正の内容の確認',
  confirm: '申請者に、この補正を求めます',
  confirmBody: '送った文は、取り消せません。届くまで、標準処理期間は止まります。',
  do: '補正を求める',
} as const

const decision = {
  titles: { granted: '認定する', rejected: '却下する' },
  warn: { granted: '認定の決定を、申請者に知らせます', rejected: '却下の決定を、申請者に知らせます' },
  warnBody: '知らせた決定は、消せません。あとから変えるか取り消すと、それも申請者に伝わります。',
  reason: '理由',
  reasonSupport: {
    granted: '付けるときだけ入力します。1000文字まで。',
    rejected: '申請者が読みます。どの決まりの、何に当たらないかを書きます。1000文字まで。',
  },
  review: '教示',
  reviewSupport: '不服のあるときにできることです。ひな形を確かめて、必要なら直してください。',
  do: { granted: '認定して知らせる', rejected: '却下して知らせる' },
  withdrawTitle: '決定を取り消す',
  withdrawWarn: '決定の取消しを、申請者に知らせます',
  withdrawDo: '取り消して知らせる',
  withdrawReason: '取り消す理由',
} as const

const proposal = {
  title: '決定の案を確かめる',
  waits: {
    granted: '認定の案が、確かめられるのを待っています',
    rejected: '却下の案が、確かめられるのを待っています',
    'decision-withdrawn': '決定の取消しの案が、確かめられるのを待っています',
  },
  waitsBody: (name: string) => `案を出した職員: ${name}。申請者には、まだ何も伝わっていません。`,
  open: '案を確かめる',
  own: '案を出した職員は、確かめられません。ほかの職員が確かめるのを待ってください。',
  warn: {
    granted: '認定の決定を、申請者に知らせます',
    rejected: '却下の決定を、申請者に知らせます',
    'decision-withdrawn': '決定の取消しを、申請者に知らせます',
  },
  body: (name: string) => `案を出した職員: ${name}。下の文が、そのまま申請者に届きます。知らせた決定は、消せません。`,
  do: {
    granted: '認定して知らせる',
    rejected: '却下して知らせる',
    'decision-withdrawn': '取り消して知らせる',
  },
  warnFirst: 'この手続の決定は、ほかの職員が確かめてから、申請者に伝わります',
  propose: '案を出す',
  giveBackTitle: '差し戻す',
  giveBackWords: '差し戻す理由',
  giveBackSupport: 'ここの職員だけが読みます。1000文字まで。',
  giveBack: '案を差し戻す',
} as const

/** 教示 (行政不服審査法82条, 行政事件訴訟法46条), with whom it is: a reviewer's words as `Handling` names them. */
function sayReview(agency: string, reviewedBy: 'head' | 'governor' | 'care-board'): string {
  const whom = { head: `${agency}長`, governor: '都道府県知事', 'care-board': '都道府県の介護保険審査会' }[reviewedBy]
  const since = '決定があったことを知った日の翌日から'
  const court = `${agency}を被告として起こすことができます。訴訟では、${agency}長が${agency}を代表します。`
  const latest = '決定の日の翌日から1年(訴えは、裁決をへたときは裁決の日の翌日から1年)'
  return [
    `この決定に不服があるときは、${since}3か月以内に、${whom}に審査請求をすることができます。`,
    ...(reviewedBy === 'care-board'
      ? [
          `決定の取消しを求める訴えは、審査請求の裁決をへたあとで、裁決があったことを知った日の翌日から6か月以内に、${court}`,
        ]
      : [
          `決定の取消しを求める訴えは、${since}6か月以内に、${court}`,
          '審査請求をしたときは、その裁決があったことを知った日の翌日から6か月以内に、訴えを起こすことができます。',
        ]),
    `どちらも、${latest}を過ぎると、正当な理由がないかぎりできません。`,
  ].join('\n')
}

const tell = {
  title: '申請者に知らせる',
  lead: '申請者の申請状況に、この文が出ます。取り消せません。',
  text: '知らせる文',
  do: '知らせる',
} as const

const keys = {
  next: '次に期限がくる案件を開く',
  queue: '案件の一覧に戻る',
  down: '一覧で下へ',
  up: '一覧で上へ',
  filter: 'しぼりこみへ',
  subject: '対象になる人の候補へ',
  ask: '照会のボタンへ',
  proposal: '決定の案を確かめる',
} as const

const exports = {
  title: '書き出す',
  lead: 'この案件をファイルで受け取ります。書き出したことは、記録に残ります。形式は、このシステムのものです。',
  kinds: { zip: 'ZIP(申請書と添付書類も)', json: 'JSON', csv: 'CSV' },
} as const

export const casesWords = {
  keys,
  ...{
    states,
    steps,
    problems,
    queue,
    one,
    subject,
    network,
    correction,
    decision,
    proposal,
    tell,
    exports,
    sayReview,
  },
} as const
