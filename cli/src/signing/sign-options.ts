import { parseAuthority } from '@madoguchi/card-host'
import type { Corner } from '@madoguchi/pades'
import { corners } from '@madoguchi/pades'
import type { Option, Values } from '@madoguchi/party'
import { textOf, usageError } from '@madoguchi/party'

export const sealOptions = {
  field: {
    type: 'string',
    value: 'NAME',
    help: 'the signature field of the document that you sign (default: the only one that waits)',
  },
  seal: {
    type: 'boolean',
    help: 'draw a seal with your name and the time on the page (印影); without it nothing is seen',
  },
  'seal-page': { type: 'string', value: 'NUMBER', help: 'the page of the seal (default: 1)' },
  'seal-corner': { type: 'string', value: 'CORNER', help: `${corners.join(', ')} (default: ${corners[0]})` },
} as const satisfies Readonly<Record<string, Option>>

/** Where a seal is drawn; undefined where none is wanted. Throws USAGE. */
export function readSealPlace(values: Values): { readonly page: number; readonly corner: Corner } | undefined {
  const [number, named] = [textOf(values, 'seal-page'), textOf(values, 'seal-corner')]
  const page = Number(number ?? '1')
  const corner = corners.find((one) => one === (named ?? corners[0]))
  if (!/^[1-9]\d{0,4}$/.test(number ?? '1'))
    throw usageError('--seal-page には、1から始まるページの番号を指定してください。')
  if (corner === undefined) throw usageError(`--seal-corner には ${corners.join('、')} のどれかを指定してください。`)
  if (values.seal === true) return { page, corner }
  if (number !== undefined || named !== undefined)
    throw usageError('--seal-page と --seal-corner は、--seal といっしょに使います。')
  return undefined
}

/** The address of a time-stamp authority; undefined where none was named. Throws USAGE. */
export function readAuthorityAddress(values: Values): string | undefined {
  const text = textOf(values, 'time-stamp')
  if (text === undefined) return undefined
  const url = parseAuthority(text)
  if (url !== undefined) return url
  throw usageError(
    `--time-stamp の ${text} は、タイムスタンプ局のアドレスではありません。http か https で始まるアドレスを指定してください。暗証番号は使われていません。`,
  )
}
