import type { Bytes } from '@madoguchi/kit'
import { AppError, secondMs } from '@madoguchi/kit'

const timeoutMs = 10 * secondMs
const sizeBytesMax = 32 * 1024 * 1024

/** A revocation list is signed: plain HTTP is how such lists are published. Throws AppError CRL_UNREACHABLE. */
export async function fetchCrl(url: string): Promise<Bytes> {
  let response: Response
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
  } catch (cause) {
    throw new AppError('CRL_UNREACHABLE', 'The revocation list could not be had.', { cause })
  }
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (response.status !== 200 || bytes.length > sizeBytesMax)
    throw new AppError('CRL_UNREACHABLE', 'The revocation list could not be had.', {
      facts: { status: response.status },
    })
  return bytes
}
