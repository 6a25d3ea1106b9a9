import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { z } from 'zod'
import type { LetterCode } from '../errors.ts'
import { isReference } from '../officer-text.ts'
import type { LetterFailure, LetterKind } from '../officer-words.ts'
import { letterFailures, letterKinds } from '../officer-words.ts'
import { by, member, officerLine, personRef, readOrder, wordOf } from '../read-order.ts'

export const letterLimits = { nameChars: 60, addressLines: 5, addressLineChars: 60 } as const

type LetterOrder = {
  readonly personRef: string
  readonly kind: LetterKind
  readonly name: string
  /** 〒 and the lines below it, as they stand on the envelope. */
  readonly address: readonly string[]
  readonly by: string
}

const letterOrder: z.ZodType<LetterOrder> = z.strictObject({
  personRef,
  by,
  kind: wordOf(letterKinds, 'LETTER_KIND'),
  name: officerLine(letterLimits.nameChars, 'LETTER_NAME'),
  address: z
    .array(officerLine(letterLimits.addressLineChars, 'LETTER_ADDRESS'), 'LETTER_ADDRESS')
    .min(1, 'LETTER_ADDRESS')
    .max(letterLimits.addressLines, 'LETTER_ADDRESS'),
})

export function parseLetterOrder(order: unknown) {
  const codes = ['PERSON_UNKNOWN', 'OFFICER_MISSING', 'LETTER_KIND', 'LETTER_NAME', 'LETTER_ADDRESS'] as const
  return readOrder(letterOrder, order, codes)
}

type LetterNote = {
  readonly letter: string
  readonly state: 'printed' | 'sent' | 'failed'
  readonly why: LetterFailure | null
  readonly by: string
}

export const letterId = member(isReference, 'LETTER_UNKNOWN')

const letterNote = z.strictObject({
  letter: letterId,
  by,
  state: wordOf(['printed', 'sent', 'failed'], 'LETTER_STATE'),
  why: wordOf(letterFailures, 'LETTER_WHY').nullish(),
})

/** What became of a letter. Only a failure has a reason, and always one. */
export function parseLetterNote(
  note: unknown,
): Verdict<
  LetterNote,
  Extract<LetterCode, 'LETTER_UNKNOWN' | 'LETTER_STATE' | 'LETTER_WHY'> | 'OFFICER_MISSING' | 'ORDER_MALFORMED'
> {
  const read = readOrder(letterNote, note, ['LETTER_UNKNOWN', 'OFFICER_MISSING', 'LETTER_STATE', 'LETTER_WHY'])
  if (!read.ok) return read
  const { why = null, ...noted } = read.value
  return (noted.state === 'failed') === (why !== null) ? ok({ ...noted, why }) : no('LETTER_WHY', { at: 'why' })
}
