import { defineType } from './model.ts'

/** 学校保健関係情報: nobody in the demo provides it yet. */
export const schoolHealth = defineType({
  id: 'school-health',
  code: 'TM90000000000208',
  isSyntheticCode: true,
  name: '学校保健関係情報',
  plainName: '学校の医療費援助',
  theme: 'health',
  description: '学校に通う子どもの治療費を助けてもらった記録です。',
  providerKinds: ['prefectural-education-board', 'municipal-education-board'],
  layouts: [],
})
