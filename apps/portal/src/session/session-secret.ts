import type { Bytes, Random } from '@madoguchi/kit'
import { concat, utf8 } from '@madoguchi/kit'
import { z } from 'zod'
import { bindToSession } from '../shell/bindings.ts'
import { closeSecret, openSecret } from '../shell/secret.ts'

/** What only the token of a session opens: nothing of it stands in the database in any other form. */
type SessionSecret = {
  /** The vault's, or that of a card without one: 32 bytes. */
  readonly key: Bytes
  readonly linkCode: string
  readonly mandate: string
  /** What a demo card says. */
  readonly holder: string | undefined
}

/** The account and the hash by which a session is found: a secret that is moved to another row opens nothing. */
type Row = { readonly account: string; readonly hash: Bytes }

const keySizeBytes = 32
const said = z.strictObject({ linkCode: z.string(), mandate: z.string(), holder: z.string().optional() })

/** Key ‖ JSON {linkCode, mandate, holder}, closed under the second half of the token (`closeSecret`). */
export function closeSessionSecret(
  { key: held, linkCode, mandate, holder }: SessionSecret,
  { key, row, random }: { key: Bytes; row: Row; random: Random },
): Bytes {
  const secret = concat(held, utf8.encode(JSON.stringify({ linkCode, mandate, holder })))
  try {
    return closeSecret({ key, secret, boundTo: bindToSession(row.account, row.hash), random })
  } finally {
    secret.fill(0)
  }
}

/** Undefined when the token or the row is not the one that it was closed for. */
export function openSessionSecret(closed: Bytes, { key, row }: { key: Bytes; row: Row }): SessionSecret | undefined {
  const secret = openSecret({ key, closed, boundTo: bindToSession(row.account, row.hash) })
  if (secret === undefined) return undefined
  try {
    const { linkCode, mandate, holder } = said.parse(JSON.parse(utf8.decode(secret.subarray(keySizeBytes))))
    return { key: secret.slice(0, keySizeBytes), linkCode, mandate, holder }
  } finally {
    secret.fill(0)
  }
}
