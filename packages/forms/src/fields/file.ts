import { no, ok } from '@madoguchi/kit'
import type { FileValue } from '../answers.ts'
import type { FileField, FileKind } from '../field.ts'
import type { FieldKindRow } from './field-kind.ts'
import { isTextList } from './shapes.ts'
import { checkText } from './text-rules.ts'

const endings: Readonly<Record<FileKind, RegExp>> = { pdf: /\.pdf$/i, jpeg: /\.jpe?g$/i, png: /\.png$/i }

/** Names only, as a browser posts them for a file that stays where it is. A path before the name is left out. */
export const fileKind: FieldKindRow<FileField, FileValue> = {
  parts: [''],
  read: (posted, { accept, countMax = 1 }) => {
    const typed = posted.all('').map((name) => name.replace(/^.*[/\\]/s, '').trim())
    const given = typed.filter((name) => name !== '')
    if (given.length === 0) return ok(undefined)
    if (given.length > countMax) return no('FILE_TOO_MANY', { part: '', max: countMax })
    const files: string[] = []
    for (const name of given) {
      const checked = checkText(name, { graphemesMax: 120 })
      if (!checked.ok) return no(checked.code, { ...checked.facts, part: '' })
      if (!accept.some((kind) => endings[kind].test(checked.value))) return no('FILE_KIND', { part: '' })
      files.push(checked.value)
    }
    return ok({ files })
  },
  render: ({ files }) => ({ '': files }),
  format: ({ files }) => files.join('、'),
  isValue: isFileValue,
}

function isFileValue(value: unknown): value is FileValue {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'files')) return false
  const { files, ...more } = value as { files: unknown }
  return isTextList(files, 30) && Object.keys(more).length === 0
}
