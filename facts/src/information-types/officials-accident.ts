import { defineType } from './model.ts'

/** 地方公務員災害補償関係情報: nobody in the demo provides it yet. */
export const officialsAccident = defineType({
  id: 'officials-accident',
  code: 'TM90000000000704',
  isSyntheticCode: true,
  name: '地方公務員災害補償関係情報',
  plainName: '地方公務員の災害補償',
  theme: 'work',
  description: '地方公務員が仕事でけがや病気をしたときに受け取るお金の記録です。',
  providerKinds: ['officials-accident-fund'],
  layouts: [],
})
