import { defineType } from './model.ts'

/** 生活保護関係情報: nobody in the demo provides it yet. */
export const publicAssistance = defineType({
  id: 'public-assistance',
  code: 'TM90000000000502',
  isSyntheticCode: true,
  name: '生活保護関係情報',
  plainName: '生活保護',
  theme: 'welfare',
  description: 'くらしに困ったときに受ける生活保護の記録です。',
  providerKinds: ['welfare-office'],
  layouts: [],
})
