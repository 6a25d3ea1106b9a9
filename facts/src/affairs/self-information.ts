import type { Affair } from './model.ts'

/** The one affair that serves the citizen herself: あなたの情報. */
export const selfInformationAffairs = {
  'self-information': {
    code: 'JM90000000090000',
    law: '行政手続における特定の個人を識別するための番号の利用等に関する法律',
    name: '自己情報表示',
    purpose: 'ご本人が自分の情報を見るため',
  },
} as const satisfies Readonly<Record<string, Affair>>
