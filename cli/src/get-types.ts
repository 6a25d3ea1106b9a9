import { usageError } from '@madoguchi/party'
import type { ApiValue } from '@madoguchi/portal'

type Listed = Pick<ApiValue<'InformationType'>, 'id' | 'code' | 'name' | 'plainName' | 'isConnected'>

/** What somebody named, one by one. Throws a usage error where that is nothing. */
export function splitNames(words: string): readonly [string, ...string[]] {
  const [first, ...more] = words
    .split(/[,、,]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
  if (first === undefined) throw usageError('何をたずねるかを指定してください: --types 地方税,医療保険')
  return [first, ...more]
}

/**
 * The information types that somebody named, of those that the portal lists today: by id, code, or the beginning of the official or
 * the plain name (地方税, 医療保険資格, local-tax). Throws a usage error for a word that names none, or more than one.
 */
export function findTypes(names: readonly string[], listed: readonly Listed[]): string[] {
  return [...new Set(names.map((word) => getType(word, listed)))]
}

function getType(word: string, listed: readonly Listed[]): string {
  const exact = listed.find(({ id, code, name, plainName }) => [id, code, name, plainName].includes(word))
  if (exact !== undefined) return exact.id
  const found = listed.filter(({ name, plainName }) => name.startsWith(word) || plainName.startsWith(word))
  const [first, ...others] = found
  if (first === undefined)
    throw usageError(`「${word}」という情報はありません。ポータルの「あなたの情報」に、名前の一覧があります。`)
  if (others.length === 0) return first.id
  // 医療保険 begins more than one name; the one that can be asked for today is meant.
  const [only, ...more] = found.filter(({ isConnected }) => isConnected)
  if (only !== undefined && more.length === 0) return only.id
  throw usageError(
    `「${word}」にあたるものが、${found.map(({ name }) => name).join('、')} とあります。もう少し詳しく指定してください。`,
  )
}
