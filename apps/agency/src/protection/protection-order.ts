import type { Verdict } from '@madoguchi/kit'
import { dayMs, isCalendarDate, japaneseDay, no, ok } from '@madoguchi/kit'
import type { ProtectionCode } from '../errors.ts'
import { isOfficer, isReference } from './officer-text.ts'

/** 配偶者暴力, ストーカー行為, 児童虐待, その他これらに準ずる行為 (住民基本台帳事務処理要領 第5の10). */
export const protectionReasons = ['domestic-violence', 'stalking', 'child-abuse', 'other'] as const
export type ProtectionReason = (typeof protectionReasons)[number]

export type ProtectionOrder = {
  readonly personRef: string
  /** The last day on which it holds, in Japan. */
  readonly until: string
  readonly by: string
  readonly reason: ProtectionReason
}

/** A year, and the month before its end in which it is usually extended, and some days. A slip of the pen is further away. */
export const protectionDaysMax = 400

export type OrderCode = Extract<
  ProtectionCode,
  | 'PERSON_UNKNOWN'
  | 'OFFICER_MISSING'
  | 'PROTECTION_REASON'
  | 'PROTECTION_DATE'
  | 'PROTECTION_DATE_PAST'
  | 'PROTECTION_DATE_FAR'
>

/** What an officer orders. A protection holds to the end of its last day, which may be today. */
export function parseProtectionOrder(order: unknown, at: Date): Verdict<ProtectionOrder, OrderCode> {
  const { personRef, until, by, reason } = Object(order) as Partial<Record<keyof ProtectionOrder, unknown>>
  if (!isReference(personRef)) return no('PERSON_UNKNOWN')
  if (!isOfficer(by)) return no('OFFICER_MISSING')
  const known = protectionReasons.find((one) => one === reason)
  if (known === undefined) return no('PROTECTION_REASON')
  if (typeof until !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(until)) return no('PROTECTION_DATE')
  // 2026-12-00 is a date whose day is unknown, to those who read birth dates.
  if (!isCalendarDate(until) || /-00/.test(until)) return no('PROTECTION_DATE')
  if (until < japaneseDay(at)) return no('PROTECTION_DATE_PAST')
  if (until > japaneseDay(new Date(at.getTime() + protectionDaysMax * dayMs))) return no('PROTECTION_DATE_FAR')
  return ok({ personRef, until, by, reason: known })
}
