import { item } from './item.ts'

/** 別表第二 as it stood at the opening, 61の項 to 90の項. */
export const items61To90 = [
  item('61', ['municipality'], 'elderly-welfare-measures', {
    'welfare-office': ['public-assistance'],
    municipality: ['local-tax', 'household', 'long-term-care'],
  }),
  item('62', ['municipality'], 'elderly-welfare-fee', {
    'medical-insurer': ['medical-insurance', 'medical-insurance-benefits'],
    'late-elderly-union': ['medical-insurance', 'medical-insurance-benefits'],
    'health-labour-minister': ['employment-insurance', 'workers-accident'],
    'welfare-office': ['public-assistance'],
    municipality: ['local-tax', 'household', 'long-term-care'],
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('63', ['prefecture'], 'single-parent-loan', { municipality: ['local-tax'] }),
  item('64', ['prefecture', 'municipality'], 'single-parent-services', {
    'welfare-office': ['public-assistance', 'child-rearing-allowance'],
    municipality: ['local-tax'],
  }),
  item('65', ['welfare-office'], 'single-parent-benefit', {
    municipality: ['local-tax'],
    'welfare-office': ['child-rearing-allowance'],
    'health-labour-minister': ['job-training-benefit'],
  }),
  item('66', ['health-labour-minister', 'prefecture'], 'special-child-rearing-allowance', {
    municipality: ['local-tax', 'household'],
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('67', ['welfare-office'], 'disability-welfare-allowance', { municipality: ['local-tax', 'household'] }),
  item('68', ['welfare-office'], 'child-disability-welfare-allowance', {
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('70', ['municipality'], 'maternal-child-health', {
    'welfare-office': ['public-assistance', 'china-returnees-support'],
    municipality: ['local-tax', 'household'],
  }),
  item('71', ['health-labour-minister', 'prefecture'], 'job-change-benefit', { municipality: ['local-tax'] }),
  item('73', ['pension-fund'], 'coal-miners-pension', { 'pension-service': ['pension-benefit'] }),
  item('74', ['municipality'], 'child-allowance', { municipality: ['local-tax'] }),
  item('75', ['municipality'], 'child-allowance', {
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('76', ['health-labour-minister'], 'employment-insurance-benefit', {
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('77', ['health-labour-minister'], 'employment-insurance-unpaid', { municipality: ['household'] }),
  item('79', ['health-labour-minister'], 'employment-stability', {
    prefecture: ['disability-certificate'],
    'health-labour-minister': ['employment-insurance'],
  }),
  item('80', ['late-elderly-union'], 'late-elderly-medical', {
    'medical-insurer': ['medical-insurance', 'medical-insurance-benefits'],
    'late-elderly-union': ['medical-insurance', 'medical-insurance-benefits'],
    municipality: ['local-tax', 'household', 'long-term-care'],
  }),
  item('81', ['late-elderly-union'], 'late-elderly-medical-benefit', {
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('82', ['municipality'], 'late-elderly-medical-levy', {
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('84', ['health-labour-minister', 'pension-service'], 'former-mutual-aid-pension', {
    municipality: ['local-tax', 'household'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('87', ['welfare-office'], 'china-returnees-support', {
    'medical-insurer': ['medical-insurance', 'medical-insurance-benefits'],
    'late-elderly-union': ['medical-insurance', 'medical-insurance-benefits'],
    'health-labour-minister': [
      'employment-insurance',
      'workers-accident',
      'war-injured-support',
      'asbestos-relief',
      'job-training-benefit',
      'special-child-rearing-allowance',
    ],
    'welfare-office': ['public-assistance', 'child-rearing-allowance'],
    municipality: ['local-tax', 'long-term-care', 'child-allowance'],
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
    'farm-mutual-aid': ['pension-benefit'],
    prefecture: ['special-child-rearing-allowance'],
    'officials-accident-fund': ['officials-accident'],
  }),
  item('89', ['prefecture'], 'atomic-bomb-survivors-allowance', { municipality: ['household'] }),
  item('90', ['prefecture'], 'atomic-bomb-survivors-care', {
    'welfare-office': ['public-assistance'],
    municipality: ['long-term-care'],
  }),
] as const
