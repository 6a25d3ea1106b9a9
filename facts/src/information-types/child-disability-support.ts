import { defineType } from './model.ts'

/** 障害児支援・小児慢性特定疾病医療情報: nobody in the demo provides it yet. */
export const childDisabilitySupport = defineType({
  id: 'child-disability-support',
  code: 'TM90000000000406',
  isSyntheticCode: true,
  name: '障害児支援・小児慢性特定疾病医療情報',
  plainName: '障害や長い病気のある子どもの支援',
  theme: 'children',
  description: '障害や長く続く病気のある子どもが受ける支援の記録です。',
  providerKinds: ['prefecture', 'municipality'],
  layouts: [],
})
