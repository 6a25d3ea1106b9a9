import type { Bytes, Log, Verdict } from '@madoguchi/kit'
import { AppError, equalBytes, no, ok } from '@madoguchi/kit'
import type { Certificate, CrlAnswer, CrlJob, TrustAnchor, TrustedCrl } from '@madoguchi/pki'
import { checkCrlOrder, lookUpRevocation, markCrl } from '@madoguchi/pki'

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

/** Reads and checks a list, a large one where nobody waits for it. Rejects where it takes too long. */
export type ReadList = (job: CrlJob) => Promise<CrlAnswer>

/**
 * Whether a foreign CA's list, where it has one, lets a certificate pass. A list that fails refuses everybody, but one
 * that is older than what this process has seen: then the newer one counts, and the log has the attempt. A list that is
 * handed out again is not read again.
 */
export function makeForeignRevocation({ log, readList }: { log: Log; readList: ReadList }): ForeignRevocation {
  const held = new Map<ForeignAuthority, { readonly bytes: Bytes; readonly trusted: TrustedCrl }>()

  async function read(bytes: Bytes, authority: ForeignAuthority): Promise<Verdict<TrustedCrl, string>> {
    const before = held.get(authority)
    if (before !== undefined && (before.bytes === bytes || equalBytes(before.bytes, bytes))) return ok(before.trusted)
    const issuer = authority.anchor
    const crl = await readList({ der: bytes, issuer }).catch((error: unknown) => {
      if (error instanceof AppError) return no(error.code)
      throw error
    })
    if (!crl.ok) return crl
    const trusted = { crl: crl.value, issuer }
    // Another card may have brought a list while this one was read.
    const known = held.get(authority)
    const order = known === undefined ? ok() : checkCrlOrder(markCrl(trusted), markCrl(known.trusted))
    if (!order.ok) {
      log.error('CRL_REFUSED', { code: order.code, anchor: issuer.name })
      return known === undefined ? order : ok(known.trusted)
    }
    held.set(authority, { bytes, trusted })
    return ok(trusted)
  }

  return async (certificate, authority, at) => {
    if (authority.loadCrl === undefined) return ok()
    const loaded = await authority.loadCrl().catch((error: unknown) => (error instanceof Error ? error : undefined))
    if (!(loaded instanceof Uint8Array)) return no('CRL_UNREACHABLE')
    const trusted = await read(loaded, authority)
    return trusted.ok ? lookUpRevocation({ certificate, trusted: trusted.value, at }) : trusted
  }
}
