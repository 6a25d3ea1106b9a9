/** How one month stands (月別納付状況). */
const contributionCodes = {
  1: '納付',
  2: '全額免除',
  3: '4分の3免除',
  4: '半額免除',
  5: '4分の1免除',
  6: '学生納付特例',
  7: '納付猶予',
  8: '未納',
  9: '加入なし',
} as const

const month = { kind: 'code', group: '月ごとの納付', codes: contributionCodes } as const

/** April to March, as a fiscal year runs. */
export const contributionMonthFields = [
  { id: 'april', label: '4月', ...month },
  { id: 'may', label: '5月', ...month },
  { id: 'june', label: '6月', ...month },
  { id: 'july', label: '7月', ...month },
  { id: 'august', label: '8月', ...month },
  { id: 'september', label: '9月', ...month },
  { id: 'october', label: '10月', ...month },
  { id: 'november', label: '11月', ...month },
  { id: 'december', label: '12月', ...month },
  { id: 'january', label: '1月', ...month },
  { id: 'february', label: '2月', ...month },
  { id: 'march', label: '3月', ...month },
] as const
