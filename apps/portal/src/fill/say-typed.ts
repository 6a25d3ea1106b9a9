import { findEra } from '@madoguchi/kit'

type Options = readonly { readonly id: string; readonly label: string }[]

/**
 * What was typed into the boxes of one question, in words: eras and choices by their labels, boxes behind one another. '' where
 * nothing was, or an era alone, which stands there by itself.
 */
export function sayTyped(parts: readonly (readonly [string, readonly string[]])[], options?: Options): string {
  const written = parts.flatMap(([name, values]) => values.map((value) => [name, value.trim()] as const))
  if (written.every(([name, value]) => name.endsWith('.era') || value === '')) return ''
  const words = written.flatMap(([name, value]) => {
    if (value === '' || name.endsWith('.unknown')) return []
    if (name.endsWith('.era')) return findEra(value)?.label ?? []
    return [options?.find(({ id }) => id === value)?.label ?? value]
  })
  return words.join(' ')
}
