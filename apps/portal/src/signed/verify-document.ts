import type { Bytes, Clock, Verdict } from '@madoguchi/kit'
import { AppError, no, ok } from '@madoguchi/kit'
import type { SignatureReport, SignedPdfAnswer, SignedPdfJob, VerifyDocumentCode } from '@madoguchi/pades'
import { askRevocation, signedPdfWork } from '@madoguchi/pades'
import type { TrustAnchor } from '@madoguchi/pki'
import { openWorkRoom } from '@madoguchi/server'
import type { KnownSigners } from './known-signers.ts'

/** One report a signature, oldest first. `WORK_ROOM_FULL` while as many documents as may wait do. */
export type VerifyDocument = (
  pdf: Bytes,
) => Promise<Verdict<readonly SignatureReport[], VerifyDocumentCode | 'WORK_ROOM_FULL'>>

/**
 * Verifies signatures against the signing authorities that the portal trusts, with their OCSP responder or lists, and
 * time stamps against the authorities that it believes. The document is looked at in a thread that ends with it: a
 * stranger chose what it costs. Only of signers whom we know anybody is asked.
 */
export function openVerifyDocument(
  options: {
    signers: KnownSigners
    clock: Clock
    /** Who looks at a signed document, unless a thread of ours does. */
    readSigned: ((job: SignedPdfJob) => Promise<SignedPdfAnswer>) | undefined
  },
  stack: AsyncDisposableStack,
): VerifyDocument {
  const { clock, readSigned } = options
  const read = readSigned ?? stack.use(openWorkRoom<SignedPdfJob, SignedPdfAnswer>(signedPdfWork)).answer
  const { anchors, sealAnchors, timeStampAnchors, check } = options.signers
  return async (pdf) => {
    const at = clock.now()
    const job = { pdf, options: { anchors, sealAnchors, timeStampAnchors, at } }
    const found = await read(job).catch(refuseByName)
    if (!found.ok) return found
    const reports = await askRevocation(found.value, {
      at,
      checkRevocation: async ({ chain: [leaf], anchor }) => {
        const own = anchors.find((one) => isSameAnchor(one, anchor))
        return leaf === undefined || own === undefined ? no('LOGIN_REVOCATION_UNKNOWN') : check(leaf, own)
      },
    })
    return ok(reports)
  }
}

/** What took too long or wanted too much memory was not looked at to its end: that says nothing against it. */
function refuseByName(error: unknown): Verdict<never, 'DOCUMENT_TOO_COSTLY' | 'WORK_ROOM_FULL'> {
  const code = error instanceof AppError ? error.code : undefined
  if (code === 'WORK_ROOM_FULL') return no('WORK_ROOM_FULL')
  if (code === 'WORK_TIMED_OUT' || code === 'WORK_FAILED') return no('DOCUMENT_TOO_COSTLY', { cost: code })
  throw error
}

/** From another thread comes a copy. Generations of one CA share a name: the key tells them apart. */
function isSameAnchor(own: TrustAnchor, copy: TrustAnchor): boolean {
  return own.name === copy.name && own.publicKey.equals(copy.publicKey)
}
