import { defineType } from './model.ts'

/** 難病患者支援関係情報: nobody in the demo provides it yet. */
export const intractableDisease = defineType({
  id: 'intractable-disease',
  code: 'TM90000000000209',
  isSyntheticCode: true,
  name: '難病患者支援関係情報',
  plainName: '難病の医療費助成',
  theme: 'health',
  description: '治りにくい病気の医療費を助けてもらうための記録です。',
  providerKinds: ['prefecture'],
  layouts: [],
})
