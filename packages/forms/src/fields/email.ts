import { no, ok } from '@madoguchi/kit'
import type { EmailField } from '../field.ts'
import { makeTextKind } from './plain-text.ts'
import { foldWidth } from './text-rules.ts'

/** As people have them; addresses with quotes or in other scripts are not taken. 254 is the limit of RFC 5321. */
export const emailKind = makeTextKind<EmailField>((typed) => {
  const address = foldWidth(typed, 400)
  const isWritable = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+$/.test(address)
  return isWritable && address.length <= 254 ? ok(address) : no('EMAIL_INVALID')
})
