import type { CheckCode, LetterCode, ProtectionCode } from '@madoguchi/agency'
import { letterFailures, letterKinds, letterLimits, protectionReasons } from '@madoguchi/agency'
import type { Verdict } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'

type OfficerCode = ProtectionCode | LetterCode | CheckCode

const sentences: Readonly<Record<OfficerCode, string>> = {
  PERSON_UNKNOWN: 'Nobody in our own books has this reference: look it up in the business system.',
  OFFICER_MISSING: 'Say who does it: --by NAME, up to 60 characters in one line.',
  PROTECTION_REASON: `--reason takes ${protectionReasons.join(', ')}.`,
  PROTECTION_DATE: '--until takes a day of the calendar, YYYY-MM-DD: the last day on which it holds.',
  PROTECTION_DATE_PAST: 'That day is over: --until takes today or a later day.',
  PROTECTION_DATE_FAR:
    'That day is more than 400 days away: a protection holds for a year and is extended. See whether the year is right.',
  PROTECTION_RUNS:
    'This person is protected already, to that day or a later one: "agency people protected" lists who and until when.',
  PROTECTION_NONE: 'This person is not protected.',
  RETIRE_TYPE: '--type takes an information type of the catalogue, as local-tax.',
  CHECK_UNKNOWN: 'Nobody asked us to look again at this exchange: "agency checks list" names them.',
  CHECK_CLEARED: 'It was cleared before: "agency checks show" says by whom.',
  CHECK_NOTE: '--note takes one line of up to 500 characters, none of which controls a terminal or is not seen.',
  ORDER_MALFORMED: 'The order is none that this agency knows: use the same release at both ends.',
  LETTER_KIND: `--kind takes ${letterKinds.join(', ')}.`,
  LETTER_NAME: `The first line is the name: up to ${letterLimits.nameChars} characters, none of which controls a terminal.`,
  LETTER_ADDRESS: `Below the name stand one to ${letterLimits.addressLines} lines of the address, each of up to ${letterLimits.addressLineChars} characters.`,
  LETTER_UNKNOWN: 'There is no such letter: "agency letters list" names them.',
  LETTER_STATE: 'That does not fit what became of the letter before: "agency letters list" says it.',
  LETTER_WHY: `--why takes ${letterFailures.join(', ')}.`,
}

/** What an act gave. Throws AppError with a sentence and the code for what was not done. */
export function getDone<T>(told: Verdict<T, OfficerCode>): T {
  if (told.ok) return told.value
  throw new AppError(told.code, `${sentences[told.code]} (${told.code})`, { facts: told.facts })
}
