import type { Database } from '@madoguchi/db'
import type { Bytes, Clock, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { CertCode, TrustAnchor } from '@madoguchi/pki'
import { authenticationRequirements, checkPath, jpkiPolicy, parseCertificate } from '@madoguchi/pki'
import { insertCertificates } from './certificates.ts'
import type { RegistryTables } from './tables.ts'

export type EnrolRefusal = CertCode | 'CERT_OF_JPKI' | 'CERT_TAKEN' | 'RESIDENT_UNKNOWN'

/**
 * Ties an authentication certificate that another CA issued to a resident, so that its holder logs in as that resident.
 * Twice is once. `isTrusted` is false when none of `anchors` issued it: it is noted, and logs nobody in until its CA is
 * trusted. A certificate of J-LIS is refused: 公的個人認証法 leaves keeping those to certified verifiers.
 * Duty: the caller has seen that whoever asks may speak for the sandbox. Nobody proves to hold the key here.
 */
export async function enrol(
  deps: { db: Database<RegistryTables>; anchors: readonly TrustAnchor[]; clock: Clock },
  order: { certificate: Bytes; residentCode: string },
): Promise<Verdict<{ isTrusted: boolean }, EnrolRefusal>> {
  const { db, anchors, clock } = deps
  const { residentCode } = order
  const at = clock.now()
  const parsed = parseCertificate(order.certificate)
  if (!parsed.ok) return parsed
  const { value: leaf } = parsed
  if (leaf.issuer.O === 'JPKI') return no('CERT_OF_JPKI')
  const path = checkPath({ leaf, intermediates: [], anchors, at, requirements: authenticationRequirements })
  if (!path.ok && path.code !== 'CERT_ISSUER_UNKNOWN') return path
  if (!leaf.policies.includes(jpkiPolicy.authentication)) return no('CERT_POLICY')
  if (leaf.notAfter < at) return no('CERT_EXPIRED')
  const resident = await db.kysely
    .selectFrom('residents')
    .select('resident_code')
    .where('resident_code', '=', residentCode)
    .executeTakeFirst()
  if (resident === undefined) return no('RESIDENT_UNKNOWN')
  await insertCertificates(db.kysely, [
    { certificate: leaf, profile: 'authentication', residentCode, issuedAt: at, isEnrolled: true },
  ])
  const kept = await db.kysely
    .selectFrom('certificates')
    .select(['resident_code', 'revoked_at'])
    .where('fingerprint', '=', leaf.fingerprint)
    .executeTakeFirstOrThrow()
  if (kept.resident_code !== residentCode) return no('CERT_TAKEN')
  if (kept.revoked_at !== null) return no('CERT_REVOKED')
  return ok({ isTrusted: path.ok })
}
