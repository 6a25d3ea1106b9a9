import type { InformationType } from '@madoguchi/facts'
import { builtinFacts } from '@madoguchi/facts'
import { usageError } from '@madoguchi/party'

/**
 * The information types that somebody named: by id, code, or the beginning of the official or the plain name
 * (地方税, 医療保険資格, local-tax). An id that this program does not know is left to the portal. Throws a usage error for any
 * other word that names none, or more than one.
 */
export function findTypes(words: string): string[] {
  const names = words
    .split(/[,、,]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
  if (names.length === 0) throw usageError('Say what to ask for: --types 地方税,医療保険.')
  return [...new Set(names.map(getType))]
}

function getType(word: string): string {
  const all: readonly InformationType[] = builtinFacts.listTypes()
  const exact = all.find(({ id, code, name, plainName }) => [id, code, name, plainName].includes(word))
  if (exact !== undefined) return exact.id
  const found = all.filter(({ name, plainName }) => name.startsWith(word) || plainName.startsWith(word))
  const [first, ...others] = found
  // The network may have a newer version of the facts than this program: the portal knows, and refuses what it does not.
  if (first === undefined && /^[a-z][a-z0-9-]{1,60}$/.test(word)) return word
  if (first === undefined)
    throw usageError(`There is no information type "${word}"; あなたの情報 of the portal lists them by name.`)
  // 医療保険 begins more than one name; the one that can be asked for today is meant.
  const askable = found.filter(({ layouts }) => layouts.length > 0)
  if (others.length === 0) return first.id
  const [only, ...more] = askable
  if (only !== undefined && more.length === 0) return only.id
  throw usageError(`"${word}" could be ${found.map(({ name }) => name).join(', ')}: say more of it.`)
}
