import { defineType } from './model.ts'

/** 予防接種情報: nobody in the demo provides it yet. */
export const vaccination = defineType({
  id: 'vaccination',
  code: 'TM90000000000207',
  isSyntheticCode: true,
  name: '予防接種情報',
  plainName: '予防接種',
  theme: 'health',
  description: 'いつ、どのワクチンの注射を受けたかの記録です。',
  providerKinds: ['municipality'],
  layouts: [],
})
