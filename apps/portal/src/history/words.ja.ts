import type { WordsOf } from '../shell/error-words.ts'
import type { historyErrors } from './errors.ts'

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

export const ja = { errors }

/** The same sentences in another language: `export const en: HistoryWords = …`. */
export type HistoryWords = typeof ja
