/** 預金種別, with its code in 全銀協 formats. */
export const accountKinds = {
  ordinary: { label: '普通', code: '1' },
  current: { label: '当座', code: '2' },
  savings: { label: '貯蓄', code: '4' },
} as const

export type AccountKind = keyof typeof accountKinds
