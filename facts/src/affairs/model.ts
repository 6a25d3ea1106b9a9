/** A lawful task (事務) for which an agency may ask another. */
export type Affair = {
  /** `JM` and 14 digits; ours are synthetic and begin with JM9. */
  readonly code: string
  /** The law the task stands in. */
  readonly law: string
  readonly name: string
  /** Ends in ため, so that a sentence can go on: 「…の支給を決めるため」に. */
  readonly purpose: string
}
