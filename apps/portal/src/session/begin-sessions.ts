import type { Work } from '@madoguchi/delivery'
import type { Bytes, Random } from '@madoguchi/kit'
import { digestMandate } from '@madoguchi/messages'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import { noteActivities } from './activity.ts'
import { insertSessions } from './session-rows.ts'
import { closeSessionSecret } from './session-secret.ts'
import { makeToken } from './token.ts'

type NewSession = {
  readonly account: string
  readonly channel: 'page' | 'api'
  readonly mandate: string
  readonly linkCode: string
  readonly fingerprint: string
  /** Undefined: `key` is the card's own, for a vault that it is to be brought to. */
  readonly vault: string | undefined
  readonly key: Bytes
  readonly holder: string | undefined
  readonly expiresAt: Date
  /** Until when the card is good that opened it: the citizen reads it in the line of this log-in. */
  readonly cardNotAfter: Date
}

/** Writes sessions and the lines that say somebody logged in, in one statement that is not waited for. Gives their tokens. */
export function beginSessions(
  { write, at }: Work<PortalTables>,
  sessions: readonly NewSession[],
  random: Random,
): string[] {
  if (sessions.length === 0) return []
  const opened = sessions.map((session) => {
    const { token, hash, key } = makeToken(random)
    const sealed = closeSessionSecret(session, { key, row: { account: session.account, hash }, random })
    return { token, hash, sealed }
  })
  write(sql`
    with t as (
      select * from unnest(${opened.map(({ hash }) => hash)}::bytea[], ${sessions.map((one) => one.account)}::text[],
        ${sessions.map((one) => one.channel)}::text[], ${sessions.map((one) => digestMandate(one.mandate))}::bytea[],
        ${sessions.map((one) => one.fingerprint)}::text[],
        ${sessions.map((one) => one.vault ?? null)}::text[], ${opened.map(({ sealed }) => sealed)}::bytea[],
        ${sessions.map((one) => one.expiresAt)}::timestamptz[], ${sessions.map((one) => one.cardNotAfter)}::timestamptz[])
        as u (session_hash, account, channel, mandate_digest, fingerprint, vault, sealed_secret, expires_at, card_not_after)),
    noted as (${noteActivities('logged-in', { rows: sql`t`, at })})
    ${insertSessions({ rows: sql`t`, at })}`)
  return opened.map(({ token }) => token)
}
