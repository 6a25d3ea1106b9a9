import { defineType } from './model.ts'

/** 石綿健康被害救済給付関係情報: nobody in the demo provides it yet. */
export const asbestosRelief = defineType({
  id: 'asbestos-relief',
  code: 'TM90000000000506',
  isSyntheticCode: true,
  name: '石綿健康被害救済給付関係情報',
  plainName: '石綿(アスベスト)の健康被害の救済',
  theme: 'welfare',
  description: '石綿で病気になった人と家族を助けるお金の記録です。',
  providerKinds: ['health-labour-minister'],
  layouts: [],
})
