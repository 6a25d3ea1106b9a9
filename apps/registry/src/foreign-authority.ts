import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { Certificate, TrustAnchor } from '@madoguchi/pki'
import { checkRevocation, parseCrl } from '@madoguchi/pki'

/** Somebody else's CA whose cards take part in the sandbox. */
export type ForeignAuthority = {
  readonly anchor: TrustAnchor
  /** The DER of its revocation list as it is now. Absent: there is none, and its cards are taken as they are. */
  readonly loadCrl?: () => Promise<Bytes>
}

/** Whether a foreign CA's list, where it has one, lets this certificate pass. A list that fails refuses everybody. */
export async function checkForeignRevocation(options: {
  certificate: Certificate
  authority: ForeignAuthority
  at: Date
}): Promise<Verdict<undefined, string>> {
  const { certificate, authority, at } = options
  if (authority.loadCrl === undefined) return ok()
  const loaded = await authority.loadCrl().catch((error: unknown) => (error instanceof Error ? error : undefined))
  if (!(loaded instanceof Uint8Array)) return no('CRL_UNREACHABLE')
  const crl = parseCrl(loaded)
  return crl.ok ? checkRevocation({ certificate, issuer: authority.anchor, crl: crl.value, at }) : crl
}
