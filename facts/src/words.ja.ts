/** What facts say by themselves where a signed file has no word: whole sentences, and functions that make them. */

const notYet = 'まだここに届いていません'

export const words = {
  /** Of a type or an affair that this node does not hold, its id. */
  unnamed: (id: string) => `${id}(名前は${notYet})`,
  undescribed: `この情報の名前と項目の説明は、${notYet}。`,
  lawUnknown: `法律の名前は、${notYet}`,
  layoutUnknown: (layout: string) =>
    `項目の名前(レイアウト ${layout})がまだここに届いていないため、機関から届いたままの形でお見せします。`,
  bareRecord: (key: string) => `記録 ${key}`,
  numberedRecord: (name: string, key: string) => `${name} ${key}件目`,
  unset: '設定されていません',
  notProvided: '提供の対象ではありません',
  yen: (amount: number) => `${amount.toLocaleString('ja-JP')}円`,
  amount: (amount: number, unit: string) => `${amount.toLocaleString('ja-JP')}${unit}`,
  yes: 'はい',
  no: 'いいえ',
}
