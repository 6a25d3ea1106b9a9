import type { Bytes } from '@madoguchi/kit'
import { AppError, base64url } from '@madoguchi/kit'

/** Bytes of a body, whose schema has seen their letters. Throws BODY_MALFORMED. */
export function readBytes(text: string): Bytes {
  try {
    return base64url.decode(text)
  } catch (cause) {
    throw new AppError('BODY_MALFORMED', 'Bytes are canonical base64url.', { cause })
  }
}
