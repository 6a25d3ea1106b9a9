import type { Completion, Filer } from '@madoguchi/forms'
import type { WordsOf } from '../shell/error-words.ts'
import type { findErrors } from './errors.ts'
import type { LeadPlace } from './lead-places.ts'
import type { Reason } from './procedure-index.ts'

type PlaceNamed = { readonly prefecture: string; readonly name: string }

/** トップ. */
const top = {
  title: 'トップ',
  heading: '役所が持つ、あなたの情報を確かめる',
  lead: 'あなたの情報を見る。役所どうしが、あなたの情報をいつ、何のためにやりとりしたかを確かめる。マイナンバーカードがあれば、ここでできます。',
  logIn: 'マイナンバーカードでログインする',
  toHome: 'ホームへ進む',
  cardsHeading: 'あなたの情報を確かめる',
  cards: {
    information: '所得と住民税、年金、健康保険など、役所などが持っているあなたの情報を取り寄せて見られます。',
    history: '役所どうしが、いつ、何のために、あなたの何の情報をやりとりしたかを、1件ずつ見られます。',
    requests: '取り寄せている情報が、いまどうなっているかを見られます。届いた回答は最長30日間ここにあります。',
    about: 'このサイトを動かしているところと、連絡先です。',
  },
  needsHeading: '必要なもの',
  needs: [
    { term: 'マイナンバーカード', value: '有効な利用者証明用電子証明書が入ったものです。' },
    {
      term: '数字4けたの暗証番号',
      value: '利用者証明用電子証明書の暗証番号です。カードを受け取ったときに決めました。',
    },
    { term: 'カードリーダー', value: 'パソコンにつなぐ、ICカードリーダーです。' },
  ],
  needsMore: '準備のしかたと、カードが使えるかを確かめる方法です。',
  toSetup: 'カードを使う準備',
  toDoctor: 'カードの調子を見る',
  moreHeading: 'カードでできる、ほかのこと',
  more: {
    sign: '文書に電子署名をする',
    verify: '署名された文書を確かめる',
    attributes: 'カードの4つの情報を見る',
  },
  needsSandbox: '体験環境では、カードもカードリーダーもいりません。体験用のカードを選んでログインできます。',
  safeHeading: '安心のために',
  safe: [
    '届いた回答は、あなたのカードから作る鍵でだけひらけます。運営者が保存しているデータだけでは、だれも読めません。',
    'マイナンバー(12けたの番号)は、このサイトでは使いません。',
    '役所どうしのやりとりは、回答がなかったものも断られたものも、記録に残ります。',
  ],
}

/** Where what is not here is asked about, and what the office's own site is called. */
const leadPlaces = {
  municipality: { where: '市区町村の窓口', site: '' },
  passport: { where: '都道府県や市区町村の、パスポートの窓口', site: '外務省のパスポートのページ' },
  police: { where: '警察署(運転免許は、運転免許センターも)', site: '警察庁のページ' },
  pension: { where: '年金事務所', site: '日本年金機構のページ' },
  tax: { where: '税務署', site: 'e-Tax(国税電子申告・納税システム)' },
  work: { where: 'ハローワーク', site: 'ハローワークのページ' },
  legal: { where: '法務局', site: '法務局のページ' },
  immigration: { where: '地方出入国在留管理局', site: '出入国在留管理庁のページ' },
  card: { where: '市区町村の窓口', site: 'マイナンバーカード総合サイト' },
  vehicle: { where: '運輸支局(軽自動車は、軽自動車検査協会)', site: '国土交通省のページ' },
  'health-insurance': { where: '勤め先か、加入している健康保険', site: '協会けんぽのページ' },
  post: { where: '郵便局', site: '日本郵便のページ' },
  fire: { where: '消防署(火事や急病のときは119番)', site: '' },
  power: { where: '契約している電力会社か、地域の送配電会社', site: '' },
  insurer: { where: '契約している保険会社', site: '日本損害保険協会のページ' },
  weather: { where: '気象庁', site: '気象庁のページ' },
  court: { where: '家庭裁判所', site: '裁判所のページ' },
  'child-guidance': { where: '児童相談所(電話は189番)', site: '' },
  animals: { where: '保健所か動物愛護センター(迷子の犬や猫は、警察署も)', site: '' },
  prefecture: { where: '都道府県の窓口', site: '' },
  'police-help': { where: '警察署(急ぐときは110番、相談は#9110番)', site: '警察庁のページ' },
  consumer: { where: '消費生活センター(電話は188番)', site: '国民生活センターのページ' },
  'health-centre': { where: '保健所', site: '' },
  labour: { where: '労働基準監督署(ハラスメントは、労働局も)', site: '厚生労働省のページ' },
  'legal-aid': { where: '法テラス(市区町村に法律相談の日があることも)', site: '法テラスのページ' },
  school: { where: '通っている学校', site: '' },
  supplier: { where: '契約している会社(ガスのにおいは、ガス会社の緊急の電話へ)', site: '' },
  'welfare-council': { where: 'お住まいのところの社会福祉協議会', site: '全国社会福祉協議会のページ' },
  violence: { where: '配偶者暴力相談支援センター(電話は#8008番、危ないときは110番)', site: '' },
} satisfies Readonly<Record<LeadPlace, { readonly where: string; readonly site: string }>>

