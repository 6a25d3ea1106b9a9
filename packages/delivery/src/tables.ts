/** What `migrations/` makes, as Kysely sees it. */
export type DeliveryTables = {
  outbox: {
    message_id: string
    recipient: string
    name: string
    reference: string | null
    envelope: Uint8Array
    not_after: Date
    created_at: Date
    attempts: number
    next_attempt_at: Date
  }
  dead_letters: {
    message_id: string
    recipient: string
    name: string
    reference: string | null
    envelope: Uint8Array
    not_after: Date
    code: string
    died_at: Date
  }
  receipt_forms: {
    party: string
    second_form_at: Date
  }
  inbox: {
    sender: string
    message_id: string
    name: string
    code: string | null
    received_at: Date
    not_after: Date
  }
  newest_versions: {
    file: string
    version: number
    held_at: Date
    digest: Uint8Array | null
  }
}
