import { defineType } from './model.ts'

/** 障害者関係情報: nobody in the demo provides it yet. */
export const disabilityCertificate = defineType({
  id: 'disability-certificate',
  code: 'TM90000000000501',
  isSyntheticCode: true,
  name: '障害者関係情報',
  plainName: '障害者手帳',
  theme: 'welfare',
  description: '障害者手帳の種類や等級の記録です。',
  providerKinds: ['prefecture'],
  layouts: [],
})
