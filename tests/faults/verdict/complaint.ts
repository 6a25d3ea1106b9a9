/** Something that must not be, and the id by which to look for it. */
export type Complaint = {
  readonly code: 'LOST' | 'DOUBLED' | 'DISAGREE' | 'LEDGER' | 'CHAIN' | 'DEAD_LETTER' | 'MISPLACED' | 'ENDED'
  readonly id: string
  readonly what: string
}
