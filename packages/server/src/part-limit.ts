import type { Bytes } from '@madoguchi/kit'

/** More than any form of ours has. A body of nothing but separators would have hundreds of thousands. */
export const partsMax = 2_000

/**
 * Whether a form's body has more fields than any form of ours: counted before anybody makes values of them, each of which
 * costs a hundred times its bytes. Bodies of other kinds have no parts.
 */
export function hasTooManyParts(contentType: string, body: string | Bytes): boolean {
  const separator = findSeparator(contentType)
  if (separator === undefined) return false
  const held = typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  let found = 0
  for (let at = held.indexOf(separator); at >= 0; at = held.indexOf(separator, at + separator.length))
    if (++found > partsMax) return true
  return false
}

function findSeparator(contentType: string): string | undefined {
  if (/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType)) return '&'
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.{0,200}?boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  return boundary === undefined ? undefined : `--${boundary}`
}
