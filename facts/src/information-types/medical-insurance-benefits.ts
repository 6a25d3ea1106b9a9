import { defineType } from './model.ts'

/** 医療保険給付関係情報: nobody in the demo provides it yet. */
export const medicalInsuranceBenefits = defineType({
  id: 'medical-insurance-benefits',
  code: 'TM90000000000202',
  isSyntheticCode: true,
  name: '医療保険給付関係情報',
  plainName: '健康保険の給付と保険料',
  theme: 'health',
  description: '健康保険から受けたお金や、保険料の記録です。',
  providerKinds: ['medical-insurer', 'late-elderly-union'],
  layouts: [],
})
