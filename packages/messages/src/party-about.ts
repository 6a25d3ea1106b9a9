import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { z } from 'zod'

/**
 * What code points an agency's own words may not hold: those that nobody sees or that turn what stands beside them. Controls, separators of
 * lines, blanks other than U+0020 and U+3000, all that Unicode calls default-ignorable (joiners, direction marks, fillers, variation selectors,
 * tags), the empty braille pattern, halves of surrogate pairs and private use.
 */
const unseen =
  '\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f' +
  '\\u205f-\\u206f\\u2800\\u3164\\ud800-\\uf8ff\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{10ffff}'

/** A line that citizens read in an agency's name: all of it can be seen, and no blank stands at either end. */
function shown(codePointsMax: number) {
  return z.string().regex(new RegExp(`^(?![ \\u3000])[^${unseen}]{1,${codePointsMax}}$(?<![ \\u3000])`, 'u'))
}

const phone = z.string().regex(/^0[0-9-]{8,18}[0-9]$/)

/** Whom to call and write to. */
const contact = z.strictObject({
  section: shown(60),
  postalAddress: shown(120),
  /** Digits and hyphens. */
  phone,
  hours: shown(120),
  email: z
    .string()
    .regex(/^[!-?A-~]{1,64}@[a-z0-9.-]{1,189}$/)
    .optional(),
})

/** 窓口: where one goes. */
const counter = z.strictObject({ name: shown(60), place: shown(120), hours: shown(120), phone })

/** What a party is called, and where people find it: as its own operator wrote it and the directory's operator signed it. */
export const partyAbout = z.strictObject({
  name: shown(60),
  /** The reading, in full-width katakana. */
  kana: z.string().regex(/^[\u30a1-\u30fa\u30fc][\u30a1-\u30fa\u30fb\u30fc\u3000]{0,119}$/),
  /** 機関コード */
  code: z
    .string()
    .regex(/^[0-9]{16}$/)
    .optional(),
  /** Who answers for it by name: 市長, 理事長. */
  headTitle: shown(40).optional(),
  /** 保険者番号, of a medical insurer. */
  insurerNumber: z
    .string()
    .regex(/^[0-9]{6}([0-9]{2})?$/)
    .optional(),
  contact: contact.optional(),
  counter: counter.optional(),
})

export type PartyAbout = z.infer<typeof partyAbout>
export type PartyContact = z.infer<typeof contact>

/** A party as people read of it; one that has not said what it is called goes by its id. */
export type PartyView = Partial<PartyAbout> & {
  readonly id: string
  readonly name: string
  /** The day it left the network, in Japan; absent while it is there. */
  readonly leftOn?: string
}

/** What somebody wrote down to say about a party. DIRECTORY_MALFORMED says at which member: `contact.phone`. */
export function parsePartyAbout(value: unknown): Verdict<PartyAbout, 'DIRECTORY_MALFORMED'> {
  const read = partyAbout.safeParse(value)
  if (read.success) return ok(read.data)
  return no('DIRECTORY_MALFORMED', { at: read.error.issues[0]?.path.join('.') || 'the whole' })
}
