import { readBounded } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import { AppError, secondMs } from '@madoguchi/kit'

/** A citizen waits for it, and the list is there instead. */
const timeoutMs = 3 * secondMs
const sizeBytesMax = 32 * 1024

/** RFC 6960 appendix A: the request by POST, the signed response back. Throws AppError OCSP_UNREACHABLE. */
export async function fetchOcsp(url: string, request: Bytes): Promise<Bytes> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/ocsp-request' },
      body: new Uint8Array(request),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    })
    if (response.status === 200) return await readBounded(response.body, sizeBytesMax)
    throw new AppError('OCSP_UNREACHABLE', 'The OCSP responder refused.', { facts: { status: response.status } })
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'OCSP_UNREACHABLE') throw cause
    throw new AppError('OCSP_UNREACHABLE', 'The OCSP responder could not be had.', { cause })
  }
}
