import { MalformedError, readGeneralizedTime, readWhole, tag } from './der.ts'
import type { RawExtension } from './extensions.ts'
import { extensionOid } from './oids.ts'

/** Of an entry of a list or of an answer (RFC 5280 5.3.2, RFC 6960 4.4.5). One that cannot be read is as early as can be. */
export function readInvalidityDate(extensions: readonly RawExtension[]): { readonly invalidSince?: Date } {
  const extension = extensions.find(({ id }) => id === extensionOid.invalidityDate)
  if (extension === undefined) return {}
  try {
    return { invalidSince: readGeneralizedTime(readWhole(extension.value, tag.generalizedTime)) }
  } catch (error) {
    if (error instanceof MalformedError) return { invalidSince: new Date(0) }
    throw error
  }
}
