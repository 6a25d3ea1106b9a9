import type { Handler } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import { base64url, equalBytes } from '@madoguchi/kit'
import type { Received, Verifier } from '@madoguchi/messages'
import { openEnclosure } from '@madoguchi/messages'
import type { Transaction } from 'kysely'
import type { AgencyTables } from '../tables.ts'

/** 提出: notes the filing as coming, with its parts; the intake fetches them. A repeated one changes nothing. */
export function makeFiled({ verifier }: { verifier: Verifier }): Handler<AgencyTables, 'filed'> {
  return async ({ tx, at }, messages) => {
    const codes: (string | undefined)[] = []
    for (const message of messages) {
      const filing = openEnclosure({ message, name: 'filing', verifier, at })
      if (!filing.ok) codes.push(filing.code)
      else if (!isAbout(message, filing.value)) codes.push('FILING_MISMATCH')
      else codes.push(await noteFiling(tx, { message, filing: filing.value, at }))
    }
    return codes
  }
}

function isAbout({ body, to }: Received<'filed'>, filing: Received<'filing'>): boolean {
  const isSame = filing.body.filing === body.filing && filing.from === body.portal && filing.to === to
  return isSame && base64url.encode(filing.digest) === body.filingDigest
}

async function noteFiling(
  tx: Transaction<AgencyTables>,
  { message, filing, at }: { message: Received<'filed'>; filing: Received<'filing'>; at: Date },
): Promise<'FILING_MISMATCH' | undefined> {
  const { body } = message
  const inserted = await tx
    .insertInto('filings')
    .values({
      filing_id: body.filing,
      about: filing.body.about ?? null,
      portal: body.portal,
      filer_code: body.filerCode,
      filing_digest: filing.digest,
      envelope: filing.bytes,
      desk_key: filing.body.deskKey,
      reader_key: filing.body.readerKey,
      filed_at: new Date(body.filedAt),
      received_at: at,
      state: 'coming',
      next_try_at: at,
      form: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) return findOther(tx, body.filing, filing.digest)
  const parts = filing.body.parts.map(({ digest, sizeBytes }, index) => ({
    filing_id: body.filing,
    index,
    digest: base64url.decode(digest),
    size_bytes: sizeBytes,
  }))
  await tx.insertInto('filing_parts').values(parts).execute()
  return undefined
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
