import type { Handler } from '@madoguchi/delivery'
import { base64url, hex } from '@madoguchi/kit'
import type { Received } from '@madoguchi/messages'
import { digestMandate } from '@madoguchi/messages'
import { noteMandatesEnded } from '../mandates.ts'
import type { CoreTables } from '../tables.ts'

/** The citizen logged out: nothing more is asked under this mandate. Another party's mandate is left alone. */
export const handleEndMandate: Handler<CoreTables, 'end-mandate'> = async (work, messages) => {
  const ended = messages.map((message) => ({ digest: nameMandate(message), party: message.from }))
  await noteMandatesEnded(ended, work.at).execute(work.tx)
  return messages.map(() => undefined)
}

/** Portals of before name the mandate itself. */
function nameMandate({ body }: Received<'end-mandate'>): string {
  return hex.encode('mandate' in body ? digestMandate(body.mandate) : base64url.decode(body.mandateDigest))
}
