import type { Leaving } from './leave.ts'
import type { Mailbox } from './mailbox.ts'

/** What this journey keeps open while the portal runs. */
declare module '../shell/world.ts' {
  interface World {
    readonly mailbox: Mailbox
    /** What other journeys do when somebody leaves. */
    readonly leaving: readonly Leaving[]
  }
}
