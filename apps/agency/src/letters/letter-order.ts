import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { LetterCode, ProtectionCode } from '../errors.ts'
import { isOfficer, isOfficerText, isReference } from '../protection/officer-text.ts'

/** What a person is told on paper, and nowhere else. */
export const letterKinds = ['protection-begun', 'protection-ending', 'released'] as const
export type LetterKind = (typeof letterKinds)[number]

export const letterStates = ['waiting', 'printed', 'sent', 'failed'] as const
export type LetterState = (typeof letterStates)[number]

/** Came back, no such address, was not collected, could not be printed. */
export const letterFailures = ['returned', 'address-unknown', 'not-collected', 'not-printed', 'other'] as const
export type LetterFailure = (typeof letterFailures)[number]

export const letterLimits = { nameChars: 60, addressLines: 5, addressLineChars: 60 } as const

export type LetterOrder = {
  readonly personRef: string
  readonly kind: LetterKind
  readonly name: string
  /** 〒 and the lines below it, as they stand on the envelope. */
  readonly address: readonly string[]
  readonly by: string
}

type OrderCode =
  | Extract<LetterCode, 'LETTER_KIND' | 'LETTER_NAME' | 'LETTER_ADDRESS'>
  | Extract<ProtectionCode, 'PERSON_UNKNOWN' | 'OFFICER_MISSING'>

export function parseLetterOrder(order: unknown): Verdict<LetterOrder, OrderCode> {
  const { personRef, kind, name, address, by } = Object(order) as Partial<Record<keyof LetterOrder, unknown>>
  if (!isReference(personRef)) return no('PERSON_UNKNOWN')
  if (!isOfficer(by)) return no('OFFICER_MISSING')
  const known = letterKinds.find((one) => one === kind)
  if (known === undefined) return no('LETTER_KIND')
  if (!isOfficerText(name, letterLimits.nameChars)) return no('LETTER_NAME')
  const isBounded = Array.isArray(address) && address.length > 0 && address.length <= letterLimits.addressLines
  if (!isBounded || !address.every((line) => isOfficerText(line, letterLimits.addressLineChars)))
    return no('LETTER_ADDRESS')
  return ok({ personRef, kind: known, name: name.trim(), address: address.map((line) => line.trim()), by })
}

export type LetterNote = {
  readonly letter: string
  readonly state: 'printed' | 'sent' | 'failed'
  readonly why: LetterFailure | null
  readonly by: string
}

/** What became of a letter. Only a failure has a reason, and always one. */
export function parseLetterNote(
  note: unknown,
): Verdict<LetterNote, Extract<LetterCode, 'LETTER_UNKNOWN' | 'LETTER_STATE' | 'LETTER_WHY'> | 'OFFICER_MISSING'> {
  const { letter, state, why, by } = Object(note) as Partial<Record<keyof LetterNote, unknown>>
  if (!isReference(letter)) return no('LETTER_UNKNOWN')
  if (!isOfficer(by)) return no('OFFICER_MISSING')
  if (state === 'printed' || state === 'sent') return ok({ letter, state, why: null, by })
  if (state !== 'failed') return no('LETTER_STATE')
  const known = letterFailures.find((one) => one === why)
  return known === undefined ? no('LETTER_WHY') : ok({ letter, state, why: known, by })
}
