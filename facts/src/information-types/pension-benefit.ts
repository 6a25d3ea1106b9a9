import { defineType } from './model.ts'

/** 年金給付: one record for each pension a person receives. */
export const pensionBenefit = defineType({
  id: 'pension-benefit',
  code: 'TM90000000000302',
  isSyntheticCode: true,
  name: '年金給付関係情報',
  plainName: '受け取っている年金',
  theme: 'pension',
  description: 'どの年金を、1年にいくら受け取っているかの記録です。',
  providerKinds: ['pension-service', 'mutual-aid', 'farm-mutual-aid'],
  layouts: [
    {
      version: '2026-06',
      validFrom: '2017-11-13',
      recordKey: 'serial',
      recordName: '年金',
      fields: [
        {
          id: 'pensionKind',
          label: '年金種別',
          kind: 'code',
          codes: {
            1: '老齢基礎年金',
            2: '老齢厚生年金',
            3: '障害基礎年金',
            4: '障害厚生年金',
            5: '遺族基礎年金',
            6: '遺族厚生年金',
            7: '寡婦年金',
          },
        },
        {
          id: 'entitledOn',
          label: '受給権発生日',
          kind: 'date',
          explanation: 'この年金を受け取れるようになった日です。',
        },
        {
          id: 'isSuspended',
          label: '支給停止',
          kind: 'boolean',
          explanation: '「はい」のときは、いまは支払いが止まっています。',
        },
        { id: 'annualAmount', label: '年金額(1年分)', kind: 'yen' },
        { id: 'lastPaidOn', label: '最近の支払日', kind: 'date' },
        { id: 'lastPaidAmount', label: '最近の支払額', kind: 'yen', explanation: '2か月分をまとめて支払った額です。' },
      ],
    },
  ],
})
