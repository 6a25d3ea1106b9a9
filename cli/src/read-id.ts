import type { Values } from '@madoguchi/party'
import { textOf, textsOf, usageError } from '@madoguchi/party'

/**
 * Which one is meant, as a list prints it: behind the command's name or with its option, with the prefix of its kind (`exc_`, `ltr_`) or without.
 * Throws a usage error where none is named, or two.
 */
export function readId(values: Values, { option, prefix }: { option: string; prefix: string }): string {
  const named = textOf(values, option)
  const given = [...(named === undefined ? [] : [named]), ...textsOf(values, 'operands')].map((one) => one.trim())
  const ids = new Set(given.map((one) => (/^[A-Za-z0-9_-]{22}$/.test(one) ? `${prefix}_${one}` : one)))
  const [id = ''] = ids
  if (ids.size > 1) throw usageError('1つだけ指定してください。')
  if (id === '') throw usageError('どれかを、一覧にある番号で指定してください。')
  return id
}
