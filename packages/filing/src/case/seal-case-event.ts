import type { Bytes, Verdict } from '@madoguchi/kit'
import { AppError, base64url, no, ok, utf8 } from '@madoguchi/kit'
import type { ReaderKey, SealContext } from '@madoguchi/messages'
import { openSeal, seal } from '@madoguchi/messages'
import { filingLimits } from '../limits.ts'
import type { CaseEvent } from './case-event.ts'
import { caseEvent } from './case-event.ts'

const space = 0x20

/**
 * Seals an event to the reader key that its filing carried, filled up to one of four sizes, so that 認定 and 却下 look alike on their
 * way. `filingDigest` is the digest of the signed `filing`, base64url. Throws CASE_EVENT_TOO_LARGE, and what the schema throws.
 */
export async function sealCaseEvent(
  event: CaseEvent,
  { readerKey, filingDigest }: { readonly readerKey: string; readonly filingDigest: string },
): Promise<Bytes> {
  const json = utf8.encode(JSON.stringify(caseEvent.parse(event)))
  const sizeBytes = filingLimits.caseEventSizesBytes.find((each) => json.length <= each)
  if (sizeBytes === undefined) {
    const facts = { sizeBytes: json.length }
    throw new AppError('CASE_EVENT_TOO_LARGE', 'An event of a case is larger than an event may be.', { facts })
  }
  const plaintext = new Uint8Array(sizeBytes).fill(space)
  plaintext.set(json)
  return seal({ readerKey, plaintext, context: contextOf({ ...event, filingDigest }) })
}

type Place = { readonly filing: string; readonly filingDigest: string; readonly number: number }

/** Opens an event at its place in its case. Never throws on what a peer sent. */
export async function openCaseEvent(
  sealed: Bytes,
  { readerKey, ...place }: Place & { readonly readerKey: ReaderKey },
): Promise<Verdict<CaseEvent, 'SEAL_BROKEN' | 'CASE_EVENT_MALFORMED'>> {
  const opened = await openSeal({ readerKey, sealed, context: contextOf(place) })
  if (!opened.ok) return opened
  const event = parseCaseEvent(opened.value)
  const isOfPlace = event?.filing === place.filing && event.number === place.number
  return event !== undefined && isOfPlace ? ok(event) : no('CASE_EVENT_MALFORMED', { number: place.number })
}

function parseCaseEvent(bytes: Bytes): CaseEvent | undefined {
  try {
    return caseEvent.parse(JSON.parse(utf8.decode(bytes)))
  } catch {
    // Not UTF-8, not JSON, not an event: whatever it is, it is malformed.
    return undefined
  }
}

function contextOf({ filing, filingDigest, number }: Place): SealContext {
  return { exchange: `madoguchi/1/case-event/${filing}/${number}`, askDigest: base64url.decode(filingDigest) }
}
