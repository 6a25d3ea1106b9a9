import type { JudgedReason, Received } from '@madoguchi/messages'

/** Somebody whom we know, with what an officer said of their data. */
type KnownPerson = {
  readonly ref: string
  readonly holdsAnswers: boolean
  readonly withholdsData: boolean
  /** An officer released what is asked: it is shown to the person for some time. */
  readonly isReleased: boolean
}

/** A permitted question about a person whom we know, or not. */
export type Permitted = {
  readonly permit: Received<'permit'>
  readonly ask: Received<'ask'>
  readonly person: KnownPerson | undefined
  /** The record is withheld from its person, whom we may know by an earlier code alone. */
  readonly isHidden: boolean
  /** Why our own facts do not permit it; undefined where they do. */
  readonly refusal?: JudgedReason | undefined
}
