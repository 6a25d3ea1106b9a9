import { defineType } from './model.ts'
import { contributionMonthFields } from './pension-months.ts'

/** 年金記録: one record for each fiscal year, with the membership it ended in and the state of every month. */
export const pensionRecord = defineType({
  id: 'pension-record',
  code: 'TM90000000000301',
  isSyntheticCode: true,
  name: '年金加入記録情報',
  plainName: '年金の加入記録',
  theme: 'pension',
  description: '年金にいつから入り、保険料をどの月に納めたかの記録です。',
  providerKinds: ['pension-service', 'mutual-aid'],
  layouts: [
    {
      version: '2026-06',
      validFrom: '2017-11-13',
      recordKey: 'fiscal-year',
      recordName: '年度',
      fields: [
        {
          id: 'category',
          label: '加入種別',
          kind: 'code',
          codes: {
            1: '第1号(自営業・学生など)',
            2: '第2号(会社員・公務員など)',
            3: '第3号(第2号の人に養われている配偶者)',
          },
          group: '加入',
        },
        { id: 'joinedOn', label: '資格取得日', kind: 'date', group: '加入' },
        {
          id: 'leftOn',
          label: '資格喪失日',
          kind: 'date',
          group: '加入',
          explanation: '「設定されていません」のときは、いまも続いています。',
        },
        {
          id: 'paidMonths',
          label: '納付月数',
          kind: 'integer',
          unit: 'か月',
          group: '加入',
          explanation: 'この年度の終わりまでに、保険料を納めた月の合計です。',
        },
        ...contributionMonthFields,
      ],
    },
  ],
})
