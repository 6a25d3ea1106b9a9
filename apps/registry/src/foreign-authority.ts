import type { Bytes, Log, Verdict } from '@madoguchi/kit'
import { equalBytes, no, ok } from '@madoguchi/kit'
import type { Certificate, TrustAnchor, TrustedCrl } from '@madoguchi/pki'
import { checkCrl, checkCrlOrder, lookUpRevocation, markCrl, parseCrl } from '@madoguchi/pki'

/** Somebody else's CA whose cards take part in the sandbox. */
export type ForeignAuthority = {
  readonly anchor: TrustAnchor
  /** The DER of its revocation list as it is now. Absent: there is none, and its cards are taken as they are. */
  readonly loadCrl?: () => Promise<Bytes>
}

export type ForeignRevocation = (
  certificate: Certificate,
  authority: ForeignAuthority,
  at: Date,
) => Promise<Verdict<undefined, string>>

/**
 * Whether a foreign CA's list, where it has one, lets a certificate pass. A list that fails refuses everybody, but one
 * that is older than what this process has seen: then the newer one counts, and the log has the attempt. A list that is
 * handed out again is not read again.
 */
export function makeForeignRevocation(log: Log): ForeignRevocation {
  const held = new Map<ForeignAuthority, { readonly bytes: Bytes; readonly trusted: TrustedCrl }>()

  function read(bytes: Bytes, authority: ForeignAuthority): Verdict<TrustedCrl, string> {
    const known = held.get(authority)
    if (known !== undefined && equalBytes(known.bytes, bytes)) return ok(known.trusted)
    const crl = parseCrl(bytes)
    const trusted = crl.ok ? checkCrl(crl.value, authority.anchor) : crl
    if (!trusted.ok) return trusted
    const order = known === undefined ? ok() : checkCrlOrder(markCrl(trusted.value), markCrl(known.trusted))
    if (!order.ok) {
      log.error('CRL_REFUSED', { code: order.code, anchor: authority.anchor.name })
      return known === undefined ? order : ok(known.trusted)
    }
    held.set(authority, { bytes, trusted: trusted.value })
    return trusted
  }

  return async (certificate, authority, at) => {
    if (authority.loadCrl === undefined) return ok()
    const loaded = await authority.loadCrl().catch((error: unknown) => (error instanceof Error ? error : undefined))
    if (!(loaded instanceof Uint8Array)) return no('CRL_UNREACHABLE')
    const trusted = read(loaded, authority)
    return trusted.ok ? lookUpRevocation({ certificate, trusted: trusted.value, at }) : trusted
  }
}
