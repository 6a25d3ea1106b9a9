import type { Verdict } from '@madoguchi/kit'
import { hex, no, ok, sha256 } from '@madoguchi/kit'
import type { TrustedCrl } from './revocation.ts'

/** What is to be remembered of the newest list of a CA key, so that no older one is taken afterwards. */
export type CrlMark = {
  /** SHA-256 of the CA's name and key. */
  readonly issuerHex: string
  /** SHA-256 of the scope as it stands in the list; empty where it has none. */
  readonly scopeHex: string
  readonly number: bigint | undefined
  readonly thisUpdate: Date
}

export function markCrl({ crl, issuer }: TrustedCrl): CrlMark {
  const key = new Uint8Array(issuer.publicKey.export({ format: 'der', type: 'spki' }))
  return {
    issuerHex: hex.encode(sha256(issuer.subjectDer, key)),
    scopeHex: crl.scope === undefined ? '' : hex.encode(sha256(crl.scope.der)),
    number: crl.number,
    thisUpdate: crl.thisUpdate,
  }
}

/**
 * Whether a list may come after the newest that was seen of its issuer: it is of no earlier time, and where both are of
 * one scope and bear a number, of no lower one (RFC 5280 5.2.3). A signature says who made a list, not that it is the
 * last: whoever stands on the way can hand out yesterday's.
 */
export function checkCrlOrder(next: CrlMark, newest: CrlMark): Verdict<undefined, 'CRL_OLDER'> {
  if (next.thisUpdate < newest.thisUpdate) return no('CRL_OLDER', { step: '5.1.2.4' })
  const isNumbered = next.number !== undefined && newest.number !== undefined && next.scopeHex === newest.scopeHex
  return isNumbered && next.number < newest.number ? no('CRL_OLDER', { step: '5.2.3' }) : ok()
}
