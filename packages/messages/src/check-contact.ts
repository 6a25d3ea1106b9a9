import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok, utf8 } from '@madoguchi/kit'
import { z } from 'zod'
import { dropDirectionMarks, findDirectionMark } from './direction-marks.ts'
import { text } from './fields.ts'
import type { ReaderKey } from './seal.ts'
import { openSeal, seal } from './seal.ts'

/** So much room has what is said, whatever is said: UTF-8 JSON, filled up with spaces. */
const plainSizeBytes = 512
/** The encapsulated key before it, the tag behind it. */
export const sealedContactSizeBytes = plainSizeBytes + 32 + 16

/** How a citizen who asks for a check wants to be reached; both may be left out. */
const checkContact = z.strictObject({
  name: text(40).optional(),
  /** A telephone in Japan, digits only. */
  phone: z
    .string()
    .regex(/^0[0-9]{9,10}$/)
    .optional(),
})
export type CheckContact = z.infer<typeof checkContact>

/** Whether it may be sealed: the rule that its reader has, and no mark that turns the direction of writing, which its reader drops. */
export function isCheckContact(contact: unknown): contact is CheckContact {
  return checkContact.safeParse(contact).success && findDirectionMark(contact) === undefined
}

/** Seals how to be reached to an agency's key of the month; every seal has the same size. */
export function sealContact(options: { contact: CheckContact; checkKey: string; exchange: string }): Promise<Bytes> {
  const plain = new Uint8Array(plainSizeBytes).fill(0x20)
  plain.set(utf8.encode(JSON.stringify(options.contact)))
  return seal({ readerKey: options.checkKey, plaintext: plain, context: contextOf(options.exchange) })
}

/** Opens it again. SEAL_BROKEN also for what was sealed well and is no contact: the reason says so. */
export async function openContact(options: {
  sealed: Bytes
  key: ReaderKey
  exchange: string
}): Promise<Verdict<CheckContact, 'SEAL_BROKEN'>> {
  const { sealed, key, exchange } = options
  if (sealed.length !== sealedContactSizeBytes) return no('SEAL_BROKEN', { sizeBytes: sealed.length })
  const plain = await openSeal({ readerKey: key, sealed, context: contextOf(exchange) })
  if (!plain.ok) return plain
  try {
    const read = checkContact.safeParse(JSON.parse(utf8.decode(plain.value)))
    return read.success ? ok(dropDirectionMarks(read.data)) : no('SEAL_BROKEN', { reason: 'CONTACT' })
  } catch {
    // Whoever sealed it wrote no JSON, or no UTF-8.
    return no('SEAL_BROKEN', { reason: 'CONTACT' })
  }
}

/** The exchange alone: whoever asks for a check has the question no more, and the key is for nothing else. */
function contextOf(exchange: string) {
  return { exchange, askDigest: new Uint8Array(0) }
}
