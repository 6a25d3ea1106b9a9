import { filingLimits } from '../limits.ts'
import type { MediaType } from './media-type.ts'

const endings: Readonly<Record<MediaType, readonly [string, ...string[]]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/heic': ['heic', 'heif'],
}

/** Devices of Windows, which opens none of these as a file. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/i
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu
const forbidden = /[<>:"|?*]/g

/**
 * The name under which an attachment is shown, kept and saved by anybody: without folders, signs that nobody sees or that turn
 * the direction of writing, and with the ending of what it is. `number` counts from 1 and names what has no name.
 */
export function toAttachmentName(
  given: string,
  { mediaType, number }: { mediaType: MediaType; number: number },
): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const shown = last.replace(unseen, '').replace(forbidden, '_').replace(/\s+/gu, ' ')
  const known = endings[mediaType]
  const ending = /\.([a-z]{3,4})$/i.exec(shown)?.[1]?.toLowerCase() ?? ''
  const kept = known.includes(ending) ? ending : known[0]
  const stem = (known.includes(ending) ? shown.slice(0, -ending.length - 1) : shown).replace(/^[\s.]+|[\s.]+$/gu, '')
  const room = filingLimits.attachmentNameMax - kept.length - 1
  const fitting = takeWhole(stem, room).trimEnd().replace(/\.+$/, '')
  return `${fitting === '' || devices.test(fitting) ? `添付${number}` : fitting}.${kept}`
}

/** As many characters as there is room for, and none of them cut in two. */
function takeWhole(text: string, charsMax: number): string {
  let taken = ''
  for (const { segment } of new Intl.Segmenter('ja').segment(text)) {
    if (taken.length + segment.length > charsMax) break
    taken += segment
  }
  return taken
}
