import type { PartSource } from '@madoguchi/delivery'
import type { Ground } from '../shell/ground.ts'
import type { KeptFiles } from './kept-files.ts'

/** Parts of filings, for the agency that each was sent to, by the filing and the digest; nobody else learns what there is. */
export function makePartSource({ db }: Pick<Ground, 'db'>, files: Pick<KeptFiles, 'findFrom'>): PartSource {
  return {
    async open({ party, filing, digest, offset }) {
      const file = Buffer.from(digest, 'base64url').toString('hex')
      const row = await db.kysely
        .selectFrom('filing_parts as p')
        .innerJoin('filings as f', 'f.filing', 'p.filing')
        .select('p.file')
        .where('p.filing', '=', filing)
        .where('p.file', '=', file)
        .where('f.agency', '=', party)
        .executeTakeFirst()
      return row && files.findFrom(row.file, offset)
    },
  }
}
