import type { InformationTypeId } from '@madoguchi/facts'
import { type Html, html } from '@madoguchi/ui'
import type { WordsOf } from '../shell/error-words.ts'
import type { informationErrors } from './errors.ts'
import type { ShownState } from './state.ts'

/** あなたの情報. */
const choose = {
  title: 'あなたの情報',
  lead: '見たい情報にチェックを入れて、ボタンを押します。持っている機関に、あなたの代わりに照会します。',
  /** What it is, and who has it. */
  about: (description: string, names: readonly string[]) => `${description} 持っている機関: ${names.join('、')}`,
  otherTheme: 'そのほか',
  notConnected: 'まだ連携されていません',
  notConnectedCount: (count: number) => `まだ連携されていません(${count}件)`,
  choosable: (theme: string) => `${theme}のうち、照会できる情報`,
  notConnectedBody: '次の情報は、まだどの機関もこのサイトにつながっていないため、選べません。',
  othersHeading: 'まだ連携されていない情報',
  othersOf: (theme: string, count: number) => `${theme}(${count}件)`,
  submit: '選んだ情報を照会する',
  chosenNone: '選べる情報は、いまはありません。',
}

/** 照会の状況. */
const requests = {
  listTitle: '照会の状況',
  listLead: '取り寄せた情報です。届いた回答は、届いてから最長30日で消えます。',
  listEmptyHeading: 'まだ何も照会していません',
  listEmptyBody: '「あなたの情報」で選ぶと、ここに並びます。',
  listEmptyAction: '見たい情報を選ぶ',
  title: '回答を待っています',
  titleDone: '照会の結果',
  madeAt: (time: string) => `${time} に照会しました`,
  counts: (done: number, all: number) => `${all}件のうち${done}件の結果が出ました`,
  safeToClose: 'このページを閉じても大丈夫です。届いたらお知らせします。',
  safeToCloseNoMail: 'このページを閉じても大丈夫です。届いた回答は「照会の状況」でいつでも見られます。',
  /** Of what is still waited for. */
  since: (time: Html) => html`${time} から`,
  /** All that one request asked for. */
  asked: (names: readonly string[]) => names.join('、'),
  /** One thing, and who was asked. */
  of: (information: string, agency: string) => `${information}(${agency})`,
  openAll: '届いた回答を見る',
  refresh: '最新の状況にする',
  withdraw: '待っている照会を取り消す',
  withdrawAbout: '取り消すと、そのあとに来た回答は受け取りません。',
  delete: 'この照会と回答を削除する',
  deleted: '照会と回答を削除しました',
  deletedBefore: 'この照会は、もう削除してあります',
  deleteAbout: '削除すると元に戻せません。もう一度照会することはできます。',
  askMore: 'ほかの情報を照会する',
  notAsked: (count: number) =>
    `${count}件は、相手の機関の回答を待つ照会がいっぱいで、いまは照会できませんでした。ほかの照会には影響しません。しばらくしてから、もう一度照会できます。`,
  askAgain: '照会できなかった情報を、もう一度照会する',
  askEnded: '保存期間が終わった情報を、もう一度照会する',
  askBoth: '照会できなかった情報と、保存期間が終わった情報を、もう一度照会する',
  endings: 'お見せできる情報がなかったものについて',
  otherCard: '前のカードで照会した回答です。いまのカードではひらけません。',
}

/** 届いた回答. */
const answers = {
  title: '届いた回答',
  source: '情報の出どころ',
  asOf: 'いつの時点の情報か',
  arrived: '届いた日時',
  officialName: '正式な名前',
  signed: '署名を確かめました',
  signedAbout: (agency: string) =>
    `${agency}が署名した、あなたの照会への回答であることを、ひらくときに確かめました。途中で書きかえられていません。`,
  item: '項目',
  value: '内容',
  years: (year: string, before: string) => `${year}と、${before}`,
  chartTitle: (label: string) => `${label}のうつりかわり`,
  more: (difference: string) => `前の年度より ${difference} ふえました。`,
  less: (difference: string) => `前の年度より ${difference} へりました。`,
  same: '前の年度と同じでした。',
  downloadHeading: '保存する',
  sign: 'このPDFに、保存しないで電子署名をする',
  downloadBody: '保存したファイルは、あなたが管理します。共用のパソコンでは、使い終わったら消してください。',
  pdf: 'PDFで保存する',
  csv: 'CSVで保存する',
  json: 'JSONで保存する',
  xml: 'XMLで保存する',
  question: 'この内容について問い合わせる',
  questionBody: (agency: string, section: string, phone: string, hours: string) =>
    `この情報を持っている${agency}の${section}にたずねられます。電話 ${phone}(${hours})`,
  questionPlain: (agency: string) => `この情報を持っている${agency}の窓口にたずねられます。`,
  emptyRows: (count: number) => `0円または設定のない項目(${count}件)`,
  emptyCaption: (heading: string) => `${heading}のうち、0円または設定のないもの`,
  contents: 'このページの内容',
  noneHeading: 'ひらける回答は、まだありません',
  noneBody: '届くと、ここで見られます。',
  fileName: 'anata-no-joho',
}

