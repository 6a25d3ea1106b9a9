import type { Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import type { ProtectionCode } from '../errors.ts'
import { isOfficer, isReference } from './officer-text.ts'
import { endWithin, type ProtectionDeps } from './protect.ts'

/** An officer ends a protection before its last day. */
export async function endProtection(
  { delivery }: Pick<ProtectionDeps, 'delivery'>,
  order: unknown,
): Promise<
  Verdict<{ until: string }, Extract<ProtectionCode, 'PERSON_UNKNOWN' | 'PROTECTION_NONE' | 'OFFICER_MISSING'>>
> {
  const { personRef, by } = Object(order) as Readonly<Record<string, unknown>>
  if (!isReference(personRef)) return no('PERSON_UNKNOWN')
  if (!isOfficer(by)) return no('OFFICER_MISSING')
  return delivery.transact((work) => endWithin(work, { personRef, by }))
}
