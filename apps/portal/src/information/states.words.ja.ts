import type { Tone } from '@madoguchi/ui'
import type { InquiryState } from './state.ts'

export type StateCopy = {
  readonly label: string
  readonly tone: Tone
  /** For the citizen who waits, or reads what came of it. */
  readonly about: string
}

/** Each state of an inquiry: a word and a kind sentence. A state without words does not compile. */
export const stateCopy = {
  asking: {
    label: '照会中',
    tone: 'waiting',
    about: '回答を待っています。機関によっては、数分から数日かかります。',
  },
  delayed: {
    label: '提供機関停止中',
    tone: 'paused',
    about: '相手の機関のシステムが、いま止まっています。動きだすまで自動でくり返し照会します。',
  },
  'not-asked': {
    label: '照会できませんでした',
    tone: 'warning',
    about: 'この機関の回答を待つ照会がいっぱいで、まだ照会していません。あとで、もう一度照会できます。',
  },
  answered: { label: '回答あり', tone: 'success', about: '回答が届きました。' },
  'no-longer-kept': {
    label: '保存期間終了',
    tone: 'neutral',
    about:
      '回答の保存期間(最長30日)が終わり、この画面から消えました。もとの情報が新しくなったときなどは、30日より早く終わります。もう一度照会できます。',
  },
  'nothing-to-show': {
    label: 'お見せできる情報はありません',
    tone: 'neutral',
    about:
      'この機関から、画面でお見せできる情報はありませんでした。理由はいくつかあり、ここでは区別されません。くわしくは、この機関の窓口にお問い合わせください。',
  },
  'no-data': {
    label: '該当なし',
    tone: 'neutral',
    about: 'この機関には、あなたについてのこの情報がありませんでした。手続をしたことがない場合などです。',
  },
  'non-disclosed': {
    label: '不開示',
    tone: 'neutral',
    about: '法令により、画面ではお見せできない情報です。くわしくは、この機関の窓口にお問い合わせください。',
  },
  refused: {
    label: '提供不可',
    tone: 'neutral',
    about: 'この機関からは、画面での提供ができませんでした。必要なときは、この機関の窓口にお問い合わせください。',
  },
  'not-permitted': {
    label: '許可なし',
    tone: 'neutral',
    about: 'この情報の照会は、きまりの上で認められませんでした。情報は何も渡っていません。',
  },
  'no-link-code': {
    label: '符号未取得',
    tone: 'neutral',
    about: 'この機関では、まだあなたの情報を連携する準備ができていません。何日かたってから、もう一度照会できます。',
  },
  expired: {
    label: '期限切れ',
    tone: 'warning',
    about: '7日のあいだに回答が届きませんでした。もう一度照会できます。',
  },
  withdrawn: { label: '取消', tone: 'neutral', about: 'あなたが照会を取り消しました。' },
} as const satisfies Record<InquiryState, StateCopy>

/** Words for an outcome that came in a message; one that we do not know yet is shown as it is. */
export function describeState(state: string): StateCopy {
  return Object.hasOwn(stateCopy, state)
    ? stateCopy[state as InquiryState]
    : { label: '不明', tone: 'warning', about: 'この結果のことばを、この画面はまだ知りません。' }
}
