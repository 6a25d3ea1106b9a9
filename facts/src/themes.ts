/** The life themes under which a citizen finds information, in the order of the page あなたの情報. */
export const themes = {
  tax: { name: '税・所得' },
  health: { name: '健康・医療' },
  pension: { name: '年金' },
  children: { name: '子ども・子育て' },
  welfare: { name: '福祉・介護' },
  household: { name: '世帯' },
  work: { name: '雇用' },
} as const satisfies Record<string, { name: string }>

export type ThemeId = keyof typeof themes
