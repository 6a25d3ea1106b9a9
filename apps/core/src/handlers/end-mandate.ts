import type { Handler } from '@madoguchi/delivery'
import { base64url, hex } from '@madoguchi/kit'
import type { Received } from '@madoguchi/messages'
import { digestMandate } from '@madoguchi/messages'
import { sql } from 'kysely'
import type { CoreTables } from '../tables.ts'

/** The citizen logged out: nothing more is asked under this mandate. Another party's mandate is left alone. */
export const handleEndMandate: Handler<CoreTables, 'end-mandate'> = async (work, messages) => {
  await sql`
    update mandates m set ended_at = ${work.at}
    from unnest(${messages.map(nameMandate)}::text[], ${messages.map(({ from }) => from)}::text[]) as t (digest, party)
    where m.mandate_digest = decode(t.digest, 'hex') and m.party = t.party and m.ended_at is null`.execute(work.tx)
  return messages.map(() => undefined)
}

/** Portals of before name the mandate itself. */
function nameMandate({ body }: Received<'end-mandate'>): string {
  return hex.encode('mandate' in body ? digestMandate(body.mandate) : base64url.decode(body.mandateDigest))
}
