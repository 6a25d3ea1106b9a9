import type { Certificate, CrlReason } from '@madoguchi/pki'
import type { Kysely } from 'kysely'
import type { Profile } from './authorities.ts'
import type { RegistryTables } from './tables.ts'

// All that is written into the table of certificates.

type NewCertificate = {
  readonly certificate: Certificate
  readonly profile: Profile
  readonly residentCode: string
  readonly issuedAt: Date
  /** Another CA issued it: it is tied to a resident, and is in no list of ours. */
  readonly isEnrolled: boolean
}

/** One that is there already stays as it is. */
export async function insertCertificates(
  db: Kysely<RegistryTables>,
  certificates: readonly NewCertificate[],
): Promise<void> {
  await db
    .insertInto('certificates')
    .values(
      certificates.map(({ certificate, profile, residentCode, issuedAt, isEnrolled }) => ({
        fingerprint: certificate.fingerprint,
        serial: certificate.serialHex,
        profile,
        resident_code: residentCode,
        certificate: certificate.der,
        issued_at: issuedAt,
        not_after: certificate.notAfter,
        revoked_at: null,
        revocation_reason: null,
        is_enrolled: isEnrolled,
      })),
    )
    .onConflict((conflict) => conflict.column('fingerprint').doNothing())
    .execute()
}

/** Gives the profile of the one that is revoked now; one that was keeps its day and reason. Undefined where there is none. */
export async function revokeCertificate(
  db: Kysely<RegistryTables>,
  { fingerprint, reason, at }: { readonly fingerprint: string; readonly reason: CrlReason; readonly at: Date },
): Promise<Profile | undefined> {
  const row = await db
    .updateTable('certificates')
    .set((is) => ({
      revoked_at: is.fn.coalesce('revoked_at', is.val(at)),
      revocation_reason: is.fn.coalesce('revocation_reason', is.val(reason)),
    }))
    .where('fingerprint', '=', fingerprint)
    .returning('profile')
    .executeTakeFirst()
  return row?.profile
}
