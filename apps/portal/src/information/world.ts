import type { Room, Turnstile } from '@madoguchi/delivery'

/** What this journey keeps open while the portal runs. */
declare module '../shell/world.ts' {
  interface World {
    /** For inquiries without an answer, by provider. */
    readonly unanswered: Room
    /** Who waits for answers in this process, by account. */
    readonly listening: Turnstile
  }
}
