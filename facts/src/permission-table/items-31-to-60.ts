import { item } from './item.ts'

/** 別表第二 as it stood at the opening, 31の項 to 60の項. */
export const items31To60 = [
  item('31', ['prefecture', 'municipality'], 'public-housing', {
    prefecture: ['disability-certificate'],
    'welfare-office': ['public-assistance'],
    municipality: ['local-tax', 'household'],
  }),
  item('32', ['health-labour-minister'], 'war-bereaved-support', {
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
    'farm-mutual-aid': ['pension-benefit'],
  }),
  item('33', ['private-school-mutual-aid'], 'private-school-short-term', {
    'medical-insurer': ['medical-insurance', 'medical-insurance-benefits'],
    'late-elderly-union': ['medical-insurance', 'medical-insurance-benefits'],
    municipality: ['long-term-care'],
  }),
  item('34', ['private-school-mutual-aid'], 'private-school-pension', {
    municipality: ['local-tax', 'household'],
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
    'health-labour-minister': ['employment-insurance'],
  }),
  item('35', ['health-labour-minister', 'pension-service', 'mutual-aid'], 'employees-pension', {
    'health-labour-minister': ['workers-accident'],
    municipality: ['local-tax', 'household'],
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
    'officials-accident-fund': ['officials-accident'],
  }),
  item('37', ['education-minister', 'prefectural-education-board'], 'special-school-support', {
    municipality: ['local-tax', 'household'],
  }),
  item('38', ['prefectural-education-board', 'municipal-education-board'], 'school-health-aid', {
    municipality: ['household'],
  }),
  item('39', ['mutual-aid'], 'state-officials-short-term', {
    'medical-insurer': ['medical-insurance', 'medical-insurance-benefits'],
    'late-elderly-union': ['medical-insurance', 'medical-insurance-benefits'],
    municipality: ['local-tax', 'household', 'long-term-care'],
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
    'health-labour-minister': ['employment-insurance'],
  }),
  item('40', ['mutual-aid'], 'state-officials-pension', {
    municipality: ['local-tax', 'household'],
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('41', ['mutual-aid'], 'state-officials-pension-benefit', { 'health-labour-minister': ['employment-insurance'] }),
  item('42', ['municipality', 'national-health-insurance-society'], 'national-health-insurance', {
    'medical-insurer': ['medical-insurance', 'medical-insurance-benefits'],
    'late-elderly-union': ['medical-insurance', 'medical-insurance-benefits'],
    municipality: ['local-tax', 'household', 'long-term-care'],
  }),
  item('44', ['municipality'], 'national-health-insurance-levy', {
    'health-labour-minister': ['employment-insurance'],
  }),
  item('45', ['municipality'], 'national-health-insurance-withholding', {
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('47', ['health-labour-minister', 'pension-service'], 'national-pension', {
    'health-labour-minister': ['workers-accident'],
    'mutual-aid': ['pension-benefit'],
    'welfare-office': ['child-rearing-allowance'],
    'officials-accident-fund': ['officials-accident'],
  }),
  item('48', ['health-labour-minister', 'pension-service'], 'national-pension-levy', {
    municipality: ['local-tax', 'household'],
  }),
  item('50', ['health-labour-minister', 'pension-service'], 'national-pension-exemption', {
    'welfare-office': ['public-assistance'],
    'health-labour-minister': ['employment-insurance'],
  }),
  item('51', ['pension-fund'], 'national-pension-fund', { 'pension-service': ['pension-benefit'] }),
  item('52', ['pension-fund'], 'national-pension-fund-association', { 'pension-service': ['pension-benefit'] }),
  item('53', ['municipality'], 'intellectual-disability-welfare', { municipality: ['household'] }),
  item('54', ['prefecture', 'municipality'], 'improved-housing', {
    prefecture: ['disability-certificate'],
    'welfare-office': ['public-assistance'],
    municipality: ['local-tax', 'household'],
  }),
  item('55', ['health-labour-minister'], 'disability-employment', { prefecture: ['disability-certificate'] }),
  item('56', ['health-labour-minister'], 'disability-employment-levy', {
    'health-labour-minister': ['employment-insurance'],
  }),
  item('56-2', ['municipality'], 'disaster-victims-register', {
    prefecture: ['disability-certificate', 'special-child-rearing-allowance'],
    municipality: ['long-term-care'],
    'health-labour-minister': ['special-child-rearing-allowance'],
  }),
  item('57', ['welfare-office'], 'child-rearing-allowance', {
    prefecture: ['disability-certificate', 'special-child-rearing-allowance'],
    municipality: ['local-tax', 'household'],
    'health-labour-minister': ['special-child-rearing-allowance'],
  }),
  item('58', ['mutual-aid'], 'local-officials-short-term', {
    'medical-insurer': ['medical-insurance', 'medical-insurance-benefits'],
    'late-elderly-union': ['medical-insurance', 'medical-insurance-benefits'],
    municipality: ['local-tax', 'household', 'long-term-care'],
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
    'officials-accident-fund': ['officials-accident'],
    'health-labour-minister': ['employment-insurance'],
  }),
  item('59', ['mutual-aid'], 'local-officials-pension', {
    municipality: ['local-tax', 'household'],
    'pension-service': ['pension-benefit'],
    'mutual-aid': ['pension-benefit'],
  }),
  item('60', ['mutual-aid'], 'local-officials-pension-benefit', {
    'officials-accident-fund': ['officials-accident'],
    'health-labour-minister': ['employment-insurance'],
  }),
] as const
