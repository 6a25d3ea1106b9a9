import { defineType } from './model.ts'

/** 診療・薬剤情報: nobody in the demo provides it yet. */
export const medication = defineType({
  id: 'medication',
  code: 'TM90000000000204',
  isSyntheticCode: true,
  name: '診療・薬剤情報',
  plainName: '診療と薬',
  theme: 'health',
  description: 'どんな診察を受け、どんな薬をもらったかの記録です。',
  providerKinds: ['medical-fee-payer'],
  layouts: [],
})