/** Each state of an inquiry: a word and a kind sentence. A state without words does not compile. */
const states = {
  asking: {
    label: '照会中',
    about: '回答を待っています。機関によっては、数分から数日かかります。',
  },
  delayed: {
    label: '提供機関停止中',
    about: '相手の機関のシステムが、いま止まっています。動きだすまで自動でくり返し照会します。',
  },
  'not-asked': {
    label: '照会できませんでした',
    about: 'この機関の回答を待つ照会がいっぱいで、まだ照会していません。あとで、もう一度照会できます。',
  },
  answered: { label: '回答あり', about: '回答が届きました。' },
  'no-longer-kept': {
    label: '保存期間終了',
    about:
      '回答の保存期間(最長30日)が終わり、この画面から消えました。もとの情報が新しくなったときなどは、30日より早く終わります。もう一度照会できます。',
  },
  'nothing-to-show': {
    label: 'お見せできる情報はありません',
    about:
      'この機関から、画面でお見せできる情報はありませんでした。理由はいくつかあり、ここでは区別されません。くわしくは、この機関の窓口にお問い合わせください。',
  },
  'no-data': {
    label: '該当なし',
    about: 'この機関には、あなたについてのこの情報がありませんでした。手続をしたことがない場合などです。',
  },
  'non-disclosed': {
    label: '不開示',
    about: '法令により、画面ではお見せできない情報です。くわしくは、この機関の窓口にお問い合わせください。',
  },
  refused: {
    label: '提供不可',
    about: 'この機関からは、画面での提供ができませんでした。必要なときは、この機関の窓口にお問い合わせください。',
  },
  'not-permitted': {
    label: '許可なし',
    about: 'この情報の照会は、きまりの上で認められませんでした。情報は何も渡っていません。',
  },
  'no-link-code': {
    label: '符号未取得',
    about: 'この機関では、まだあなたの情報を連携する準備ができていません。何日かたってから、もう一度照会できます。',
  },
  expired: {
    label: '期限切れ',
    about: '7日のあいだに回答が届きませんでした。もう一度照会できます。',
  },
  withdrawn: { label: '取消', about: 'あなたが照会を取り消しました。' },
} satisfies Record<ShownState, { label: string; about: string }>

/** What is said in place of the state's own sentence, by the code that the core gave as its reason. */
const coreReasons = {
  PERMISSION_WITHDRAWN:
    'この照会を認めていたきまりが、照会のあとで取り消されました。そのため、認められませんでした。情報は何も渡っていません。',
}

/** An outcome that we do not know yet. */
const unknownState = { label: '不明', about: 'この結果のことばを、この画面はまだ知りません。' }

const notYet = 'まだその手続をしていない、または手続のとちゅうである'
const elsewhere = 'ほかの市区町村や機関が、その記録を持っている'
const old = '記録を残しておく期間が過ぎている'

/**
 * Why there may be nothing to show, by what was asked for. All of it stands there for everybody, whatever the cause was.
 */
