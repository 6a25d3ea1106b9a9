import type { Write } from '@madoguchi/db'
import type { Draft, MessageName, MessageTo, PartyKind, Received } from '@madoguchi/messages'
import type { Transaction } from 'kysely'

/** What a handler works with: everything it writes and posts is committed together, or not at all. */
export type Work<Tables> = {
  readonly tx: Transaction<Tables>
  /** For statements whose answer nobody needs: the transaction waits for them only at its end. */
  readonly write: Write
  readonly at: Date
  /** Posts a message: it leaves after the commit, signed under one root with all others of this transaction that its reader gets. */
  post(draft: Draft): void
  /** Runs after the commit, for waking whoever waits in this process. Must not throw. */
  afterCommit(action: () => void): void
}

/**
 * What a handler gives for a message that cannot be decided yet, as one that overtook what it is about: no line and no
 * note, so that its sender sends it again. No code looks like it.
 */
export const undecided = 'undecided'

/**
 * Many messages of one name, in one transaction. Gives for each a refusal code, `undecided`, or undefined for accepted. It may run more
 * than once, and also with messages that it has handled before, which undoes that run: see `absorb`. So it does nothing
 * outside of the transaction but by `afterCommit`.
 */
export type Handler<Tables, Name extends MessageName> = (
  work: Work<Tables>,
  messages: readonly Received<Name>[],
) => Promise<readonly (string | undefined)[]>

/** Of a batch, the names are handled in the order in which they stand here. */
export type Handlers<Tables> = { readonly [Name in MessageName]?: Handler<Tables, Name> }

/** The handlers of a kind of party: one for every message that may be sent to it, so that none is forgotten where it starts. */
export type HandlersOf<Tables, Kind extends PartyKind> = {
  readonly [Name in MessageTo<Kind>]: Handler<Tables, Name>
}
