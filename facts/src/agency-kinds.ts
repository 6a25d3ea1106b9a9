/**
 * Who an agency is in the eyes of the permission table. The law writes alternatives (「厚生労働大臣又は都道府県知事」);
 * here every kind stands alone and a rule lists each, except 厚生労働大臣若しくは日本年金機構, who always answer as one.
 */
export const agencyKinds = {
  municipality: '市町村長',
  prefecture: '都道府県知事',
  'welfare-office': '都道府県知事等(福祉事務所を置く市町村の長を含む)',
  'medical-insurer': '医療保険者',
  'japan-health-insurance': '全国健康保険協会',
  'health-insurance-society': '健康保険組合',
  'national-health-insurance-society': '国民健康保険組合',
  'late-elderly-union': '後期高齢者医療広域連合',
  'health-labour-minister': '厚生労働大臣',
  'pension-service': '厚生労働大臣若しくは日本年金機構',
  'mutual-aid': '共済組合等',
  'farm-mutual-aid': '農林漁業団体職員共済組合',
  'private-school-mutual-aid': '日本私立学校振興・共済事業団',
  'pension-fund': '国民年金基金、企業年金など',
  'farmers-pension-fund': '農業者年金基金',
  'officials-accident-fund': '地方公務員災害補償基金',
  'social-welfare-council': '社会福祉協議会',
  'education-minister': '文部科学大臣',
  'prefectural-education-board': '都道府県教育委員会',
  'municipal-education-board': '市町村教育委員会',
  'student-services': '日本学生支援機構',
  'sport-council': '日本スポーツ振興センター',
  'drug-relief-agency': '医薬品医療機器総合機構',
  'medical-fee-payer': '社会保険診療報酬支払基金',
  'digital-minister': '内閣総理大臣(デジタル庁)',
  portal: '情報提供等記録開示システムの運営者',
} as const satisfies Record<string, string>

export type AgencyKind = keyof typeof agencyKinds
