import { item } from './item.ts'

/** 別表第二 as it stood at the opening, 91の項 to 120の項. */
export const items91To120 = [
  item('91', ['health-labour-minister', 'pension-service'], 'merged-mutual-aid-pension', {
    municipality: ['local-tax', 'household'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('92', ['mutual-aid'], 'surviving-mutual-aid-pension', {
    municipality: ['local-tax', 'household'],
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('93', ['municipality'], 'long-term-care-benefit', {
    'medical-insurer': ['medical-insurance', 'medical-insurance-benefits'],
    'late-elderly-union': ['medical-insurance', 'medical-insurance-benefits'],
  }),
  item('94', ['municipality'], 'long-term-care-insurance', {
    'welfare-office': ['public-assistance'],
    municipality: ['local-tax', 'household', 'long-term-care'],
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('96', ['prefecture'], 'disaster-life-rebuilding', { municipality: ['household'] }),
  item('97', ['prefecture', 'municipality'], 'infectious-disease-care', { municipality: ['local-tax'] }),
  item('98', ['pension-fund'], 'corporate-pension', { 'pension-service': ['pension-benefit'] }),
  item('99', ['pension-fund'], 'corporate-defined-contribution', { 'pension-service': ['pension-benefit'] }),
  item('100', ['pension-fund'], 'personal-defined-contribution', { 'pension-service': ['pension-benefit'] }),
  item('101', ['health-labour-minister', 'pension-service'], 'farm-pension-by-state', {
    municipality: ['local-tax', 'household'],
    'mutual-aid': ['pension-benefit'],
    'farm-mutual-aid': ['pension-benefit'],
  }),
  item('102', ['farm-mutual-aid'], 'farm-pension', {
    municipality: ['local-tax', 'household'],
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('103', ['farmers-pension-fund'], 'farmers-pension', {
    municipality: ['local-tax', 'household'],
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
    'farm-mutual-aid': ['pension-benefit'],
  }),
  item('104', ['sport-council'], 'school-accident-benefit', { 'welfare-office': ['public-assistance'] }),
  item('105', ['drug-relief-agency'], 'drug-side-effect-relief', { municipality: ['household'] }),
  item('106', ['student-services'], 'student-loan', {
    prefecture: ['disability-certificate'],
    'welfare-office': ['public-assistance'],
    municipality: ['local-tax', 'household'],
    'health-labour-minister': ['employment-insurance'],
  }),
  item('107', ['health-labour-minister', 'pension-service'], 'special-disability-benefit', {
    'health-labour-minister': ['workers-accident'],
    municipality: ['local-tax'],
    'mutual-aid': ['pension-benefit'],
    'officials-accident-fund': ['officials-accident'],
  }),
  item('108', ['prefecture', 'municipality'], 'disability-support', {
    'welfare-office': ['public-assistance', 'china-returnees-support'],
    municipality: ['local-tax', 'household'],
  }),
  item('111', ['health-labour-minister', 'pension-service'], 'pension-limitation-exception', {
    municipality: ['household'],
  }),
  item('112', ['health-labour-minister', 'pension-service'], 'pension-delay-supplement', {
    municipality: ['household'],
  }),
  item('113', ['education-minister', 'prefecture', 'prefectural-education-board'], 'high-school-support', {
    municipality: ['local-tax', 'household'],
  }),
  item('114', ['health-labour-minister'], 'job-training-benefit', { municipality: ['local-tax', 'household'] }),
  item('115', ['mutual-aid'], 'assembly-members-pension', { municipality: ['local-tax'] }),
  item('116', ['municipality'], 'childcare-support', {
    prefecture: ['disability-certificate', 'special-child-rearing-allowance'],
    municipality: ['local-tax', 'household'],
    'welfare-office': ['public-assistance', 'china-returnees-support', 'child-rearing-allowance'],
    'health-labour-minister': ['special-child-rearing-allowance'],
  }),
  item('117', ['health-labour-minister', 'pension-service'], 'pension-supporter-benefit', {
    municipality: ['local-tax', 'household', 'long-term-care'],
  }),
  item('118', ['pension-fund'], 'employees-pension-fund', { 'pension-service': ['pension-benefit'] }),
  item('119', ['pension-fund'], 'employees-pension-fund-association', { 'pension-service': ['pension-benefit'] }),
  item('120', ['prefecture'], 'intractable-disease', {
    'welfare-office': ['public-assistance', 'china-returnees-support'],
    municipality: ['local-tax', 'household'],
  }),
] as const
