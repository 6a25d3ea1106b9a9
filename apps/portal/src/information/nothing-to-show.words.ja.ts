import type { InformationTypeId } from '@madoguchi/facts'

const notYet = 'まだその手続をしていない、または手続のとちゅうである'
const elsewhere = 'ほかの市区町村や機関が、その記録を持っている'
const old = '記録を残しておく期間が過ぎている'

/**
 * Why there may be nothing to show, by what was asked for. All of it stands there for everybody, whatever the cause was. A type
 * that came with newer facts has those that fit all.
 */
const reasonsByType = {
  'local-tax': [
    'その年の1月1日に、ほかの市区町村に住んでいた(住民税の記録は、1月1日に住んでいた市区町村にあります)',
    '収入の申告をしていない、または新しい年度の税額がまだ決まっていない(毎年6月ごろに決まります)',
    old,
  ],
  'public-account': ['公金受取口座をまだ登録していない、または登録を取り消した'],
  'medical-insurance': [
    'ほかの健康保険に入っている、または入る手続・やめる手続のとちゅうである',
    '家族の保険に入っていて、まだ届けが出ていない',
  ],
  'medical-insurance-benefits': ['その期間に、保険から受け取ったお金がない', 'ほかの健康保険に入っていた', old],
  'medical-expenses': [
    'その期間に、保険で医療を受けていない',
    '医療機関からの請求がまだ届いていない(2か月ほどかかります)',
  ],
  medication: ['その期間に、保険で薬を受け取っていない', '薬局からの請求がまだ届いていない(2か月ほどかかります)'],
  'health-checkup': ['健康診断をまだ受けていない、または結果がまだ届いていない', 'ほかの健康保険で受けた', old],
  'cancer-screening': ['検診をまだ受けていない、または結果がまだ届いていない', elsewhere, old],
  vaccination: ['その予防接種を受けていない、または記録がまだ届いていない', elsewhere, old],
  'school-health': ['学校からの記録がまだ届いていない', elsewhere],
  'intractable-disease': [notYet, elsewhere],
  'pension-record': ['20歳になっていない、または加入の届けがまだ出ていない', '基礎年金番号が2つに分かれている'],
  'pension-benefit': ['まだ年金を受け取っていない、または請求のとちゅうである', 'ほかの共済組合などから受け取っている'],
  'child-allowance': [notYet, '家族のほかの人が受け取っている', elsewhere],
  'child-rearing-allowance': [notYet, elsewhere],
  'special-child-rearing-allowance': [notYet, '家族のほかの人が受け取っている', elsewhere],
  'maternal-child-health': ['健診をまだ受けていない、または結果がまだ届いていない', elsewhere, old],
  'education-support': [notYet, '家族のほかの人の名前で申し込んでいる', elsewhere],
  'child-disability-support': [notYet, '家族のほかの人の名前で申し込んでいる', elsewhere],
  'disability-certificate': ['手帳の交付を受けていない、または手続のとちゅうである', elsewhere],
  'public-assistance': [notYet, elsewhere],
  'china-returnees-support': [notYet, elsewhere],
  'long-term-care': ['介護の認定を受けていない、または手続のとちゅうである', elsewhere, old],
  'war-injured-support': [notYet, elsewhere],
  'asbestos-relief': [notYet, elsewhere],
  household: ['ほかの市区町村に住民票がある、または引っ越しの届けのとちゅうである'],
  'workers-accident': [notYet, elsewhere],
  'officials-accident': [notYet, elsewhere],
  'employment-insurance': [notYet, old],
  'job-training-benefit': [notYet, old],
} as const satisfies Readonly<Record<InformationTypeId, readonly string[]>>

const byType: ReadonlyMap<InformationTypeId, readonly string[]> = new Map(Object.entries(reasonsByType))

/** What can be behind every type, ours and the agency's faults among it. */
const reasonsOfAll = [
  'この機関に、あなたについてのこの情報がない',
  'この機関の記録とあなたとの結びつけ(符号)が、まだできていない、または正しくできていない',
  'この機関の記録に、なおさなければならないところがある',
  'この機関の担当者が、内容を確かめてからお見せすることにしている',
  '法令により、画面ではお見せしないことになっている',
] as const

/** Every reason that there can be, those of the type first. */
export function listReasons(type: InformationTypeId): readonly string[] {
  return [...(byType.get(type) ?? [notYet, elsewhere, old]), ...reasonsOfAll]
}
