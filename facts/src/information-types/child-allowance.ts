import { defineType } from './model.ts'

/** 児童手当関係情報: nobody in the demo provides it yet. */
export const childAllowance = defineType({
  id: 'child-allowance',
  code: 'TM90000000000401',
  isSyntheticCode: true,
  name: '児童手当関係情報',
  plainName: '児童手当',
  theme: 'children',
  description: '子どもを育てる家庭が受け取る手当の記録です。',
  providerKinds: ['municipality'],
  layouts: [],
})
