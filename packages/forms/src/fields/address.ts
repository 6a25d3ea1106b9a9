import type { AddressField } from '../field.ts'
import { makeTextKind } from './plain-text.ts'
import { checkText, nameGraphemesMax } from './text-rules.ts'

/** 住所, as typed: 3丁目 and 3- are both right, and whoever reads it knows the place. */
export const addressKind = makeTextKind<AddressField>((typed, { graphemesMax = nameGraphemesMax }) =>
  checkText(typed, { graphemesMax }),
)
