import type { CardSlot } from '@madoguchi/card'
import type { HostOp, HostRequest, HostValue } from '@madoguchi/card/protocol'
import type { Clock, Verdict } from '@madoguchi/kit'
import type { TimeStampOptions } from '@madoguchi/pades'
import type { DocumentDesk } from './document.ts'

/** The time-stamp authority of this installation and the way to it: the only connection that this program makes. */
export type Stamping = Pick<TimeStampOptions, 'url' | 'fetch' | 'random'>

/** What operations work with. `signal` is aborted when whoever asked is gone. */
export type HostContext = {
  readonly slot: CardSlot
  readonly clock: Clock
  readonly document: DocumentDesk
  readonly stamping: Stamping | undefined
  readonly signal: AbortSignal
}

export type RequestOf<Op extends HostOp> = Extract<HostRequest, { op: Op }>

/** One thing that the window may ask for. Refusals have codes of the protocol; what it throws is named by `toFailure`. */
export type Operation<Op extends HostOp> = (
  request: RequestOf<Op>,
  context: HostContext,
) => Promise<Verdict<HostValue<Op>, string>>

/** How long an operation waits for a reader, a card, and for others to let go of it. */
export const cardWaitMs = 5000
/** The window looks again and again while there is no card. */
export const lookWaitMs = 1500
