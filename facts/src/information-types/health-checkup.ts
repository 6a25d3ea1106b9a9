import { defineType } from './model.ts'

/** 特定健診情報・後期高齢者健診情報: nobody in the demo provides it yet. */
export const healthCheckup = defineType({
  id: 'health-checkup',
  code: 'TM90000000000205',
  isSyntheticCode: true,
  name: '特定健診情報・後期高齢者健診情報',
  plainName: '健康診断の結果',
  theme: 'health',
  description: '40歳からの健康診断の結果です。',
  providerKinds: ['medical-insurer', 'late-elderly-union'],
  layouts: [],
})
