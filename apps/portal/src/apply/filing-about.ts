import type { MediaType } from '@madoguchi/filing'
import type { Reply } from '../fill/draft.ts'

/** What a citizen reads of a filing of theirs, sealed to the vault as long as the portal keeps it. */
export type FilingAbout = {
  readonly procedure: { readonly id: string; readonly version: string; readonly title: string }
  readonly municipality: { readonly code: string; readonly name: string }
  /** To whom it is addressed: みほん市長. */
  readonly addressee: string
  readonly intake: 'at-portal' | 'at-agency'
  readonly signedBy: 'card' | 'session'
  /** Absent of what begins a case. */
  readonly reply?: Reply
  /** The form first; `sha256` in base64url, of each as it was before it was sealed. */
  readonly parts: readonly {
    readonly name: string
    readonly mediaType: MediaType
    readonly sizeBytes: number
    readonly sha256: string
  }[]
}
