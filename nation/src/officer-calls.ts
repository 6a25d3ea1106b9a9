import type { OfficerDesk } from '@madoguchi/agency'
import type { DeskCall } from './desk-socket.ts'

const acts = [
  'protect',
  'endProtection',
  'listProtected',
  'retireAnswers',
  'writeLetter',
  'listLetters',
  'readLetter',
  'noteLetter',
] as const satisfies readonly (keyof OfficerDesk)[]

/** What officers do about people who must not be found, at an agency of a demo that runs. What they order and hear is what JSON can hold. */
export function callOfficers(call: DeskCall, agency: string): OfficerDesk {
  const desk = acts.map((act) => [
    act,
    (order: unknown = null) => call('officers', { agency, act, order: JSON.stringify(order) }),
  ])
  return Object.fromEntries(desk) as OfficerDesk
}

/** Answers one of these calls; undefined for what nobody knows. The desk itself judges the order. */
export async function serveOfficers(
  officers: OfficerDesk | undefined,
  { act, order }: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const known = acts.find((one) => one === act)
  if (officers === undefined || known === undefined) return undefined
  return officers[known](JSON.parse(String(order)))
}
