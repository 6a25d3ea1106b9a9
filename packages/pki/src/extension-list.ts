import type { Element } from './der.ts'
import { demand, readBoolean, readChildren, readOid, tag } from './der.ts'
import type { RawExtension } from './extensions.ts'
import { limits } from './limits.ts'

/** Extensions as they stand (RFC 5280 4.1), in certificates and in lists. None stands twice. */
export function readExtensionList(list: Element): RawExtension[] {
  demand(list.tag === tag.sequence, 'extensions')
  const extensions = readChildren(list, limits.extensionsMax).map((extension): RawExtension => {
    demand(extension.tag === tag.sequence, 'extension')
    const parts = readChildren(extension, 3)
    const id = readOid(parts.shift())
    const isCritical = parts[0]?.tag === tag.boolean ? readCritical(parts.shift()) : false
    const [value, ...rest] = parts
    demand(value?.tag === tag.octetString && rest.length === 0, 'extension')
    return { id, isCritical, value: value.content }
  })
  demand(new Set(extensions.map(({ id }) => id)).size === extensions.length, 'extension twice')
  return extensions
}

/** FALSE is the default, and DER does not write a default (X.690 11.5). */
function readCritical(element: Element | undefined): true {
  demand(readBoolean(element), 'not canonical')
  return true
}
