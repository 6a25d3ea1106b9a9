import { defineType } from './model.ts'

/** 戦傷病者手帳等関係情報: nobody in the demo provides it yet. */
export const warInjuredSupport = defineType({
  id: 'war-injured-support',
  code: 'TM90000000000505',
  isSyntheticCode: true,
  name: '戦傷病者手帳等関係情報',
  plainName: '戦傷病者の援護',
  theme: 'welfare',
  description: '戦争でけがや病気をした人が受ける援護の記録です。',
  providerKinds: ['health-labour-minister'],
  layouts: [],
})
