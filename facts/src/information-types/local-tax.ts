import {
  deductionFields,
  deductionTotalFields,
  incomeFields,
  personFields,
  specialRelativeField,
  taxFields,
} from './local-tax-fields.ts'
import { defineType } from './model.ts'

/** 地方税関係情報 (個人住民税): held by the municipality where the person lived on 1 January. */
export const localTax = defineType({
  id: 'local-tax',
  code: 'TM00000000000002',
  isSyntheticCode: false,
  name: '地方税関係情報',
  plainName: '所得と住民税',
  theme: 'tax',
  description: '1年間にいくらの収入があり、住民税をいくら納めることになったかの記録です。',
  providerKinds: ['municipality'],
  layouts: [
    {
      version: '2025-06',
      validFrom: '2017-11-13',
      validUntil: '2026-05-31',
      recordKey: 'fiscal-year',
      recordName: '年度',
      fields: [...incomeFields, ...deductionFields, ...deductionTotalFields, ...personFields, ...taxFields],
    },
    {
      version: '2026-06',
      validFrom: '2026-06-01',
      recordKey: 'fiscal-year',
      recordName: '年度',
      fields: [
        ...incomeFields,
        ...deductionFields,
        specialRelativeField,
        ...deductionTotalFields,
        ...personFields,
        ...taxFields,
      ],
    },
  ],
})
