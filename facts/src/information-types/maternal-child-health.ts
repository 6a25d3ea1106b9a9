import { defineType } from './model.ts'

/** 母子保健情報: nobody in the demo provides it yet. */
export const maternalChildHealth = defineType({
  id: 'maternal-child-health',
  code: 'TM90000000000404',
  isSyntheticCode: true,
  name: '母子保健情報',
  plainName: '妊婦と赤ちゃんの健診',
  theme: 'children',
  description: '妊娠中のお母さんと小さな子どもの健康診断の記録です。',
  providerKinds: ['municipality'],
  layouts: [],
})
