import type { Work } from '@madoguchi/delivery'
import type { Bytes, Clock, Random } from '@madoguchi/kit'
import { AppError, dayMs, makeId } from '@madoguchi/kit'
import type { ReaderKey } from '@madoguchi/messages'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { AgencyTables } from '../tables.ts'
import { deriveFilingKey } from './derive-filing-key.ts'

const livesMs = 365 * dayMs
/** Before one ends there is the next, for so long that every portal has it and drafts have been sent. */
const nextAheadMs = 90 * dayMs

/** The keys that filings are sealed to: each follows from the agency's secret and its own id, so that a backup of both opens all. */
export type FilingKeys = {
  /**
   * The private key of a public one that was ours at any time, revoked or ended too; undefined where it never was. Throws
   * FILING_KEY_LOST where the secret is another one than it was made of.
   */
  find(tx: Kysely<AgencyTables>, publicKey: string): Promise<ReaderKey | undefined>
  /** Makes the next one where it is time. True where it was. */
  keep(work: Work<AgencyTables>): Promise<boolean>
}

export function makeFilingKeys(secret: Bytes, random: Random): FilingKeys {
  const derive = (id: string) => deriveFilingKey(secret, id)
  return {
    async find(tx, publicKey) {
      const row = await tx
        .selectFrom('filing_keys')
        .select('key_id')
        .where('public_key', '=', publicKey)
        .executeTakeFirst()
      if (row === undefined) return undefined
      const key = await derive(row.key_id)
      if (key.publicKey === publicKey) return key
      throw new AppError(
        'FILING_KEY_LOST',
        '申請を受けたときの鍵が、この秘密からはできません。もとの秘密のファイルに戻してください。',
        {
          facts: { key: row.key_id },
        },
      )
    },
    async keep({ tx, at }) {
      await sql`select pg_advisory_xact_lock(hashtext('filing_keys'))`.execute(tx)
      const [newest] = await listFilingKeys(tx, at)
      if (newest !== undefined && newest.ends_at.getTime() - at.getTime() > nextAheadMs) return false
      const id = makeId('fky', random)
      const row = { key_id: id, public_key: (await derive(id)).publicKey, begins_at: at }
      await tx
        .insertInto('filing_keys')
        .values({ ...row, ends_at: new Date(at.getTime() + livesMs) })
        .execute()
      return true
    },
  }
}

/** Those that may be sealed to now, the one that lasts longest first. */
export function listFilingKeys(tx: Kysely<AgencyTables>, at: ReturnType<Clock['now']>) {
  return tx
    .selectFrom('filing_keys')
    .select(['public_key', 'ends_at'])
    .where('revoked_at', 'is', null)
    .where('ends_at', '>', at)
    .orderBy('ends_at', 'desc')
    .limit(4)
    .execute()
}
