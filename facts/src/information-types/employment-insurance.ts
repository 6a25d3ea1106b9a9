import { defineType } from './model.ts'

/** 失業等給付関係情報: nobody in the demo provides it yet. */
export const employmentInsurance = defineType({
  id: 'employment-insurance',
  code: 'TM90000000000701',
  isSyntheticCode: true,
  name: '失業等給付関係情報',
  plainName: '雇用保険',
  theme: 'work',
  description: '仕事をやめたときなどに受け取るお金の記録です。',
  providerKinds: ['health-labour-minister'],
  layouts: [],
})
