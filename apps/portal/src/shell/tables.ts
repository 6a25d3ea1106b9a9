import type { DeliveryTables } from '@madoguchi/delivery'
import type { Generated } from 'kysely'
import type { ActivityEvent } from '../account/activity.ts'
import type { MailKind } from '../account/queue-mail.ts'
import type { InquiryState } from '../information/state.ts'
import type { CardAct } from '../log-in/card-again.ts'
import type { OperatorAct } from '../operator/actions.ts'
import type { KeptLimit } from './limits/table.ts'

/** What `migrations/` makes, as Kysely sees it. */
export type PortalTables = DeliveryTables & {
  settings: { name: string; value: Uint8Array }
  accounts: {
    account: string
    /** `hashLinkCode`: the code itself lies in open sessions only, sealed. */
    link_code_hash: Uint8Array
    registered_at: Date | null
    email: string | null
    created_at: Date
    last_login_at: Date
    /** The vault that its cards share; null before the first log-in made one. */
    vault: string | null
  }
  account_cards: {
    account: string
    fingerprint: string
    serial: string
    /** `nameIssuer` of the certificate; null for a card that was last used before that was noted. */
    issuer: string | null
    /** Both null: a card that was not brought to the vault yet. */
    vault: string | null
    wrapped_key: Uint8Array | null
    not_after: Date
    first_used_at: Date
    last_used_at: Date
  }
  /** What a card wrapped before another key came with it; its owner's key opens it still. */
  set_aside_wraps: { account: string; fingerprint: string; vault: string; wrapped_key: Uint8Array; set_aside_at: Date }
  /** Of each CA key the newest list that was seen; `number` as decimal text. */
  newest_lists: { issuer: string; scope: string; number: string | null; this_update: Date }
  login_challenges: { login_hash: Uint8Array; challenge: Uint8Array; expires_at: Date; used_at: Date | null }
  acquisitions: {
    acquisition: string
    fingerprint: string
    /** To which what comes for this log-in is sealed (`makeReplyKey`). */
    reply_key: string
    state: 'waiting' | 'granted' | 'refused'
    /** `sealGrant`; where it is granted. */
    sealed_grant: Uint8Array | null
    reason: string | null
    created_at: Date
  }
  sessions: {
    session_hash: Uint8Array
    account: string
    /** The card that opened it. */
    fingerprint: string
    channel: 'page' | 'api'
    /** `digestMandate`: by which the mandate is given back. */
    mandate_digest: Uint8Array
    /** Null: what is sealed is the card's own key, since the card had no vault when it logged in. */
    vault: string | null
    /** `closeSessionSecret`. */
    sealed_secret: Uint8Array
    created_at: Date
    last_seen_at: Date
    expires_at: Date
  }
  /** `askForCard`. */
  card_challenges: { session_hash: Uint8Array; act: CardAct; challenge: Uint8Array; expires_at: Date }
  shown_codes: { session_hash: Uint8Array; sealed: Uint8Array; made_at: Date }
  recovery_codes: { account: string; vault: string; salt: Uint8Array; wrapped_key: Uint8Array; made_at: Date }
  mails: {
    mail: string
    kind: MailKind
    account: string | null
    recipient: string
    count: number | null
    made_at: Date
    due_at: Date
    tries: number
    gave_up_at: Date | null
  }
  email_confirmations: {
    account: string
    email: string
    asked_at: Date
    token_hash: Uint8Array | null
    expires_at: Date | null
  }
  left_exchanges: { exchange: string; left_at: Date }
  revoked_sessions: { session_hash: Uint8Array; ended_at: Date }
  activities: {
    activity: Generated<string>
    account: string
    at: Date
    event: ActivityEvent
    channel: 'page' | 'api'
    kind: string | null
    count: number | null
    card_not_after: Date | null
  }
  notices: {
    notice: string
    text: string
    shown_from: Date
    shown_until: Date
    pauses_log_in: boolean
    made_at: Date
    ended_at: Date | null
  }
  operator_actions: {
    action: Generated<string>
    at: Date
    by_whom: string
    what: OperatorAct
    reference: string | null
    code: string | null
  }
  requests: { request: string; account: string; created_at: Date; deleted_at: Date | null }
  inquiries: {
    exchange: string
    request: string
    account: string
    vault: string
    type: string
    provider: string
    ask_digest: Uint8Array
    state: InquiryState
    reason: string | null
    asked_at: Date
    not_after: Date
    changed_at: Date
    closed_at: Date | null
    sealed: Uint8Array | null
    is_closed_by_core: boolean
    told_at: Date | null
    /** The provider's key of the month, out of its signed answer; null where none came with it. */
    check_key: string | null
    check_requested_at: Date | null
  }
  record_requests: {
    request: string
    account: string
    vault: string
    before: Date | null
    created_at: Date
    sealed: Uint8Array | null
    refused_code: string | null
  }
  offers: { municipality: string; party: string; version: string; list: unknown; received_at: Date }
  drafts: {
    draft: string
    /** Null, as `vault` is: it belongs to the browser that has the cookie. */
    account: string | null
    vault: string | null
    browser_hash: Uint8Array | null
    procedure: string
    version: string
    municipality: string
    revision: number
    sealed: Uint8Array
    created_at: Date
    updated_at: Date
  }
  limit_counts: { rule: KeptLimit; who: string; count: number; until: Date }
  held_pages: { browser_hash: Uint8Array; draft: string; place: string; sealed: Uint8Array; held_at: Date }
}
