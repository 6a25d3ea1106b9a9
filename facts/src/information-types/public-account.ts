import { defineType } from './model.ts'

/** 公金受取口座情報: nobody in the demo provides it yet. */
export const publicAccount = defineType({
  id: 'public-account',
  code: 'TM90000000000102',
  isSyntheticCode: true,
  name: '公金受取口座情報',
  plainName: '公金受取口座',
  theme: 'tax',
  description: '給付金などを受け取るために登録した銀行口座の記録です。',
  providerKinds: ['digital-minister'],
  layouts: [],
})
