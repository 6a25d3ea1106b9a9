import type { WordsOf } from '../shell/error-words.ts'
import type { informationErrors } from './errors.ts'

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

export const ja = { errors }

/** The same sentences in another language: `export const en: InformationWords = …`. */
export type InformationWords = typeof ja
