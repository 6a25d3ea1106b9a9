import type { OfficerDesk } from '@madoguchi/agency'
import type { DeskCall } from './desk-orders.ts'
import { officerActs } from './desk-orders.ts'

/** What officers do about people who must not be found, at an agency of a demo that runs. What they order and hear is what JSON can hold. */
export function callOfficers(call: DeskCall, agency: string): OfficerDesk {
  const desk = officerActs.map((act) => [
    act,
    (order: unknown = null) => call('officers', { agency, act, order: JSON.stringify(order) }),
  ])
  return Object.fromEntries(desk) as OfficerDesk
}
