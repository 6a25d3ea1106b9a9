import { defineType } from './model.ts'

/** 医療費通知情報: nobody in the demo provides it yet. */
export const medicalExpenses = defineType({
  id: 'medical-expenses',
  code: 'TM90000000000203',
  isSyntheticCode: true,
  name: '医療費通知情報',
  plainName: '医療費',
  theme: 'health',
  description: '病院や薬局でかかったお金の記録です。',
  providerKinds: ['medical-fee-payer'],
  layouts: [],
})
