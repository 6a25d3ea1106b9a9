import { defineType } from './model.ts'

/** 児童扶養手当関係情報: nobody in the demo provides it yet. */
export const childRearingAllowance = defineType({
  id: 'child-rearing-allowance',
  code: 'TM90000000000402',
  isSyntheticCode: true,
  name: '児童扶養手当関係情報',
  plainName: '児童扶養手当(ひとり親家庭)',
  theme: 'children',
  description: 'ひとり親の家庭などが受け取る手当の記録です。',
  providerKinds: ['welfare-office'],
  layouts: [],
})
