import { findPaperChanges, type PaperChange } from '@madoguchi/documents'
import type { Asked, Field, FormError, RareCharacter, SummaryPage } from '@madoguchi/forms'
import { entryName, findRareCharacters } from '@madoguchi/forms'
import type { Reader } from '../shell/words.ts'
import type { Entries } from './entries.ts'
import { fillWords } from './words.ts'

const namedMax = 6

/**
 * What older systems may make of a name, and what our paper will show otherwise than it was written, in sentences; ''
 * for a name that shows everywhere. The name stays as it is.
 */
export function explainRare(name: string, reader: Reader): string {
  const changes = findPaperChanges(name)
  const changed = new Set(changes.map(({ character }) => character))
  const rare = findRareCharacters(name).filter(
    ({ character }) => !changed.has(character) && ![...character].some((one) => changed.has(one)),
  )
  return explain(rare, changes, reader)
}

/** What the paper will show otherwise than it was written; '' for what stands there as it is. */
export function explainPaper(text: string, reader: Reader): string {
  return explain([], findPaperChanges(text), reader)
}

function explain(rare: readonly RareCharacter[], changes: readonly PaperChange[], reader: Reader): string {
  return fillWords(reader).field.explainCharacters({
    rare: rare.slice(0, namedMax),
    changes: changes.slice(0, namedMax),
    more: Math.max(0, changes.length - namedMax),
  })
}

/** What is said beside a field about its characters, and whether anything ever is. */
export function findNote(field: Field, text: string, reader: Reader): string | undefined {
  if (field.kind === 'name') return explainRare(text, reader)
  return field.kind === 'address' || field.kind === 'text' ? explainPaper(text, reader) : undefined
}

/** Whether a text has characters that no form takes: what they would be on paper is no matter then. */
export function isCharacterRefused(errors: readonly FormError[]): boolean {
  return errors.some(({ code }) => code === 'FIELD_CHARACTER')
}

type Shown = { readonly entries: Entries; readonly errors: readonly FormError[] }

/** The same for the fields of a page, by the names of their entries: those without anything to say are left out. */
export function listRare(
  asked: readonly Asked[],
  { entries, errors }: Shown,
  reader: Reader,
): Readonly<Record<string, string>> {
  const said = asked.map(({ field }): [string, string] => {
    const name = entryName(field.id, { part: '' })
    if (isCharacterRefused(errors.filter((error) => error.field === field.id))) return [name, '']
    return [name, findNote(field, entries[name]?.at(-1) ?? '', reader) ?? '']
  })
  return Object.fromEntries(said.filter(([, text]) => text !== ''))
}

/** Every answer that the paper shows otherwise, with its question: said before anything is printed. */
export function listPaperChanges(pages: readonly SummaryPage[], reader: Reader): readonly string[] {
  const rows = pages.flatMap((page) => [...page.rows, ...page.items.flatMap((item) => item.rows)])
  return rows.flatMap(({ label, text }) => {
    const said = explainPaper(text ?? '', reader)
    return said === '' ? [] : [fillWords(reader).print.changeOf(label, said)]
  })
}
