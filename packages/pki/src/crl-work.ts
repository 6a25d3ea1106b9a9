import type { Bytes, Verdict } from '@madoguchi/kit'
import { ok, secondMs } from '@madoguchi/kit'
import type { Crl } from './crl.ts'
import { parseCrl } from './crl.ts'
import type { CrlCode } from './errors.ts'
import { limits } from './limits.ts'
import type { CrlIssuer } from './revocation.ts'
import { checkCrl } from './revocation.ts'

/** A revocation list to be read and checked, in a thread of its own where it is large. */
export type CrlJob = { readonly der: Bytes; readonly issuer: CrlIssuer }
export type CrlAnswer = Verdict<Crl, CrlCode>

/** `ok` means that `checkCrl` passed the list for this issuer. */
export function answerCrl({ der, issuer }: CrlJob): CrlAnswer {
  const parsed = parseCrl(der)
  if (!parsed.ok) return parsed
  const checked = checkCrl(parsed.value, issuer)
  return checked.ok ? ok(parsed.value) : checked
}

/** What is no larger costs less to read, whatever is in it, than a thread does. About 3,000 entries. */
const cheapBytesMax = 128 * 1024

/** The room for it. As many lists may wait as there can be anchors. */
export const crlWork = {
  entry: new URL('./read-crl.worker.ts', import.meta.url),
  atOnceMax: 1,
  waitingMax: limits.anchorsMax,
  timeoutMs: 30 * secondMs,
  heapMebiMax: 64,
  answerCheap: (job: CrlJob): CrlAnswer | undefined => (job.der.length <= cheapBytesMax ? answerCrl(job) : undefined),
} as const