/** 手続をさがす. */
const procedures = {
  title: '手続をさがす',
  lead: '市区町村に出す書類をさがします。ログインもカードもいりません。',
  where: 'お住まいの市区町村',
  whereSupport: '名前、よみがな、郵便番号でさがせます。例:みほん市、みほんし、000-0101',
  words: 'キーワード',
  wordsSupport: '手続の名前や、困っていることを書きます。例:児童手当、犬を飼い始めた',
  category: '分野',
  situation: 'くらしのできごと',
  all: 'すべて',
  submit: 'さがす',
  again: '条件を消して、さがしなおす',
  searchElse: '条件を変えて、さがしなおす',
  cut: '長い入力は、はじめの60文字でさがしました。',
  of: (where: string) => `${where}の手続`,
  count: (where: string, count: number) => `${where}の手続 ${count}件`,
  countAnywhere: (count: number) => `手続 ${count}件`,
  more: (count: number) => `ほかに${count}件あります。条件を足すと、しぼれます。`,
  anywhereLead: '市区町村を選ぶと、その市区町村の期限や窓口がわかります。',
  forWhom: '対象の方',
  deadline: 'いつまで',
  needed: '必要なもの',
  neededNone: 'とくにありません',
  /** The first of them, and how many more there are. */
  listNeeded: (texts: readonly string[], more: number) => [...texts, ...(more > 0 ? [`ほか${more}件`] : [])].join('、'),
  ways: '出しかた',
  way: {
    online: 'オンラインで出す',
    print: '入力して印刷する',
    visit: '窓口で手続する',
  },
  offeredBy: (count: number) =>
    count === 0
      ? 'この手続の案内を出している市区町村は、まだありません'
      : `この手続の案内を出している市区町村は、${count}件です`,
  reasons: {
    title: '手続の名前に合いました',
    keyword: '関係する言葉に合いました',
    theme: '分野やできごとに合いました',
    text: '説明の文に合いました',
    municipality: '市区町村からの説明に合いました',
  } satisfies Readonly<Record<Reason, string>>,
  chooseHeading: 'どの市区町村ですか',
  chooseBody: (count: number) => `あてはまる市区町村が${count}件あります。お住まいのところを選びます。`,
  chooseMore: (count: number) => `ほかに${count}件あります。郵便番号や、都道府県からの名前でしぼれます。`,
  placeNamed: ({ prefecture, name }: PlaceNamed) => `${prefecture} ${name}`,
  chooseFor: (procedure: string) => `「${procedure}」を、どこに出しますか`,
  unknownHeading: (where: string) => `「${where}」という市区町村は見つかりません`,
  unknownBody: '名前の一部や、郵便番号でもさがせます。',
  nearbyPlaces: 'もしかして',
  notPublishedHeading: 'この市町村の手続は、まだ届いていません',
  notPublishedBody: (where: string) =>
    `${where}から、手続の案内が届いていません。手続がないということではありません。${where}の窓口でたずねられます。`,
  noneHeading: '合う手続は見つかりません',
  noneBody:
    '別の言葉にするか、分野から選ぶと、見つかることがあります。ここにない手続は、市区町村の窓口でたずねられます。',
  nearby: 'こちらの手続ではありませんか',
  elsewhereHeading: (where: string) => `${where}からは、まだ案内が届いていない手続`,
  elsewhereBody: 'ほかの市区町村が案内を出しています。お住まいのところでは、窓口でたずねられます。',
  themes: 'くらしのできごとから',
  themesLead: '手続の名前がわからないときは、できごとから選べます。',
  allLink: 'すべての手続を見る',
  categoriesHeading: '分野から選ぶ',
  leadsHeading: 'このポータルにはない手続',
  leadsBody: '次のことは、このポータルでは手続できません。たずねられるところを案内します。',
  leadPlaces,
  leadAsk: (where: string) => `${where}でたずねられます。`,
  leadBasis: (basis: string, asOf: string) => `根拠:${basis}(この案内は${asOf}に書きました)`,
  leadCounterOf: (municipality: string) => `${municipality}の窓口`,
}

