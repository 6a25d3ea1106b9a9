import type { Verdict } from '@madoguchi/kit'
import { dayMs, isCalendarDate, japaneseDay, no } from '@madoguchi/kit'
import { z } from 'zod'
import type { ProtectionCode } from '../errors.ts'
import type { ProtectionReason } from '../officer-words.ts'
import { protectionReasons } from '../officer-words.ts'
import { by, member, personRef, readOrder, wordOf } from '../read-order.ts'

type ProtectionOrder = {
  readonly personRef: string
  /** The last day on which it holds, in Japan. */
  readonly until: string
  readonly by: string
  readonly reason: ProtectionReason
}

/** A year, and the month before its end in which it is usually extended, and some days. A slip of the pen is further away. */
const protectionDaysMax = 400

export type OrderCode = Extract<
  ProtectionCode,
  | 'PERSON_UNKNOWN'
  | 'OFFICER_MISSING'
  | 'PROTECTION_REASON'
  | 'PROTECTION_DATE'
  | 'PROTECTION_DATE_PAST'
  | 'PROTECTION_DATE_FAR'
  | 'ORDER_MALFORMED'
>

const protectionOrder: z.ZodType<ProtectionOrder> = z.strictObject({
  personRef,
  by,
  reason: wordOf(protectionReasons, 'PROTECTION_REASON'),
  until: member(isDay, 'PROTECTION_DATE'),
})

/** What an officer orders. A protection holds to the end of its last day, which may be today. */
export function parseProtectionOrder(order: unknown, at: Date): Verdict<ProtectionOrder, OrderCode> {
  const read = readOrder(protectionOrder, order, [
    'PERSON_UNKNOWN',
    'OFFICER_MISSING',
    'PROTECTION_REASON',
    'PROTECTION_DATE',
  ])
  if (!read.ok) return read
  const { until } = read.value
  if (until < japaneseDay(at)) return no('PROTECTION_DATE_PAST')
  if (until > japaneseDay(new Date(at.getTime() + protectionDaysMax * dayMs))) return no('PROTECTION_DATE_FAR')
  return read
}

/** 2026-12-00 is a date whose day is unknown, to those who read birth dates. */
function isDay(value: unknown): value is string {
  const isWritten = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
  return isWritten && isCalendarDate(value) && !/-00/.test(value)
}
