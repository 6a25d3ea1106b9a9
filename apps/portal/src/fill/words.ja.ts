import type { WordsOf } from '../shell/error-words.ts'
import type { fillErrors } from './errors.ts'

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
  DRAFT_BROKEN: {
    title: '下書きを開けませんでした',
    body: '保存した内容が壊れているようです。運営者に、下の番号を知らせると調べられます。',
  },
}

export const ja = { errors }

/** The same sentences in another language: `export const en: FillWords = …`. */
export type FillWords = typeof ja
