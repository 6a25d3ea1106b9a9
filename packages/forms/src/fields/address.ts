import { no } from '@madoguchi/kit'
import type { AddressField } from '../field.ts'
import { makeTextKind } from './plain-text.ts'
import { parsePostalCode } from './postal-code.ts'
import { checkText, nameGraphemesMax } from './text-rules.ts'

/** 住所, as typed: 3丁目 and 3- are both right, and whoever reads it knows the place. A postal code alone is none. */
export const addressKind = makeTextKind<AddressField>((typed, { graphemesMax = nameGraphemesMax }) =>
  parsePostalCode(typed).ok ? no('ADDRESS_POSTAL_CODE') : checkText(typed, { graphemesMax }),
)
