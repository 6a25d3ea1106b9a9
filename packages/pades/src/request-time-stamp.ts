import type { Bytes, Random, Verdict } from '@madoguchi/kit'
import { hex, no, ok, sha256 } from '@madoguchi/kit'
import {
  demandForm,
  encodeElement,
  encodeInteger,
  encodeOid,
  encodeSequence,
  MalformedError,
  readChildren,
  readInteger,
  readWhole,
  tag,
} from '@madoguchi/pki/der'
import { oid } from './cms/oids.ts'
import { checkTimeStamp } from './cms/read-time-stamp.ts'
import type { RequestTimeStampCode } from './errors.ts'

export type TimeStampOptions = {
  /** The address of a time-stamp authority (RFC 3161 3.4), from configuration. */
  readonly url: string
  readonly fetch: typeof fetch
  /** The signature value that is stamped: nothing of the document leaves the house. */
  readonly signature: Bytes
  readonly random: Random
  readonly timeoutMs?: number
}

const defaultTimeoutMs = 10_000
const answerBytesMax = 64 * 1024

/**
 * Asks a time-stamp authority about a signature. Gives the token for `assemble`, whose imprint, nonce and own signature
 * were checked; whether the authority is one that is trusted is looked at by whoever verifies.
 */
export async function requestTimeStamp(options: TimeStampOptions): Promise<Verdict<Bytes, RequestTimeStampCode>> {
  const nonce = options.random.bytes(16)
  // Positive, and in its shortest form.
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40
  const answer = await post(options, encodeRequest(options.signature, nonce))
  if (!answer.ok) return answer
  const token = readToken(answer.value)
  if (!token.ok) return token
  const stamp = checkTimeStamp(token.value, [options.signature])
  if (!stamp.ok) return stamp
  return stamp.value.nonceHex === hex.encode(nonce) ? token : no('TIME_STAMP_NONCE')
}

/** TimeStampReq, with the wish for the authority's certificate. */
function encodeRequest(signature: Bytes, nonce: Bytes): Bytes {
  const imprint = encodeSequence(
    encodeSequence(encodeOid(oid.sha256), encodeElement(tag.null)),
    encodeElement(tag.octetString, sha256(signature)),
  )
  const certificateWanted = encodeElement(tag.boolean, new Uint8Array([0xff]))
  return encodeSequence(encodeInteger(1n), imprint, encodeElement(tag.integer, nonce), certificateWanted)
}

async function post(options: TimeStampOptions, body: Bytes): Promise<Verdict<Bytes, RequestTimeStampCode>> {
  const { url, fetch, timeoutMs = defaultTimeoutMs } = options
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (!response.ok) {
      await response.body?.cancel()
      return no('TIME_STAMP_UNREACHABLE', { status: response.status })
    }
    return await readBounded(response)
  } catch (error) {
    // No connection, no answer in time, broken off: whatever fetch throws is the way's or the authority's fault.
    return no('TIME_STAMP_UNREACHABLE', { reason: error instanceof Error ? error.name : 'unknown' })
  }
}

async function readBounded(response: Response): Promise<Verdict<Bytes, RequestTimeStampCode>> {
  const parts: Uint8Array[] = []
  let sizeBytes = 0
  for await (const part of response.body ?? []) {
    sizeBytes += part.length
    if (sizeBytes > answerBytesMax) return no('TIME_STAMP_MALFORMED', { reason: 'too long' })
    parts.push(part)
  }
  return ok(new Uint8Array(Buffer.concat(parts)))
}

/** TimeStampResp (2.4.2): granted, or granted with changes. */
function readToken(answer: Bytes): Verdict<Bytes, RequestTimeStampCode> {
  try {
    const [statusInfo, token] = readChildren(readWhole(answer, tag.sequence))
    demandForm(statusInfo?.tag === tag.sequence, 'status')
    const status = readInteger(readChildren(statusInfo)[0])
    const number = status.length === 1 ? (status[0] ?? 255) : 255
    if (number > 1) return no('TIME_STAMP_REFUSED', { status: number })
    demandForm(token?.tag === tag.sequence, 'token')
    return ok(token.bytes.slice())
  } catch (error) {
    if (error instanceof MalformedError) return no('TIME_STAMP_MALFORMED', { reason: error.reason })
    throw error
  }
}
