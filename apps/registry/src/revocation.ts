import type { Database } from '@madoguchi/db'
import type { Bytes, Clock } from '@madoguchi/kit'
import { AppError, hourMs, minuteMs } from '@madoguchi/kit'
import type { CrlReason } from '@madoguchi/pki'
import { createCrl } from '@madoguchi/pki/issue'
import { sql } from 'kysely'
import type { Authorities, Profile } from './authorities.ts'
import { revokeCertificate } from './certificates.ts'
import type { RegistryTables } from './tables.ts'

const crlLivesMs = 24 * hourMs
const crlKeptMs = 10 * minuteMs

type RevocationList = {
  /** The current list of a profile, DER. Made anew after every revocation and every ten minutes. */
  load(profile: Profile): Promise<Bytes>
  /** Revokes a certificate by fingerprint; one that is revoked keeps its day and reason. Throws AppError CERTIFICATE_UNKNOWN. */
  revoke(fingerprint: string, reason: CrlReason): Promise<void>
}

/** 失効情報: what is revoked, and the signed lists that say so. */
export function makeRevocationList(deps: {
  db: Database<RegistryTables>
  authorities: Authorities
  clock: Clock
}): RevocationList {
  const { db, authorities, clock } = deps
  const kept = new Map<Profile, { list: Promise<Bytes>; until: number }>()

  /**
   * One list of a CA at a time, by whatever copy: one with a higher number has everything that one with a lower has, so
   * that whoever holds the higher may refuse the lower.
   */
  async function make(profile: Profile): Promise<Bytes> {
    const { thisUpdate, number, revoked } = await db.transact(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtext(${`revocation list: ${profile}`}))`.execute(tx)
      const { rows } = await sql<{ number: string }>`select nextval('crl_number')::text as number`.execute(tx)
      const revoked = await tx
        .selectFrom('certificates')
        .select(['serial', 'revoked_at', 'revocation_reason'])
        .where('profile', '=', profile)
        .where('revoked_at', 'is not', null)
        .where('is_enrolled', '=', false)
        .execute()
      return { thisUpdate: clock.now(), number: BigInt(rows[0]?.number ?? '1'), revoked }
    })
    return createCrl({
      ca: authorities[profile].ca,
      thisUpdate,
      nextUpdate: new Date(thisUpdate.getTime() + crlLivesMs),
      number,
      revoked: revoked.map((row) => ({
        serialHex: row.serial,
        at: row.revoked_at ?? thisUpdate,
        reason: (row.revocation_reason ?? 'unspecified') as CrlReason,
      })),
    })
  }

  return {
    load(profile) {
      const now = clock.now().getTime()
      const entry = kept.get(profile)
      if (entry !== undefined && now < entry.until) return entry.list
      const list = make(profile)
      kept.set(profile, { list, until: now + crlKeptMs })
      list.catch(() => kept.delete(profile))
      return list
    },
    async revoke(fingerprint, reason) {
      const profile = await revokeCertificate(db.kysely, { fingerprint, reason, at: clock.now() })
      if (profile === undefined)
        throw new AppError('CERTIFICATE_UNKNOWN', 'The certificate to revoke is not known here.')
      kept.delete(profile)
    },
  }
}
