import type { WatchedTransport } from './watch-transport.ts'

/** What this journey keeps open while the portal runs. */
declare module '../shell/world.ts' {
  interface World {
    /** When we last reached a party, and when not. */
    readonly reached: Pick<WatchedTransport, 'find'>
  }
}
