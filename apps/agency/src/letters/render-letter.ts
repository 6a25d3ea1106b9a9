import { readFile } from 'node:fs/promises'
import { openPdfRenderer } from '@madoguchi/documents'
import type { Bytes } from '@madoguchi/kit'
import { AppError, formatDate, japaneseDay } from '@madoguchi/kit'
import { letterContact, letterTitle, letterWords } from './letter.ja.ts'
import type { LetterText } from './letters.ts'

/**
 * A letter as a PDF of two sheets: the address alone, then what it says. Throws AppError PROTECTION_NONE where it would speak of a protection
 * that does not hold any more, and what `renderForm` throws.
 */
export async function renderLetter(letter: LetterText, at: Date): Promise<Bytes> {
  const { kind, agency, name, address, until } = letter
  if (kind !== 'released' && until === null)
    throw new AppError(
      'PROTECTION_NONE',
      'この手紙で知らせる保護は、もう続いていません。送れなかったものとして記録してください。(PROTECTION_NONE)',
    )
  const { name: sender, contact } = agency
  const words = letterWords[kind](until === null ? '' : formatDate(until))
  await using renderer = openPdfRenderer()
  return await renderer.renderForm({
    template: await readFile(new URL('./letter.typ', import.meta.url), 'utf8'),
    data: {
      ...{ title: letterTitle, sender, name, address, ...words },
      contact: [
        letterContact.heading,
        ...(contact === undefined
          ? [sender]
          : [`${sender} ${contact.section}`, letterContact.phone(contact.phone, contact.hours)]),
      ],
      madeOn: formatDate(japaneseDay(at)),
      number: letter.letter,
    },
    madeAt: at,
  })
}
