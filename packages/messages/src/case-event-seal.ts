import type { Bytes, Verdict } from '@madoguchi/kit'
import { base64url, concat, no, sha256, utf8 } from '@madoguchi/kit'
import type { ReaderKey, SealContext, SealSecret } from './seal.ts'
import { openSeal, seal } from './seal.ts'

const kB = 1024
/** An event has one of these sizes, whatever it says: from outside, a decision looks like a note. */
const plainSizesBytes = [4 * kB, 16 * kB, 64 * kB, 200 * kB] as const
/** The encapsulated key before it, the tag behind it. */
const sealSizeBytes = 32 + 16

const label = utf8.encode('madoguchi/1/case-event\n')

/** What the first event of a case names as the one before: 32 zero bytes. */
export const noCaseEvent = base64url.encode(new Uint8Array(32))

/** Where an event stands: `filingDigest` is the digest of the signed `filing`, base64url. */
type CaseEventPlace = { readonly filing: string; readonly filingDigest: string; readonly number: number }

/** True for the sizes that a sealed event may have. */
export function isCaseEventSize(sizeBytes: number): boolean {
  return plainSizesBytes.some((plain) => plain + sealSizeBytes === sizeBytes)
}

/**
 * Seals the JSON of an event to the citizen's reader key, filled up with spaces to the next size. Throws a RangeError for more
 * than 200 KiB: whoever writes events checks before it comes here.
 */
export async function sealCaseEvent(options: {
  readerKey: string
  place: CaseEventPlace
  event: unknown
}): Promise<Bytes> {
  const json = utf8.encode(JSON.stringify(options.event))
  const sizeBytes = plainSizesBytes.find((size) => size >= json.length)
  if (sizeBytes === undefined) throw new RangeError(`an event of ${json.length} bytes`)
  const plaintext = new Uint8Array(sizeBytes).fill(0x20)
  plaintext.set(json)
  return seal({ readerKey: options.readerKey, plaintext, context: contextOf(options.place) })
}

/** Opens it again: JSON of whoever could seal it, so that its reader checks what it says. */
export async function openCaseEvent(options: {
  sealed: Bytes
  key: ReaderKey | SealSecret
  place: CaseEventPlace
}): Promise<Verdict<unknown, 'SEAL_BROKEN'>> {
  const { sealed, key, place } = options
  if (!isCaseEventSize(sealed.length)) return no('SEAL_BROKEN', { sizeBytes: sealed.length })
  const plain = await openSeal({ readerKey: key, sealed, context: contextOf(place) })
  if (!plain.ok) return plain
  try {
    return { ok: true, value: JSON.parse(utf8.decode(plain.value)) }
  } catch {
    // Sealed by whoever knew the key, and no JSON.
    return no('SEAL_BROKEN', { reason: 'FORM' })
  }
}

/**
 * What the next event names as the one before, base64url: SHA-256(label ‖ filing id ‖ number ‖ digest before ‖ SHA-256(payload)),
 * the number as four bytes, big endian.
 */
export function digestCaseEvent(
  { filing, number, previous }: { filing: string; number: number; previous: string },
  payload: Bytes,
): string {
  const before = base64url.decode(previous)
  return base64url.encode(sha256(concat(label, utf8.encode(filing), encodeNumber(number), before, sha256(payload))))
}

function contextOf({ filing, filingDigest, number }: CaseEventPlace): SealContext {
  return { exchange: filing, askDigest: concat(base64url.decode(filingDigest), encodeNumber(number)) }
}

function encodeNumber(number: number): Bytes {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, number)
  return bytes
}
