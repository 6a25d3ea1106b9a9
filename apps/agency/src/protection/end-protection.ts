import type { Verdict } from '@madoguchi/kit'
import { z } from 'zod'
import type { ProtectionCode } from '../errors.ts'
import { by, personRef, readOrder } from '../read-order.ts'
import { endWithin, type ProtectionDeps } from './protect.ts'

const endOrder = z.strictObject({ personRef, by })

/** An officer ends a protection before its last day. */
export async function endProtection(
  { delivery }: Pick<ProtectionDeps, 'delivery'>,
  order: unknown,
): Promise<
  Verdict<
    { until: string },
    Extract<ProtectionCode, 'PERSON_UNKNOWN' | 'PROTECTION_NONE' | 'OFFICER_MISSING' | 'ORDER_MALFORMED'>
  >
> {
  const read = readOrder(endOrder, order, ['PERSON_UNKNOWN', 'OFFICER_MISSING'])
  return read.ok ? delivery.transact((work) => endWithin(work, read.value)) : read
}
