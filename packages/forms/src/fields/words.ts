import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { FieldErrorCode } from '../errors.ts'
import type { Posted } from './field-kind.ts'
import { checkText } from './text-rules.ts'

/** What somebody says in their own words who has chosen その他; nothing where the option takes none. */
export function readWords(posted: Posted, takesWords: boolean): Verdict<{ words?: string }, FieldErrorCode> {
  if (!takesWords) return ok({})
  const words = checkText(posted.one('words'), { graphemesMax: 60 })
  if (!words.ok) return no(words.code, { ...words.facts, part: 'words' })
  return words.value === '' ? no('CHOICE_WORDS_MISSING', { part: 'words' }) : ok({ words: words.value })
}

export function formatWords(label: string, words: string | undefined): string {
  return words === undefined ? label : `${label}(${words})`
}
