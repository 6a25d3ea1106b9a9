import type { NameField } from '../field.ts'
import { makeTextKind } from './plain-text.ts'
import { checkText, nameGraphemesMax } from './text-rules.ts'

/** 氏名, exactly as typed: variation selectors, combining marks and rare kanji stay. */
export const nameKind = makeTextKind<NameField>((typed, { graphemesMax = nameGraphemesMax }) =>
  checkText(typed, { graphemesMax }),
)
