import { defineType } from './model.ts'

/** 特別児童扶養手当関係情報: nobody in the demo provides it yet. */
export const specialChildRearingAllowance = defineType({
  id: 'special-child-rearing-allowance',
  code: 'TM90000000000403',
  isSyntheticCode: true,
  name: '特別児童扶養手当関係情報',
  plainName: '特別児童扶養手当',
  theme: 'children',
  description: '障害のある子どもを育てる家庭が受け取る手当の記録です。',
  providerKinds: ['health-labour-minister', 'prefecture'],
  layouts: [],
})
