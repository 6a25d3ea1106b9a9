import { defineType } from './model.ts'

/** 教育・就学支援関係情報: nobody in the demo provides it yet. */
export const educationSupport = defineType({
  id: 'education-support',
  code: 'TM90000000000405',
  isSyntheticCode: true,
  name: '教育・就学支援関係情報',
  plainName: '学校にかかるお金の支援',
  theme: 'children',
  description: '学校に通うためのお金を助けてもらった記録です。',
  providerKinds: ['education-minister', 'prefecture', 'prefectural-education-board'],
  layouts: [],
})
