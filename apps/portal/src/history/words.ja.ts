import type { WordsOf } from '../shell/error-words.ts'
import type { historyErrors } from './errors.ts'

const history = {
  title: 'やりとり履歴',
  lead: '役所などが、あなたの情報をやりとりした記録と、あなたが送った申請の記録です。新しいものから順に並んでいます。',
  detailTitle: 'やりとりの記録',
  emptyHeading: 'まだ記録がありません',
  emptyBody: 'あなたの情報のやりとりや申請は、この期間には1件もありません。消えたわけではありません。',
  emptyFilteredBody: 'しぼりこみの条件に合う記録がありません。条件を外すと、すべての記録を見られます。',
  filterHeading: 'しぼりこむ',
  filterAgency: '機関',
  filterYear: '年',
  filterAll: 'すべて',
  filterSubmit: 'この条件で表示する',
  chartTitle: '照会した機関ごとの件数',
  count: (count: number) => `${count}件`,
  shown: (count: number) => `${count}件を表示しています`,
  detail: 'くわしく見る',
  asked: '照会した日時',
  closed: '結果が出た日時',
  inquirer: '照会した機関',
  provider: '照会を受けた機関',
  affair: '何の仕事のためか',
  law: 'もとになる法律',
  basis: '許可の根拠',
  rules: '判断に使ったきまり',
  rulesVersion: (version: number) => `第${version}版`,
  rulesAbout: (version: number) =>
    `この照会を認めるかどうかは、照会した日に使われていた、きまりの第${version}版で決めました。`,
  information: '照会された情報',
  outcome: '結果',
  number: 'やりとりの番号',
  older: 'これより前の記録を見る',
  newest: 'いちばん新しい記録に戻る',
  fresh: '最新の記録を取り寄せる',
  csv: 'CSVで保存する',
  json: 'JSONで保存する',
  downloadHeading: '保存する',
  byYou: 'あなた',
  filedAt: '申請を受け付けた日時',
  toldAt: '知らせがあった日時',
  filedWith: '申請先',
  toldBy: '知らせた機関',
  filingNumber: '申請の番号',
  filedFor: 'もとの申請の番号',
  toldPlace: '何番めの知らせか',
  place: (place: number) => `${place}番め`,
  filingSealed: '申請や知らせの中身は、この記録には書かれていません。読めるのは、あなたと申請先だけです。',
  checkHeading: '記録の確かめ',
  checkedTitle: (count: number) => `${count}件の記録は、すべてつじつまが合っています`,
  checkedHow: '何を確かめ、何をまだ確かめていないか',
  brokenTitle: '記録に、つじつまの合わないところがあります',
  checked:
    '取り寄せた記録のすべてについて、書かれた内容から記録の指紋(ハッシュ値)を計算しなおし、前の記録を指す指紋とつながることを確かめました。あいだの記録は抜けていません。',
  checkedStart: 'つながりは、あなたについての最初の記録まで届いています。',
  checkedPart:
    '取り寄せた記録のそれぞれについて、書かれた内容から記録の指紋(ハッシュ値)を計算しなおし、合うことを確かめました。記録が多く、この画面にはその一部だけがあるため、あいだの記録が抜けていないかは、この画面では確かめていません。',
  notChecked:
    'まだ確かめていないこと: これらの指紋が、公開の台帳と、第三者(証人)の署名した時点の台帳にのっていること。この確認は、今後の版で加わります。',
  broken: (count: number) =>
    `${count}件の記録が、台帳の指紋と合いません。運営者にお知らせください。表示はそのまま続けています。`,
  brokenChain:
    '記録どうしのつながりに、抜けがあるか、順番が合わないところがあります。運営者にお知らせください。表示はそのまま続けています。',
  lineFits: 'この記録の内容は、台帳の指紋と合っています',
  lineBroken: 'この記録の内容は、台帳の指紋と合いません',
  law23:
    'やりとりの記録は、番号法第23条により、国の機関や市区町村などの間でやりとりがあるたびに作られます。回答がなかったものも残ります。',
  sentence: 'ことばでの説明',
  detailLink: 'この記録のページをひらく',
  back: 'やりとり履歴に戻る',
  byYouThrough: (agency: string) => `あなた(${agency}を通して)`,
  basisNone: 'なし(認められませんでした)',
  checkedTerm: '台帳との照らし合わせ',
  checkedNoStart: 'ただし、つながりは最初の記録までは届いていません。',
  notAll: (count: number) =>
    `この画面のために取り寄せたのは、${count.toLocaleString('ja-JP')}件です。これより前の記録もあります。しぼりこみは、この${count.toLocaleString('ja-JP')}件のなかでします。`,
  rawHeading: '台帳の記録をそのまま見る',
  rawBody: '指紋を計算しなおすための、もとの記録と、まぜた乱数(ソルト)です。',
  yearOf: (year: string) => `${year}年`,
  fileName: 'yaritori-rireki',
}

/** What became of another agency’s question, by the core’s reason or else by its outcome. */
const outcomesOfOthers = {
  answered: '照会を受けた機関が、情報を提供しました。',
  'no-data': '照会を受けた機関に、この情報はありませんでした。情報は渡っていません。',
  refused: '照会を受けた機関が、提供しませんでした。情報は渡っていません。',
  'not-permitted': '法律で決められた照会ではないため、認められませんでした。情報は渡っていません。',
  'no-link-code': '照会を受けた機関の準備ができていませんでした。情報は渡っていません。',
  expired: '期限までに回答がありませんでした。情報は渡っていません。',
  withdrawn: '照会した機関が、照会を取り消しました。',
  'non-disclosed': '照会を受けた機関が、内容を示しませんでした。',
  PERMISSION_WITHDRAWN:
    'この照会を認めていたきまりが、照会のあとで取り消されたため、認められませんでした。情報は渡っていません。',
}

/** What a line says in a sentence. */
const sentences = {
  own: (record: { provider: string; information: string }) =>
    `あなたが、自分の情報を見るために、${record.provider}に「${record.information}」を照会しました`,
  other: (record: { inquirer: string; provider: string; purpose: string; information: string }) =>
    `${record.inquirer}が、${record.purpose}に、${record.provider}にあなたの「${record.information}」を照会しました`,
  filed: (agency: string) => `${agency}に申請を送りました`,
  filedAgain: (agency: string) => `${agency}に送った申請に、追加や訂正を送りました`,
  told: (agency: string) => `${agency}から申請について知らせがありました`,
  /** Of an affair that is not known here. */
  purposeOf: (affair: string) => `${affair}の事務のため`,
}

const errors: WordsOf<typeof historyErrors> = {
  MANDATE_OVER: {
    title: 'もう一度ログインが必要です',
    body: 'このログインの許可は、もう終わっています。照会した情報もやりとり履歴も、失われていません。もう一度ログインすると見られます。',
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
}

export const ja = { history, outcomesOfOthers, sentences, errors }

/** The same sentences in another language: `export const en: HistoryWords = …`. */
export type HistoryWords = typeof ja
