import { defineType } from './model.ts'

const group = { person: '加入している人', card: '資格', cost: '窓口での負担' } as const

/** 医療保険資格: one record for each membership, the present one last. */
export const medicalInsurance = defineType({
  id: 'medical-insurance',
  code: 'TM90000000000201',
  isSyntheticCode: true,
  name: '医療保険資格情報',
  plainName: '健康保険の資格',
  theme: 'health',
  description: 'どの健康保険に、いつから入っているかの記録です。',
  providerKinds: ['medical-insurer', 'late-elderly-union'],
  layouts: [
    {
      version: '2026-06',
      validFrom: '2017-11-13',
      recordKey: 'serial',
      recordName: '加入',
      fields: [
        { id: 'name', label: '氏名', kind: 'text', group: group.person },
        {
          id: 'sex',
          label: '性別',
          kind: 'code',
          codes: { 1: '男', 2: '女', 3: 'その他・未記入' },
          group: group.person,
        },
        { id: 'birthDate', label: '生年月日', kind: 'date', group: group.person },
        {
          id: 'insurerNumber',
          label: '保険者番号',
          kind: 'text',
          group: group.card,
          explanation: 'どの健康保険かを表す8けたの番号です。',
        },
        { id: 'insurerName', label: '保険者名', kind: 'text', group: group.card },
        {
          id: 'symbol',
          label: '記号',
          kind: 'text',
          group: group.card,
          explanation: '勤め先などを表します。番号と合わせて病院などで使います。',
        },
        { id: 'number', label: '番号', kind: 'text', group: group.card },
        {
          id: 'branchNumber',
          label: '枝番',
          kind: 'text',
          group: group.card,
          explanation: '同じ記号・番号の家族を見分ける2けたの番号です。',
        },
        {
          id: 'membership',
          label: '本人・家族の別',
          kind: 'code',
          codes: { 1: '本人(被保険者)', 2: '家族(被扶養者)' },
          group: group.card,
        },
        { id: 'validFrom', label: '有効開始日', kind: 'date', group: group.card },
        {
          id: 'validUntil',
          label: '有効終了日',
          kind: 'date',
          group: group.card,
          explanation: '「設定されていません」のときは、いまも続いています。',
        },
        {
          id: 'copayment',
          label: '負担割合',
          kind: 'code',
          codes: { 1: '1割', 2: '2割', 3: '3割' },
          group: group.cost,
          explanation: '病院などの窓口で支払う割合です。',
        },
        {
          id: 'costLimit',
          label: '限度額適用区分',
          kind: 'code',
          codes: { 1: 'ア', 2: 'イ', 3: 'ウ', 4: 'エ', 5: 'オ(住民税非課税)' },
          group: group.cost,
          explanation: 'ひと月に支払う医療費の上限を決める区分です。',
        },
      ],
    },
  ],
})
