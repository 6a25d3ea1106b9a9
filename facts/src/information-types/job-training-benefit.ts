import { defineType } from './model.ts'

/** 職業訓練受講給付金関係情報: nobody in the demo provides it yet. */
export const jobTrainingBenefit = defineType({
  id: 'job-training-benefit',
  code: 'TM90000000000703',
  isSyntheticCode: true,
  name: '職業訓練受講給付金関係情報',
  plainName: '職業訓練の給付金',
  theme: 'work',
  description: '仕事を探しながら訓練を受ける人がもらうお金の記録です。',
  providerKinds: ['health-labour-minister'],
  layouts: [],
})
