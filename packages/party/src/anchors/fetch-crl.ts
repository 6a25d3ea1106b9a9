import { readBounded } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import { AppError, secondMs } from '@madoguchi/kit'
import { pkiLimits } from '@madoguchi/pki'

const timeoutMs = 10 * secondMs

/** A revocation list is signed: plain HTTP is how such lists are published. Throws AppError CRL_UNREACHABLE. */
export async function fetchCrl(url: string): Promise<Bytes> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
    // No further than the longest list that is read: whoever answers chooses how much comes.
    if (response.status === 200) return await readBounded(response.body, pkiLimits.crlBytesMax)
    throw new AppError('CRL_UNREACHABLE', 'The revocation list was refused.', { facts: { status: response.status } })
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'CRL_UNREACHABLE') throw cause
    throw new AppError('CRL_UNREACHABLE', 'The revocation list could not be had.', { cause })
  }
}
