import type { Asked, Place } from '@madoguchi/forms'
import { entryName, findRareCharacters } from '@madoguchi/forms'
import type { Entries } from './draft-content.ts'
import { fillCopy as copy } from './fill.words.ja.ts'

const namedMax = 6

/** What older systems may make of a name, in sentences; '' for a name that shows everywhere. The name stays as it is. */
export function explainRare(name: string): string {
  const rare = findRareCharacters(name)
  if (rare.length === 0) return ''
  const said = rare.slice(0, namedMax).map(({ character, base, isVariant, substitute }) => {
    if (isVariant) return copy.rareVariant(character, base)
    return substitute === undefined ? copy.rareAlone(character) : copy.rareSubstitute(character, substitute)
  })
  return [...said, copy.rareKept].join('')
}

/** The same for the names on a page, by the names of their entries: those without anything to say are left out. */
export function listRare(asked: readonly Asked[], place: Place, entries: Entries): Readonly<Record<string, string>> {
  const names = asked.flatMap(({ field }) => (field.kind === 'name' ? [entryName(place, field.id, { part: '' })] : []))
  const said = names.map((name): [string, string] => [name, explainRare(entries[name]?.at(-1) ?? '')])
  return Object.fromEntries(said.filter(([, text]) => text !== ''))
}
