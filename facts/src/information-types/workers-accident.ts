import { defineType } from './model.ts'

/** 労働者災害補償関係情報: nobody in the demo provides it yet. */
export const workersAccident = defineType({
  id: 'workers-accident',
  code: 'TM90000000000702',
  isSyntheticCode: true,
  name: '労働者災害補償関係情報',
  plainName: '労災保険',
  theme: 'work',
  description: '仕事でけがや病気をしたときに受け取るお金の記録です。',
  providerKinds: ['health-labour-minister'],
  layouts: [],
})
