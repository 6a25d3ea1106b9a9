import type { Handler } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import { base64url, equalBytes } from '@madoguchi/kit'
import type { Received, Verifier } from '@madoguchi/messages'
import { openEnclosure } from '@madoguchi/messages'
import type { Transaction } from 'kysely'
import { noteFiling } from '../filings/kept-filings.ts'
import type { AgencyTables } from '../tables.ts'

/** 提出: notes the filing as coming, with its parts; the intake fetches them. A repeated one changes nothing. */
export function makeFiled({ verifier }: { verifier: Verifier }): Handler<AgencyTables, 'filed'> {
  return async ({ tx, at }, messages) => {
    const codes: (string | undefined)[] = []
    for (const message of messages) {
      const filing = openEnclosure({ message, name: 'filing', verifier, at })
      if (!filing.ok) codes.push(filing.code)
      else if (!isAbout(message, filing.value)) codes.push('FILING_MISMATCH')
      else if (await noteFiling(tx, { filed: message.body, filing: filing.value, at })) codes.push(undefined)
      else codes.push(await findOther(tx, message.body.filing, filing.value.digest))
    }
    return codes
  }
}

function isAbout({ body, to }: Received<'filed'>, filing: Received<'filing'>): boolean {
  const isSame = filing.body.filing === body.filing && filing.from === body.portal && filing.to === to
  return isSame && base64url.encode(filing.digest) === body.filingDigest
}

/** What is there already is the same, or this one is no filing that the core could have noted. */
async function findOther(tx: Transaction<AgencyTables>, filing: string, digest: Bytes) {
  const known = await tx
    .selectFrom('filings')
    .select('filing_digest')
    .where('filing_id', '=', filing)
    .executeTakeFirst()
  return known !== undefined && equalBytes(known.filing_digest, digest) ? undefined : 'FILING_MISMATCH'
}