/** One procedure at one municipality. */
const detail = {
  where: ({ prefecture, name }: PlaceNamed) => `${prefecture}${name}に出します`,
  whatHeading: 'どんな手続か',
  basis: '根拠',
  addressee: 'あて先',
  ownHeading: (where: string) => `${where}からのお知らせ`,
  ownLink: (where: string) => `${where}のページを見る`,
  deadlineLaw: (text: string) => `全国共通の決まり:${text}`,
  neededWhen: '場合によって必要',
  paperWhen: '(場合によって必要)',
  papersHeading: 'いっしょに出す書類',
  signers: '署名する人',
  listSigners: (signers: readonly { who: string; how: 'by-hand' | 'by-card' }[]) =>
    signers.map(({ who, how }) => (how === 'by-hand' ? `${who}(手書き)` : `${who}(マイナンバーカード)`)).join('、'),
  stepsHeading: '手続のながれ',
  stepsFill: [
    '質問に1ページずつ答えます。カードから氏名や住所を入れることも、すべて手で書くこともできます。',
    '答えを確かめて、できあがった書類を印刷します。',
    '名前を書くところやマイナンバーのらんは、印刷した紙にペンで書きます。',
    '必要なものをそろえて、窓口に出します。',
  ],
  stepsVisit: ['必要なものを持って、窓口に行きます。', '窓口にある用紙に書いて出します。'],
  countersHeading: '窓口',
  place: '場所',
  hours: '受付時間',
  phone: '電話',
  countersNone: '窓口の案内は届いていません。市区町村の代表電話でたずねられます。',
  fill: '入力をはじめる',
  fillNote: 'ログインしなくても入力できます。マイナンバーは入力しません。',
  blank: '何も書いていない用紙を印刷する(PDF)',
  visitOnly: 'この市区町村では、窓口で書いて出します。',
}

/** Who may hand it in, for whom, and what is left then. `who` and `note` are the definition's. */
const parties = {
  heading: '出せる方と、出したあとのこと',
  filers: {
    subject: (who: string) => `${who}が出せます。`,
    household: (who: string) => `${who}が出せます。同じ世帯で暮らす方のことです。`,
    family: (who: string) => `${who}が、本人のために出せます。`,
    guardian: (who: string) => `${who}が出せます。法律で、本人の代わりに手続をすると決まっている方のことです。`,
    agent: (who: string) => `${who}が出せます。本人に頼まれて、代わりに手続をする方のことです。`,
    business: (who: string) => `${who}が出せます。仕事として、本人の代わりに手続をするところです。`,
  } satisfies Readonly<Record<Filer['is'], (who: string) => string>>,
  forOthers:
    'お母さまのために書くときなど、ほかの方の手続をするときは、その方のことと、書いているあなたのことを分けて聞きます。どちらのことかは、ページの見出しに書いてあります。',
  sayCompletion: (completion: Completion, isTakenOnline: boolean) => {
    if (completion.online === 'whole')
      return isTakenOnline
        ? '書類を出せば終わる手続です。そのあと、どこかへ行くことはありません。このポータルから送れます。'
        : '書類を出せば終わる手続です。そのあと、どこかへ行くことはありません。この市区町村にはまだこのポータルから送れないので、いまは印刷して出します。'
    const { online, why, left } = completion
    return online === 'part'
      ? `書類を出したあとにも、することがあります(${why})。${left}`
      : `窓口でする手続です(${why})。${left}`
  },
}

