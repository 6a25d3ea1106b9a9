import { defineType } from './model.ts'

/** 介護保険給付等関係情報: nobody in the demo provides it yet. */
export const longTermCare = defineType({
  id: 'long-term-care',
  code: 'TM90000000000504',
  isSyntheticCode: true,
  name: '介護保険給付等関係情報',
  plainName: '介護保険',
  theme: 'welfare',
  description: '介護がどのくらい必要かや、介護保険料の記録です。',
  providerKinds: ['municipality'],
  layouts: [],
})
