import { childrenAffairs } from './children.ts'
import { dailyLifeAffairs } from './daily-life.ts'
import { healthAffairs } from './health.ts'
import type { Affair } from './model.ts'
import { pensionAffairs } from './pension.ts'
import { selfInformationAffairs } from './self-information.ts'
import { welfareAffairs } from './welfare.ts'

/** Every affair (事務) for which an agency may ask another, and the citizen's own. */
export const affairs = {
  ...childrenAffairs,
  ...healthAffairs,
  ...pensionAffairs,
  ...welfareAffairs,
  ...dailyLifeAffairs,
  ...selfInformationAffairs,
} as const

export type AffairId = keyof typeof affairs

export const affairIds = Object.keys(affairs) as readonly AffairId[]

export function isAffairId(value: unknown): value is AffairId {
  return typeof value === 'string' && Object.hasOwn(affairs, value)
}

export function getAffair(id: AffairId): Affair {
  return affairs[id]
}