/** 運営者について. */
const about = {
  title: '運営者について',
  lead: 'このサイトを動かしているところと、連絡先です。',
  operator: '運営者',
  section: '担当',
  address: '所在地',
  phone: '電話',
  hours: '受付時間',
  legalBasis: '根拠となる法令',
  dataHeading: 'あなたの情報のあつかい',
  data: [
    '回答は、それを持つ機関が、あなたのカードから作る鍵に向けて封をして送ります。運営者のデータベースだけでは、ひらけません。',
    'ログインしているあいだは、画面に表示するために、このサイトのコンピューターの中で回答をひらきます。',
    '回答は最長30日で消えます。あなたがいつでも消せます。',
    'お使いの記録には、番号や件数だけを残し、あなたの情報は書きません。',
  ],
  apiHeading: 'プログラムから使う(API)',
  api: 'このサイトでできることは、あなたのプログラムからもできます。',
  apiLink: 'APIの説明を見る',
  cookieHeading: 'Cookie(クッキー)について',
  cookie:
    'ログインを続けるため、書きかけの申請をこのブラウザで続けるため、混み合うときに順番を守るために使います。広告や行動の調査のためには使いません。',
}

/** The pages that the footer links to. An operator's own pages stand elsewhere: these are what the program can say. */
const policies = {
  terms: {
    title: '利用規約',
    paragraphs: [
      'このサイトでは、マイナンバーカードでログインした本人が、役所などの持つ自分の情報と、情報のやりとりの記録を見られます。',
      '他人のカードや暗証番号を使ってはいけません。自分の暗証番号を、他人に教えないようにします。',
      '取り寄せた回答は最長30日間保存し、そのあと消します。記録に残るのは、いつ、どの機関に、何の情報を照会したかです。',
      '表示した内容は、それを持つ機関の、書かれた時点の情報です。内容がちがうと思ったときは、その機関にお問い合わせいただけます。',
    ],
  },
  privacy: {
    title: 'プライバシー',
    paragraphs: [
      '集めるもの: カードの電子証明書の番号、情報連携のための符号、照会の記録、登録したときはメールアドレスです。',
      '操作の記録(操作の名前と日時、件数)を1年間保存し、「操作履歴」で見られます。パソコンのIPアドレスは保存しません。',
      '集めないもの: マイナンバー、名前、住所、暗証番号です。',
      '回答は封をしたまま保存します。ひらくには、あなたのカードが必要です。',
    ],
  },
  accessibility: {
    title: 'アクセシビリティ',
    paragraphs: [
      'JIS X 8341-3:2016 のレベルAAと、WCAG 2.2 のレベルAAに合うことを目ざして作っています。',
      'カードを読むところをのぞき、JavaScriptを使わない設定でも、すべての画面を使えます。キーボードだけでも、文字を2倍に大きくしても使えます。',
      '使いにくいところがあれば、ページの下のお問い合わせ先にお知らせいただけます。',
    ],
  },
}

/** What the description of the API says. */
const api = {
  findProcedures: '手続をさがします',
  findProceduresBy: {
    where: '市区町村の名前、よみがな、郵便番号、コード、住所のどれか(60文字まで)',
    words: 'キーワード。文でもかまいません(60文字まで)。よく合うものから返します',
    category: '分野',
    situation: 'くらしのできごと',
  },
  getProcedure: '1つの市区町村の、1つの手続をくわしく見ます',
  municipalityCount: '案内を出している市区町村の数',
  reason: 'キーワードがどこに合ったか',
  filers: '出せる方。はじめのほうから順に、あてはまる方',
  completion: 'どこにも行かずに終えられるか(このポータルから送れるかではありません)',
  completionWhy: 'すべては終えられないわけ。すべて終えられるときはありません',
  completionLeft: '書類を出したあとにすること。すべて終えられるときはありません',
  candidates: 'いくつか合うときはそのすべて、合わないときは似た名前',
  hasPublished: 'この市区町村から、手続の案内が届いているか',
  nearby: '合うものがないときの、似た名前の手続',
  leads: 'たずねられたが、このポータルにない手続と、それをあつかうところ',
  leadPlace: 'あつかうところの種類',
  leadUrl: 'あつかうところのサイト。市区町村のときはありません',
  leadBasis: 'そこがあつかうことを定める法令',
  leadAsOf: 'この案内を書いた日。法令の今の条文とは、くらべていません',
}

const errors: WordsOf<typeof findErrors> = {
  PROCEDURE_UNKNOWN: {
    title: 'この手続の案内は見つかりません',
    body: '市区町村が案内をやめたか、住所(URL)が変わりました。「手続をさがす」から、もう一度さがせます。',
  },
}

export const ja = { top, procedures, detail, parties, about, policies, api, errors }

/** The same sentences in another language: `export const en: FindWords = …`. */
export type FindWords = typeof ja
