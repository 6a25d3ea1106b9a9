import type { DeliveryTables } from '@madoguchi/delivery'
import type { Generated } from 'kysely'

export type RegistryTables = DeliveryTables & {
  residents: {
    resident_code: string
    subject: string
    name: string
    address: string
    birth_date: string
    sex: string
    imported_at: Date
  }
  certificates: {
    fingerprint: string
    serial: string
    profile: 'authentication' | 'signing'
    resident_code: string
    certificate: Uint8Array
    issued_at: Date
    not_after: Date
    revoked_at: Date | null
    revocation_reason: string | null
    /** Issued by somebody else and tied to the resident here. */
    is_enrolled: Generated<boolean>
  }
  presentations: { statement_digest: Uint8Array; fingerprint: string; party: string; presented_at: Date }
}
