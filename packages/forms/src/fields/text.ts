import type { TextField } from '../field.ts'
import { makeTextKind } from './plain-text.ts'
import { checkText } from './text-rules.ts'

export const textKind = makeTextKind<TextField>((typed, { graphemesMax = 100, isLong = false }) =>
  checkText(typed, { graphemesMax, isLong }),
)
