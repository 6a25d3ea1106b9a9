import { defineType } from './model.ts'

/** 中国残留邦人等支援給付関係情報: nobody in the demo provides it yet. */
export const chinaReturneesSupport = defineType({
  id: 'china-returnees-support',
  code: 'TM90000000000503',
  isSyntheticCode: true,
  name: '中国残留邦人等支援給付関係情報',
  plainName: '中国残留邦人等の支援',
  theme: 'welfare',
  description: '戦争のあと中国などに残され、日本に帰った人たちへの支援の記録です。',
  providerKinds: ['welfare-office'],
  layouts: [],
})
