import { defineType } from './model.ts'

/** 検診情報: nobody in the demo provides it yet. */
export const cancerScreening = defineType({
  id: 'cancer-screening',
  code: 'TM90000000000206',
  isSyntheticCode: true,
  name: '検診情報',
  plainName: 'がん検診などの結果',
  theme: 'health',
  description: '市町村のがん検診などを受けた記録です。',
  providerKinds: ['municipality'],
  layouts: [],
})
