import { findPaperChanges } from '@madoguchi/documents'
import type { Asked, Field, Place, SummaryPage } from '@madoguchi/forms'
import { entryName, findRareCharacters } from '@madoguchi/forms'
import type { Entries } from './draft-content.ts'
import { fillCopy as copy } from './fill.words.ja.ts'

const namedMax = 6

/**
 * What older systems may make of a name, and what our paper will show otherwise than it was written, in sentences; ''
 * for a name that shows everywhere. The name stays as it is.
 */
export function explainRare(name: string): string {
  const changes = findPaperChanges(name)
  const changed = new Set(changes.map(({ character }) => character))
  const rare = findRareCharacters(name).filter(
    ({ character }) => !changed.has(character) && ![...character].some((one) => changed.has(one)),
  )
  const said = rare.slice(0, namedMax).map(({ character, base, isVariant, substitute }) => {
    if (isVariant) return copy.rareVariant(character, base)
    return substitute === undefined ? copy.rareAlone(character) : copy.rareSubstitute(character, substitute)
  })
  if (changes.length > 0) return [...said, explainPaper(name)].join('')
  return said.length === 0 ? '' : [...said, copy.rareKept].join('')
}

/** What the paper will show otherwise than it was written; '' for what stands there as it is. */
export function explainPaper(text: string): string {
  const changes = findPaperChanges(text)
  if (changes.length === 0) return ''
  const said = changes.slice(0, namedMax).map(({ why, character, shown }) => copy.paper[why](character, shown))
  const more = changes.length > namedMax ? [copy.paperMore(changes.length - namedMax)] : []
  return [...said, ...more, copy.paperPen].join('')
}

/** What is said beside a field about its characters, and whether anything ever is. */
export function findNote(field: Field, text: string): string | undefined {
  if (field.kind === 'name') return explainRare(text)
  return field.kind === 'address' || field.kind === 'text' ? explainPaper(text) : undefined
}

/** The same for the fields of a page, by the names of their entries: those without anything to say are left out. */
export function listRare(asked: readonly Asked[], place: Place, entries: Entries): Readonly<Record<string, string>> {
  const said = asked.map(({ field }): [string, string] => {
    const name = entryName(place, field.id, { part: '' })
    return [name, findNote(field, entries[name]?.at(-1) ?? '') ?? '']
  })
  return Object.fromEntries(said.filter(([, text]) => text !== ''))
}

/** Every answer that the paper shows otherwise, with its question: said before anything is printed. */
export function listPaperChanges(pages: readonly SummaryPage[]): readonly string[] {
  const rows = pages.flatMap((page) => [...page.rows, ...page.items.flatMap((item) => item.rows)])
  return rows.flatMap(({ label, text }) => {
    const said = explainPaper(text ?? '')
    return said === '' ? [] : [`${label}: ${said}`]
  })
}