const reasonsByType = {
  'local-tax': [
    'その年の1月1日に、ほかの市区町村に住んでいた(住民税の記録は、1月1日に住んでいた市区町村にあります)',
    '収入の申告をしていない、または新しい年度の税額がまだ決まっていない(毎年6月ごろに決まります)',
    old,
  ],
  'public-account': ['公金受取口座をまだ登録していない、または登録を取り消した'],
  'medical-insurance': [
    'ほかの健康保険に入っている、または入る手続・やめる手続のとちゅうである',
    '家族の保険に入っていて、まだ届けが出ていない',
  ],
  'medical-insurance-benefits': ['その期間に、保険から受け取ったお金がない', 'ほかの健康保険に入っていた', old],
  'medical-expenses': [
    'その期間に、保険で医療を受けていない',
    '医療機関からの請求がまだ届いていない(2か月ほどかかります)',
  ],
  medication: ['その期間に、保険で薬を受け取っていない', '薬局からの請求がまだ届いていない(2か月ほどかかります)'],
  'health-checkup': ['健康診断をまだ受けていない、または結果がまだ届いていない', 'ほかの健康保険で受けた', old],
  'cancer-screening': ['検診をまだ受けていない、または結果がまだ届いていない', elsewhere, old],
  vaccination: ['その予防接種を受けていない、または記録がまだ届いていない', elsewhere, old],
  'school-health': ['学校からの記録がまだ届いていない', elsewhere],
  'intractable-disease': [notYet, elsewhere],
  'pension-record': ['20歳になっていない、または加入の届けがまだ出ていない', '基礎年金番号が2つに分かれている'],
  'pension-benefit': ['まだ年金を受け取っていない、または請求のとちゅうである', 'ほかの共済組合などから受け取っている'],
  'child-allowance': [notYet, '家族のほかの人が受け取っている', elsewhere],
  'child-rearing-allowance': [notYet, elsewhere],
  'special-child-rearing-allowance': [notYet, '家族のほかの人が受け取っている', elsewhere],
  'maternal-child-health': ['健診をまだ受けていない、または結果がまだ届いていない', elsewhere, old],
  'education-support': [notYet, '家族のほかの人の名前で申し込んでいる', elsewhere],
  'child-disability-support': [notYet, '家族のほかの人の名前で申し込んでいる', elsewhere],
  'disability-certificate': ['手帳の交付を受けていない、または手続のとちゅうである', elsewhere],
  'public-assistance': [notYet, elsewhere],
  'china-returnees-support': [notYet, elsewhere],
  'long-term-care': ['介護の認定を受けていない、または手続のとちゅうである', elsewhere, old],
  'war-injured-support': [notYet, elsewhere],
  'asbestos-relief': [notYet, elsewhere],
  household: ['ほかの市区町村に住民票がある、または引っ越しの届けのとちゅうである'],
  'workers-accident': [notYet, elsewhere],
  'officials-accident': [notYet, elsewhere],
  'employment-insurance': [notYet, old],
  'job-training-benefit': [notYet, old],
} satisfies Readonly<Record<InformationTypeId, readonly string[]>>

/** Of a type that came with newer facts. */
const reasonsOfOthers = [notYet, elsewhere, old]

/** What can be behind every type, ours and the agency's faults among it. */
const reasonsOfAll = [
  'この機関に、あなたについてのこの情報がない',
  'この機関の記録とあなたとの結びつけ(符号)が、まだできていない、または正しくできていない',
  'この機関の記録に、なおさなければならないところがある',
  'この機関の担当者が、内容を確かめてからお見せすることにしている',
  '法令により、画面ではお見せしないことになっている',
]

/** 確認を依頼する. */
const checks = {
  why: 'お見せできる情報がなかった理由として考えられること',
  whyLead: '次のどの場合にも、同じ表示になります。どれにあたるかは、この画面ではどなたにもお知らせしません。',
  phoneLead: '電話でたずねる',
  section: (agency: string, section: string) => `${agency} ${section}`,
  counter: (agency: string) => `${agency}の窓口にたずねられます。`,
  title: '確認を依頼する',
  lead: (agency: string) =>
    `あるはずの情報が見られないときや、内容がちがうと思うときは、${agency}に確認を依頼できます。依頼を読むのは、この機関の担当者だけです。`,
  after:
    '結果をこの画面やメールでお知らせすることはありません。なおったかどうかは、何日かたってから、もう一度照会すると分かります。',
  submit: '確認を依頼する',
  withContact: '名前や電話番号を伝えて依頼する',
  contactLead: '書かなくても依頼できます。書くと、担当者から電話で確かめられることがあります。',
  name: 'お名前',
  nameSupport: '40文字まで',
  nameError: 'お名前は、40文字までで書いてください。マイナンバーは書けません。',
  phoneLabel: '電話番号',
  phoneSupport: '日中に連絡のつく番号。例: 090-0000-0000',
  phoneError: '電話番号は、0から始まる10けたか11けたの数字で書いてください。',
  sent: (time: string) => `${time} に、確認を依頼しました`,
  sentAbout: (agency: string) => `依頼は${agency}に届きます。もう一度送らなくても大丈夫です。`,
  back: '照会の結果にもどる',
  notOffered: 'この照会の結果については、この画面から確認を依頼できません。下の窓口に、電話でおたずねください。',
}

/** Words in the files that a citizen keeps. */
const document = {
  title: 'あなたの情報',
  issuers: (names: readonly string[]) => names.join('、'),
  from: (source: string, asOf: string) => `${source}が持つ、${asOf}の時点の情報です。`,
  notes: [
    'この書類は、本人が自分の情報を確かめるためのもので、証明書ではありません。',
    '内容がちがうと思ったときは、情報の出どころの機関にお問い合わせいただけます。',
  ],
}

const errors: WordsOf<typeof informationErrors> = {
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
}

export const ja = {
  ...{ choose, requests, answers, states, coreReasons, unknownState, checks, document, errors },
  reasons: { byType: reasonsByType, ofOthers: reasonsOfOthers, ofAll: reasonsOfAll },
}

/** The same sentences in another language: `export const en: InformationWords = …`. */
export type InformationWords = typeof ja
